/** The operator's desk through the gateway: what waits, two persons, a view put right, and who may not look. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { clientOf, type Client, type Found } from './client.ts';
import { openHall, type Hall } from './hall.ts';
import { openDossier } from './test/dossier.ts';

const STATE = `{ agency wrong { zh en } silentClocks views
  behind { from count }
  parked { id caseId listener from event { zh en } why skip { by reason own } }
  rebuilds { view state done total rows differing differences { key kind fields } came why }
  verification { state views findings { where what label { zh en } } unread why } }`;

let hall: Hall;
let officer: Client;
let second: Client;
beforeEach(async () => {
  hall = await openHall();
  [officer, second] = [await clientOf(hall.url, 'operator'), await clientOf(hall.url, 'operator-second')];
});
afterEach(() => hall.close());

async function look(agency: string, client = officer): Promise<Found> {
  const { data, errors } = await client.graph(`{ answer: ${agency}Operations ${STATE} }`);
  expect(errors).toBeUndefined();
  return data?.['answer'] as Found;
}

/** What an act answers; its arguments are texts. */
async function act(client: Client, name: string, given: Record<string, string> = {}): Promise<Found> {
  const types = Object.keys(given).map((key) => `$${key}: ${key === 'id' || key === 'caseId' ? 'ID' : 'String'}!`);
  const passed = Object.keys(given).map((key) => `${key}: $${key}`);
  const [head, args] = types.length > 0 ? [`(${types.join(', ')})`, `(${passed.join(', ')})`] : ['', ''];
  const text = `mutation${head} { answer: ${name}${args} { said { zh en } refusal { zh en } operations ${STATE} } }`;
  const { data, errors } = await client.graph(text, given);
  expect(errors).toBeUndefined();
  return data?.['answer'] as Found;
}

/** An event of the union in a shape that this build does not know: whoever hears it has to park it. */
async function fromTheFuture(caseId: string): Promise<void> {
  const { store } = await hall.storage.of('union');
  const { events } = await store.follow('', 100);
  const { type, data, meta } = events.find(({ meta: { caseId: of } }) => of === caseId)!;
  await store.append(`union.dossier-${randomUUID()}`, 0, [
    { id: randomUUID(), type, data, meta: { ...meta, shape: 99 } },
  ]);
  for (const { house } of hall.services.values()) await house.pump();
}

async function settledAt(agency: string, done: (state: Found) => boolean): Promise<Found> {
  for (const end = performance.now() + 60_000; performance.now() < end;) {
    const state = await look(agency);
    if (done(state)) return state;
    await new Promise((go) => setTimeout(go, 50));
  }
  throw new Error(`${agency} did not come to rest`);
}

describe('the desk of the operator', () => {
  it('finds every service well, and is closed to everybody else', async () => {
    await openDossier(hall);
    for (const agency of ['union', 'hr', 'jointCentre', 'people', 'insight']) {
      const { wrong, parked, behind } = await look(agency);
      expect([agency, wrong, parked]).toEqual([agency, [], []]);
      expect((behind as Found[]).every(({ count }) => count === 0)).toBe(true);
    }
    const clerk = await clientOf(hall.url, 'hr-inspector');
    const { data, errors } = await clerk.graph(`mutation { answer: hrVerify { said { zh } } }`);
    expect([data?.['answer'] ?? null, errors?.[0]?.extensions?.code]).toEqual([null, 'FORBIDDEN']);
  });

  it('tells what waits without what is in it, takes it again, and leaves it out when two agree', async () => {
    const caseId = await openDossier(hall);
    await fromTheFuture(caseId);
    const { parked, wrong } = await look('jointCentre');
    const [first] = parked as Found[];
    expect(first).toMatchObject({ caseId, from: 'union', skip: null, why: expect.stringContaining('newer build') });
    expect(JSON.stringify(parked)).not.toMatch(/4200000|wages/);
    expect(wrong).toEqual([{ zh: expect.stringContaining('隔离'), en: expect.stringContaining('parked') }]);

    const again = await act(officer, 'jointCentreRetryParked', { caseId });
    expect(again).toMatchObject({ refusal: null, said: { en: expect.stringContaining('0 went through') } });
    expect(await act(officer, 'jointCentreRetryParked', { caseId: randomUUID() })).toMatchObject({
      said: null,
      refusal: { en: expect.stringContaining('Nothing of case') },
    });

    for (const { id } of parked as Found[]) {
      const asked = { id: id as string, reason: '示例：由新版本写入' };
      expect(await act(second, 'jointCentreAgreeToSkip', { id: asked.id })).toMatchObject({
        refusal: { en: expect.stringContaining('nobody has asked') },
      });
      expect(await act(officer, 'jointCentreAskToSkip', { ...asked, reason: ' ' })).toMatchObject({
        refusal: { en: expect.stringContaining('a reason is needed') },
      });
      const { operations } = await act(officer, 'jointCentreAskToSkip', asked);
      const mine = (operations.parked as Found[]).find((each) => each.id === id);
      expect(mine?.skip).toEqual({ by: 'operator', reason: asked.reason, own: true });
      expect(await act(officer, 'jointCentreAgreeToSkip', { id: asked.id })).toMatchObject({
        refusal: { en: expect.stringContaining('two different persons') },
      });
      expect(await act(second, 'jointCentreAgreeToSkip', { id: asked.id })).toMatchObject({ refusal: null });
    }
    expect(await look('jointCentre')).toMatchObject({ parked: [], wrong: [] });
    const { store } = await hall.storage.of('joint-centre');
    const records = (await store.follow('', 1000)).events.filter(({ type }) => type === 'ParkedEventSkipped');
    expect(records.map(({ data: { by, and } }) => [by, and])).toEqual(
      (parked as Found[]).map(() => ['operator', 'operator-second']),
    );
  });

  it('verifies, names what is damaged, builds it anew and exchanges it', async () => {
    const caseId = await openDossier(hall);
    const { rows } = await hall.storage.of('joint-centre');
    const row = (await rows.row('cases', caseId))!;
    await rows.transaction((tx) => tx.put('cases', { ...row, data: { ...row.data, planted: '乙' } }));

    await act(officer, 'jointCentreVerify');
    const { verification } = await settledAt('jointCentre', (state) => state.verification?.state === 'done');
    expect(verification).toMatchObject({
      findings: [{ where: 'view cases', what: caseId, label: { en: 'differs from the logs in planted' } }],
      unread: [],
    });

    expect(await act(officer, 'jointCentreSwitchView', { view: 'cases' })).toMatchObject({
      refusal: { en: expect.stringContaining('nothing of cases is built') },
    });
    expect(await act(officer, 'jointCentreRebuildView', { view: 'nothing' })).toMatchObject({
      refusal: { en: expect.stringContaining('there are') },
    });
    await act(officer, 'jointCentreRebuildView', { view: 'cases' });
    const { rebuilds } = await settledAt('jointCentre', (state) => state.rebuilds[0]?.state === 'built');
    expect(rebuilds).toEqual([
      expect.objectContaining({
        view: 'cases',
        differing: 1,
        differences: [{ key: caseId, kind: 'changed', fields: ['planted'] }],
      }),
    ]);
    const { operations } = await act(officer, 'jointCentreSwitchView', { view: 'cases' });
    expect(operations.rebuilds).toEqual([expect.objectContaining({ state: 'switched', came: 0 })]);
    expect(await rows.row('cases', caseId)).toEqual(row);
  });
});
