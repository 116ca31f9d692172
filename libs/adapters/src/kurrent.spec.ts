/** The log on KurrentDB: always over a stand-in for the server, and over a real one where it is named or Docker is. */
import { afterAll, beforeAll, describe } from '@jest/globals';
import { FETCH_MS } from './container-under-test.ts';
import { freshAgency, kurrentContract } from './kurrent.contract.ts';
import { standIn } from './kurrent-stand-in.ts';
import { kurrentUnderTest, whyNoKurrent, type KurrentUnderTest } from './kurrent-under-test.ts';
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

const why = whyNoKurrent();
(why ? describe.skip : describe)(`over a real server${why ? ` — ${why}` : ''}`, () => {
  let server: KurrentUnderTest;
  beforeAll(async () => void (server = await kurrentUnderTest()), FETCH_MS);
  afterAll(() => server?.close());
  storeContract('KurrentDB', () => under(server.url));
  kurrentContract('KurrentDB', async () => ({ url: server.url, close: async () => {} }));
});
