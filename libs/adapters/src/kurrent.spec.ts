/** The log on KurrentDB: always over a stand-in for the server, and over a real one where KURRENTDB_URL names it. */
import { describe } from '@jest/globals';
import { freshAgency, kurrentContract } from './kurrent.contract.ts';
import { standIn } from './kurrent-stand-in.ts';
import { kurrentStore } from './kurrent.ts';
import { storeContract, type StoreUnderTest } from './store.contract.ts';

async function under(connectionString: string, stop = async () => {}): Promise<StoreUnderTest> {
  const at = { connectionString, agency: freshAgency() };
  const store = await kurrentStore(at);
  const close = async () => {
    await store.close();
    await stop();
  };
  return { store, again: () => kurrentStore(at), close };
}

storeContract('a stand-in for KurrentDB', async () => {
  const server = await standIn();
  return under(server.url, server.stop);
});
kurrentContract('a stand-in for KurrentDB', async () => {
  const { url, stop } = await standIn();
  return { url, close: stop };
});

const url = process.env['KURRENTDB_URL'] ?? '';
const why = url ? '' : ' — KURRENTDB_URL names no server';
(url ? describe : describe.skip)(`over a real server${why}`, () => {
  storeContract('KurrentDB', () => under(url));
  kurrentContract('KurrentDB', async () => ({ url, close: async () => {} }));
});
