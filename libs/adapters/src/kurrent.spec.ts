/** The log on KurrentDB: always over a stand-in for the server, and over a real one where KURRENTDB_URL names it. */
import { randomUUID } from 'node:crypto';
import { describe } from '@jest/globals';
import { standIn } from './kurrent-stand-in.ts';
import { kurrentStore } from './kurrent-store.ts';
import { storeContract, type StoreUnderTest } from './store.contract.ts';

const freshAgency = () => `spec-${randomUUID().slice(0, 8)}`;

async function under(connectionString: string, stop: () => Promise<void> = async () => {}): Promise<StoreUnderTest> {
  const at = { connectionString, agency: freshAgency() };
  const store = await kurrentStore(at);
  return {
    store,
    again: () => kurrentStore(at),
    async close() {
      await store.close();
      await stop();
    },
  };
}

for (const inBatches of [true, false]) {
  const way = inBatches ? 'appends that share a call' : 'a call for each append';
  storeContract(`a stand-in for KurrentDB, ${way}`, async () => {
    const server = await standIn({ inBatches });
    return under(server.url, server.stop);
  });
}

const real = process.env['KURRENTDB_URL'];
const why = real ? '' : ' — KURRENTDB_URL names no server';
(real ? describe : describe.skip)(`over a real server${why}`, () => storeContract('KurrentDB', () => under(real!)));
