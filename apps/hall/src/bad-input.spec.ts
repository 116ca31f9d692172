/** What people really send, each with a clear answer, and nothing stored. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { camel } from '@yimen/weave';
import { clientOf, type Client, type Found } from './client.ts';
import { openHall, type Hall } from './hall.ts';

let hall: Hall;
let clerk: Client;
beforeAll(async () => {
  hall = await openHall();
  clerk = await clientOf(hall.url, 'union-clerk');
});
afterAll(() => hall.close());

const item = (fen: unknown = 1_800_000) => ({
  id: randomUUID(),
  person: randomUUID(),
  kind: 'wages',
  from: '2025-06',
  to: '2025-08',
  fen,
});
const dossier = (items = [item()]) => ({
  caseId: randomUUID(),
  door: 'window',
  employer: randomUUID(),
  claimItems: items,
});
const stored = async (id: string) => {
  const { house } = hall.services.get('union')!;
  const decider = house.agency.deciders.find(({ name }) => name === 'union.dossier')!;
  return (await house.procedure(decider, id)).version;
};
/** A command with a new id of its own unless one is given; the receipt, or the errors. */
async function give(client: Client, mutation: string, given: object): Promise<Found> {
  const whole = { mutation, id: randomUUID(), commandId: randomUUID(), input: {}, ...given };
  const { data, errors } = await client.give(whole);
  return errors ? { errors } : (data?.answer as Found);
}
const fields = (answer: Found): Found[] => answer.errors[0].extensions.fields;

describe('a command', () => {
  it('of somebody without the role is refused, with who may', async () => {
    const mediator = await clientOf(hall.url, 'union-mediator');
    const id = randomUUID();
    const answer = await give(mediator, 'openDossier', { id, input: dossier() });
    expect(answer.errors[0].extensions).toMatchObject({ code: 'FORBIDDEN', roles: ['union.clerk'] });
    expect(answer.errors[0].message).toMatch(/未保存/);
    expect(await stored(id)).toBe(0);
  });

  it('of another agency is refused', async () => {
    const outsider = await clientOf(hall.url, 'court-judge');
    const id = randomUUID();
    expect((await give(outsider, 'openDossier', { id, input: dossier() })).errors[0].extensions.code).toBe('FORBIDDEN');
    expect(await stored(id)).toBe(0);
  });

  it.each(['a\0b', '祥里\ud83d'])(
    'with text that no list could show is refused, and its field is named (%j)',
    async (project) => {
      const id = randomUUID();
      const answer = await give(clerk, 'openDossier', { id, input: { ...dossier(), project } });
      expect(fields(answer)).toEqual([
        expect.objectContaining({ path: 'project', zh: expect.stringContaining('重新填写') }),
      ]);
      expect(await stored(id)).toBe(0);
      const whole = { id, input: { ...dossier(), project: '𠮷祥里😀 \\u0000' } };
      expect((await give(clerk, 'openDossier', whole)).version).toBe(1);
    },
  );

  it('with another content under the same id is refused, also where the first is still under way', async () => {
    const [id, commandId] = [randomUUID(), randomUUID()];
    const answers = await Promise.all(
      [100, 200].map((fen) => give(clerk, 'openDossier', { id, commandId, input: dossier([item(fen)]) })),
    );
    expect(answers.map(({ refusal }) => refusal?.code ?? 'kept').toSorted()).toEqual(['command-id-reused', 'kept']);
    expect(await stored(id)).toBe(1);
  });

  it('without a sign-in is refused', async () => {
    const body = JSON.stringify({ query: 'mutation { closeDossier(id: "x", commandId: "x", input: {}) { id } }' });
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
    const { errors } = (await (await fetch(`${hall.url}/graphql`, init)).json()) as Found;
    expect(errors[0].extensions.code).toBe('UNAUTHENTICATED');
  });

  it('on an unknown dossier says that there is none open', async () => {
    const answer = await give(clerk, 'closeDossier', { input: { outcome: 'withdrawn' } });
    expect(answer.refusal).toMatchObject({ code: 'not-open', message: { zh: expect.stringMatching(/尚未立案/) } });
  });

  it('with ids that are no ids names them', async () => {
    const answer = await give(clerk, 'openDossier', { id: 'one', input: dossier(), commandId: 'two' });
    expect(fields(answer).map(({ path }: Found) => path)).toEqual(['id', 'commandId']);
  });

  it('from the future is refused, from yesterday is dated so', async () => {
    const id = randomUUID();
    const tomorrow = new Date(Date.parse(hall.clock.now()) + 86_400_000).toISOString();
    const early = await give(clerk, 'openDossier', { id, input: dossier(), occurredAt: tomorrow });
    expect(fields(early)).toEqual([
      expect.objectContaining({ path: 'occurredAt', zh: expect.stringMatching(/不能晚于现在/) }),
    ]);
    expect(await stored(id)).toBe(0);
    const yesterday = new Date(Date.parse(hall.clock.now()) - 86_400_000).toISOString();
    expect((await give(clerk, 'openDossier', { id, input: dossier(), occurredAt: yesterday })).version).toBe(1);
  });

  it('that is too large for the way to the other agencies is refused, and nobody waits behind it', async () => {
    const [id, caseId] = [randomUUID(), randomUUID()];
    const offer = { caseId, to: 'petition', kind: 'petitionRisk', ground: 'vitalInterest', reason: '集体讨薪' };
    const answer = await give(clerk, 'unionOfferHandOver', {
      id,
      input: { ...offer, terms: { text: '证'.repeat(600_000) } },
    });
    expect(fields(answer)).toEqual([expect.objectContaining({ path: 'input', zh: expect.stringMatching(/1\.5 MB/) })]);
    const small = await give(clerk, 'unionOfferHandOver', { id, input: { ...offer, terms: { text: '证' } } });
    expect(small.version).toBe(1);
  });

  it.each([
    ['a tenth of a fen', 0.1, /整数/],
    ['nothing', 0, /至少 1/],
    ['less than nothing', -5, /至少 1/],
    ['more than a number can hold', 2 ** 53 + 2, /至多|整数|过大/],
    ['text', '12,750.00', /./],
  ])('with an amount of %s names the field', async (_, fen, words) => {
    const id = randomUUID();
    const answer = await give(clerk, 'openDossier', { id, input: dossier([item(fen)]) });
    expect(fields(answer)).toEqual([
      expect.objectContaining({ path: 'claimItems.0.fen', zh: expect.stringMatching(words) }),
    ]);
    expect(await stored(id)).toBe(0);
  });

  it('with a year or an order of months that cannot be is refused, and its field is named', async () => {
    const id = randomUUID();
    const said = async (change: object, more: object = {}) =>
      fields(await give(clerk, 'openDossier', { id, input: dossier([{ ...item(), ...change }]), ...more }));
    const named = (path: string, zh: RegExp) => [expect.objectContaining({ path, zh: expect.stringMatching(zh) })];
    expect(await said({ from: '2025-08', to: '2025-06' })).toEqual(named('claimItems.0.to', /早于起始月份/));
    expect(await said({ from: '0205-06' })).toEqual(named('claimItems.0.from', /1900 至 2100/));
    expect(await said({}, { occurredAt: '0001-01-01' })).toEqual(named('occurredAt', /不是有效的时间/));
    expect(await stored(id)).toBe(0);
    const mediator = await clientOf(hall.url, 'union-mediator');
    const { caseId, employer, claimItems } = dossier();
    for (const [receivedOn, zh] of [
      ['0026-01-05', /1900 至 2100/],
      ['2026-02-30', /不是有效日期/],
      ['昨天', /不是有效日期/],
    ] as const) {
      const input = { caseId, employer, claimItems, receivedOn };
      expect(fields(await give(mediator, 'applyUnionMediation', { id, input }))).toEqual(named('receivedOn', zh));
    }
  });

  it('with empty fields names each of them in Chinese', async () => {
    const answer = await give(clerk, 'openDossier', { input: {} });
    expect(fields(answer)).toEqual(
      ['caseId', 'door', 'employer', 'claimItems'].map((path) => ({ path, zh: '必填，请填写', en: 'is required' })),
    );
  });

  it('has one effect when it is sent twenty times at once', async () => {
    const [id, commandId, input] = [randomUUID(), randomUUID(), dossier()];
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => give(clerk, 'openDossier', { id, input, commandId })),
    );
    expect(answers).toEqual(Array(20).fill({ id, version: 1, refusal: null }));
    expect(await stored(id)).toBe(1);
  });
});

describe('representatives', () => {
  it('are three to five in arbitration, of ten workers or more, and of the case', async () => {
    const id = randomUUID();
    const items = Array.from({ length: 12 }, () => item());
    await give(clerk, 'openDossier', { id, input: dossier(items) });
    const elect = (n: number, people = items.map(({ person }) => person)) =>
      give(clerk, 'electRepresentatives', { id, input: { forum: 'arbitration', people: people.slice(0, n) } });
    for (const n of [2, 6])
      expect((await elect(n)).refusal).toMatchObject({
        code: 'wrong-number',
        law: '劳动人事争议仲裁办案规则 第六十三条',
      });
    expect((await elect(3, [randomUUID(), randomUUID(), randomUUID()])).refusal.code).toBe('not-of-the-case');
    expect((await elect(3)).version).toBe(2);
    const few = randomUUID();
    await give(clerk, 'openDossier', { id: few, input: dossier() });
    expect(
      (await give(clerk, 'electRepresentatives', { id: few, input: { forum: 'court', people: [] } })).refusal.code,
    ).toBe('fewer-than-ten');
  });
});

describe('text', () => {
  it('with rare Han characters comes back as it was', async () => {
    const [id, input] = [randomUUID(), { ...dossier(), project: '𠮷祥里安置房·䶮泉段' }];
    await give(clerk, 'openDossier', { id, input });
    await hall.settled();
    const query = 'query($id: ID!) { case(id: $id) { union { procedures { facts { value } } } } }';
    const { data } = await clerk.graph(query, { id: input.caseId });
    expect(data?.case.union.procedures[0].facts.at(-1).value).toBe(input.project);
  });
});

describe('a query', () => {
  it('of depth 30 is refused before anything runs, with the limit', async () => {
    const deep = `{ __schema { types { fields { type ${'{ ofType '.repeat(25)}{ name }${' }'.repeat(25)} } } } }`;
    const { errors } = await clerk.graph(deep);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'QUERY_TOO_COSTLY', limit: 'depth', most: 16 });
  });

  it('with a thousand aliases is refused', async () => {
    const aliases = Array.from({ length: 1000 }, (_, i) => `a${i}: case(id: "${randomUUID()}") { id }`).join(' ');
    expect((await clerk.graph(`{ ${aliases} }`)).errors?.length).toBeGreaterThan(0);
  });

  it.each([
    'cases(first: $n) { total }',
    'deadlinesDue(within: $n) { id }',
    'organisations(search: "", first: $n) { id }',
  ])(
    'with null for a number is refused in words, and not answered as if less had been asked for: %s',
    async (field) => {
      const { errors } = await clerk.graph(`query($n: Int) { ${field} }`, { n: null });
      expect(errors).toMatchObject([
        { message: expect.stringContaining('null'), extensions: { code: 'BAD_USER_INPUT' } },
      ]);
      expect(await clerk.graph(`query($n: Int) { ${field} }`)).not.toHaveProperty('errors');
    },
  );

  it('for a case nobody knows answers null, not an error', async () => {
    expect(await clerk.graph('{ case(id: "nonsense") { id } }')).toEqual({ data: { case: null } });
  });
});

describe('a silent agency', () => {
  it('is named within its time, and all the others answer', async () => {
    const lonely = await openHall({ agencyTimeout: 20_000 });
    try {
      const client = await clientOf(lonely.url, 'coordinator');
      const agencies = [...lonely.services.values()].filter(({ sdl }) => sdl.includes(': AgencyFile'));
      const fields = agencies.map(({ name }) => camel(name));
      const query = `query($id: ID!) { case(id: $id) { id ${fields.map((field) => `${field} { asOf }`).join(' ')} } }`;
      await lonely.services.get('court')!.close();
      const { data, errors } = await client.graph(query, { id: randomUUID() });
      const silent = fields.filter((field) => data?.case[field] === null);
      expect(fields.length).toBeGreaterThan(6);
      expect(silent).toEqual(['court']);
      const extensions = { code: 'AGENCY_UNAVAILABLE', agency: 'court' };
      expect(errors).toEqual([
        expect.objectContaining({ path: ['case'], extensions: expect.objectContaining(extensions) }),
      ]);
    } finally {
      await lonely.close().catch(() => undefined);
    }
  });
});
