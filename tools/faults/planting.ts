/** Events that should not be: written where a fault or a newer build would have written them. */
import { setTimeout as pause } from 'node:timers/promises';
import { openStorage, type Storage } from '@yimen/adapters';
import { ProduceAcks, Producer } from '@platformatic/kafka';
import { RELAY, START, type NewEvent } from '@yimen/kernel';
import type { Chance } from './chance.ts';
import type { Unreadable } from './judged.ts';

export interface Planting {
  /** Cases that will be parked, each with what was planted in it. */
  readonly cases: ReadonlyMap<string, 'poison' | 'newer-shape'>;
  /** What was sent that nobody can read. */
  unreadableSent(): Unreadable;
  publishAgain(agency: string): Promise<void>;
  poison(): Promise<void>;
  newerShape(): Promise<void>;
  unreadable(): Promise<void>;
  close(): Promise<void>;
}

export interface PlantingSpec {
  readonly databaseUrl: string;
  readonly brokers: string;
  readonly dice: Chance;
}

const AGENCY = 'union';
const NEWER = 99;
const AGAIN = 200;

export async function planting({ databaseUrl, brokers, dice }: PlantingSpec): Promise<Planting> {
  const storage = await openStorage({ databaseUrl, connections: 4 });
  const cases = new Map<string, 'poison' | 'newer-shape'>();
  const keys: string[] = [];
  const plant = async (what: 'poison' | 'newer-shape', events: (caseId: string) => NewEvent[]) => {
    const caseId = dice.id();
    const { store } = await storage.of(AGENCY);
    await store.append(`${AGENCY}.dossier-${dice.id()}`, 0, events(caseId));
    cases.set(caseId, what);
  };
  return {
    cases,
    unreadableSent: () => ({ agency: AGENCY, keys }),
    publishAgain: (agency) => trying(() => publishAgain(storage, agency)),
    poison: () => plant('poison', (caseId) => spoiled(dice, caseId)),
    newerShape: () => plant('newer-shape', (caseId) => [opened(dice, caseId, { shape: NEWER })]),
    async unreadable() {
      const pair = [`unreadable-${keys.length}`, `forged-${keys.length}`] as const;
      await trying(() => sendUnreadable(brokers, pair));
      keys.push(...pair);
    },
    close: () => storage.close(),
  };
}

const PATIENCE_MS = 300_000;

/** Whatever it needs may be away just now. */
async function trying<T>(work: () => Promise<T>): Promise<T> {
  for (const end = performance.now() + PATIENCE_MS; ; await pause(250))
    try {
      return await work();
    } catch (error) {
      if (performance.now() > end) throw error;
    }
}

/** The place of the relay goes back, as after a crash between sending and keeping the place. */
async function publishAgain(storage: Storage, agency: string): Promise<void> {
  const { store, rows } = await storage.of(agency);
  await rows.transaction(async (tx) => {
    const place = (await tx.row<string>(RELAY, agency))?.data ?? START;
    const passed: string[] = [];
    for (let from = START; passed.at(-1) !== place;) {
      const { events, position } = await store.follow(from, 1000);
      if (events.length === 0) break;
      passed.push(...events.map((event) => event.position).filter((each) => each <= place));
      from = position;
      if (position >= place) break;
    }
    if (passed.length < 2) throw new Error('nothing had been published yet');
    await tx.put(RELAY, { key: agency, data: passed.at(-Math.min(AGAIN, passed.length)) });
  });
}

const claim = (dice: Chance) => ({
  ...{ id: dice.id(), person: dice.id(), kind: 'wages', from: '2025-06', to: '2025-08', fen: 100_000 },
});

function opened(dice: Chance, caseId: string, more: { shape?: number; data?: object } = {}): NewEvent {
  const data = { caseId, door: 'window', employer: dice.id(), liable: [], claimItems: [claim(dice)] };
  return event(dice, { caseId, type: 'DossierOpened', data: more.data ?? data, shape: more.shape ?? 1 });
}

/** The first lacks what every listener counts on; the second is sound, and waits behind it. */
const spoiled = (dice: Chance, caseId: string): NewEvent[] => [
  opened(dice, caseId, { data: { caseId, door: 'window' } }),
  event(dice, { caseId, type: 'ClaimItemsAdded', data: { claimItems: [claim(dice)] }, shape: 1 }),
];

interface Planted {
  readonly caseId: string;
  readonly type: string;
  readonly data: object;
  readonly shape: number;
}

function event(dice: Chance, { caseId, type, data, shape }: Planted): NewEvent {
  const now = new Date().toISOString();
  const actor = { id: 'planted', agency: AGENCY, roles: [`${AGENCY}.clerk`] };
  const stamp = { agency: AGENCY, actor, caseId, occurredAt: now, recordedAt: now };
  return { id: dice.id(), type, data, meta: { ...stamp, commandId: dice.id(), digest: 'planted', shape } };
}

/** Bytes without a header, and an event that says that it comes from somebody else. */
async function sendUnreadable(brokers: string, [bytes, alien]: readonly [string, string]): Promise<void> {
  const how = { clientId: 'faults', bootstrapBrokers: brokers.split(','), acks: ProduceAcks.ALL, retries: 5 };
  const producer = new Producer({ ...how, retryDelay: 200 });
  const topic = `yimen.${AGENCY}.v1`;
  const forged = { ce_specversion: '1.0', ce_source: '/yimen/court', ce_id: 'forged', ce_type: 'DossierOpened' };
  const headers = new Map(Object.entries(forged).map(([name, value]) => [Buffer.from(name), Buffer.from(value)]));
  try {
    await producer.send({
      messages: [
        { topic, key: Buffer.from(bytes), value: Buffer.from([0xff, 0x00, 0xfe]) },
        { topic, key: Buffer.from(alien), value: Buffer.from('{}'), headers },
      ],
    });
  } finally {
    await producer.close();
  }
}
