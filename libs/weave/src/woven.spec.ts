/** One invented agency, and the graph that its declaration alone makes. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { demonstrationClock, embeddedBus, memoryRows, memoryStore, worldOf } from '@yimen/adapters';
import { agency, house, language, operations } from '@yimen/casework';
import { command, event, refusal, type Decider, type Messages } from '@yimen/kernel';
import { countByLaw } from '@yimen/law';
import { GraphQLError, Kind, parse, print } from 'graphql';
import { z } from 'zod';
import type { Asking } from './file.ts';
import type { Reader } from './reader.ts';
import { resolversOf } from './resolvers.ts';
import { schemaOf } from './schema.ts';

const words = { zh: '卷宗', en: 'File' };
const data = z.object({
  caseId: z.uuid(),
  days: z.int().min(1).max(5),
  door: z.enum(['window', 'letter']).optional(),
  marks: z.array(z.object({ on: z.iso.date() })).optional(),
  by: z.uuid().optional().meta({ own: true }),
});
const Opened = event({ ...words, name: 'Opened', data });
const Ended = event({ ...words, name: 'Ended', data: z.object({}) });
const Open = command({ ...words, name: 'Open', by: ['north.clerk'], input: data });
const End = command({ ...words, name: 'End', by: ['north.clerk'], input: Ended.schema });
const Lapse = command({ ...words, name: 'Lapse', by: [], input: Ended.schema });
const nothing = refusal('not-open', { zh: '没有打开', en: 'It is not open', law: '《示例法》第一条' });
type Filed = { readonly status: 'none' | 'open' | 'ended'; readonly by?: string | undefined };
const filing = {
  ...{ name: 'north.file', label: words, commands: [Open, End, Lapse], events: [Opened, Ended] },
  ...{ opens: [Open], single: true, initial: { status: 'none' } as Filed },
  decide: {
    Open: ({ data: told }) => [Opened(told)],
    End: (_, { status }) => (status === 'open' ? [Ended({})] : nothing),
    Lapse: () => [Ended({})],
  },
  evolve: {
    Opened: (_, { by }): Filed => ({ status: 'open', by }),
    Ended: ({ by }): Filed => ({ status: 'ended', by }),
  },
  show: ({ status, by }) =>
    status === 'none'
      ? undefined
      : {
          ...{ status, label: words, next: status === 'open' ? [End] : [], closed: status === 'ended' },
          facts: [
            { label: words, value: 'orange', kind: 'text', words: { zh: '橙色', en: 'Orange' } },
            ...(by ? [{ label: words, value: by, kind: 'organisation' as const }] : []),
          ],
        },
} satisfies Decider<Messages<[typeof Open, typeof End, typeof Lapse]>, Filed, Messages<[typeof Opened, typeof Ended]>>;
const north = agency({ speaks: language('north', words, [Opened, Ended]), hears: [], deciders: [filing] });

const uuid = (n: number) => `018f3a52-7c1e-7b60-9c57-${String(n).padStart(12, '0')}`;
const acting = { id: 'test-clerk', agency: 'north', roles: ['north.clerk'] };
const clerk: Reader = { ...acting, reads: 'all' };
const now = '2026-03-02T01:00:00.000Z';

type Resolver = (parent: unknown, given: object, asking: Asking) => Promise<object>;
let asking: Asking;
let resolvers: ReturnType<typeof resolversOf>;
let told = 0;

beforeEach(() => {
  const store = memoryStore();
  const bus = embeddedBus(() => ({ store, speaks: () => true }));
  const world = { ...worldOf(demonstrationClock()), now: () => now };
  const ports = { store, bus, world, rows: memoryRows(), count: countByLaw };
  const running = house(north, ports);
  asking = { actor: clerk, house: running, now: () => now, trace: 'test' };
  resolvers = resolversOf(north, operations(running, ports), { Query: { mine: () => 1 }, Case: { extra: () => 2 } });
});

const resolver = (type: string, field: string) => resolvers[type]![field] as Resolver;

async function give(name: string, sent: object, actor: Reader = clerk): Promise<object> {
  const whole = { id: uuid(2), commandId: uuid((told += 1) + 100), ...sent };
  const answer = await resolver('Mutation', name)({}, whole, { ...asking, actor }).catch((error: unknown) => error);
  await asking.house.pump();
  return answer instanceof GraphQLError ? answer.extensions : (answer as object);
}

describe('the schema of an agency', () => {
  const sdl = schemaOf(north, 'extend type Query { mine: Int }');
  const typeNamed = (name: string) => {
    const declared = parse(sdl).definitions.filter(({ kind }) => kind.endsWith('Definition'));
    const found = declared.find((each) => 'name' in each && each.name?.value === name);
    return found ? print(found).replaceAll(/\s+/g, ' ') : undefined;
  };

  it('has a mutation for what people give, in their words, and none for what clocks and policies do', () => {
    expect(typeNamed('Mutation')).toContain('"卷宗 File (north.clerk)" open(id: ID!, commandId: ID!');
    expect(typeNamed('Mutation')).not.toContain('lapse');
  });

  it('has an input for each command, whose fields may all be left out, so that the command says what is missing', () => {
    expect(typeNamed('OpenInput')).toMatch(/caseId: String .*days: Int door: OpenDoor marks: \[OpenMarksInput!\]/);
    expect(typeNamed('OpenDoor')).toBe('enum OpenDoor { window letter }');
    expect(typeNamed('OpenMarksInput')).toContain('on: String');
  });

  it('joins a case, and keeps what was written by hand', () => {
    const fields = parse(sdl).definitions.flatMap((each) =>
      each.kind === Kind.OBJECT_TYPE_DEFINITION && each.name.value === 'Case' ? (each.fields ?? []) : [],
    );
    expect(fields.map(({ name }) => name.value)).toEqual(['id', 'north']);
    expect(sdl).toContain('extend type Query { mine: Int }');
  });
});

describe('a woven mutation', () => {
  const input = { caseId: uuid(1), days: 3 };

  it('answers with the version that the log has now', async () => {
    expect(await give('open', { input })).toMatchObject({ id: uuid(2), version: 1 });
    const { past } = await asking.house.procedure(filing, uuid(2));
    expect(past).toMatchObject([{ type: 'Opened', data: input, meta: { actor: acting, occurredAt: now } }]);
  });

  it('hands on a refusal of the rules with its article, as an answer and not as an error', async () => {
    expect(await give('end', { input: {} })).toMatchObject({
      refusal: { code: 'not-open', law: '《示例法》第一条' },
    });
  });

  it('refuses whoever has not the role, with who has it, and the same role of another agency', async () => {
    const forbidden = { code: 'FORBIDDEN', agency: 'north', roles: ['north.clerk'] };
    for (const actor of [
      { ...clerk, roles: ['north.head'] },
      { ...clerk, agency: 'south' },
    ])
      expect(await give('open', { input }, actor)).toEqual(forbidden);
  });

  it('takes null for what is left out, as clients send it', async () => {
    const nulls = { door: null, marks: [{ on: '2026-03-01', by: null }] };
    const sent = { occurredAt: null, expectedVersion: null, input: { ...input, ...nulls } };
    expect(await give('open', sent)).toMatchObject({ id: uuid(2), version: 1 });
    const { past } = await asking.house.procedure(filing, uuid(2));
    expect(past.map((each) => each.data)).toEqual([{ ...input, marks: [{ on: '2026-03-01' }] }]);
    expect(await give('end', { expectedVersion: 7, input: {} })).toMatchObject({
      refusal: { code: 'version-conflict' },
    });
  });

  it.each([
    ['what must be there and is null', { input: { caseId: null, days: null } }, ['caseId', 'days']],
    ['an id that is none', { id: '1', input }, ['id']],
    ['all faults of the input at once', { input: { days: 9, door: 'chimney' } }, ['caseId', 'days', 'door']],
    ['a field within a list', { input: { ...input, marks: [{ on: '5 March' }] } }, ['marks.0.on']],
    ['a day that is none', { occurredAt: 'yesterday', input }, ['occurredAt']],
  ])('answers %s field by field, and stores nothing', async (_, sent, fields) => {
    const refused = (await give('open', sent)) as { code: string; fields: { path: string; zh: string }[] };
    expect(refused.code).toBe('BAD_USER_INPUT');
    expect(refused.fields.map(({ path }) => path)).toEqual(fields);
    expect((await asking.house.procedure(filing, uuid(2))).version).toBe(0);
  });

  it.each([
    ['a day that no month has', '2026-02-30'],
    ['a month that no year has', '2026-13-01'],
    ['an instant on a day that no month has', '2026-02-30T10:00:00Z'],
    ['an instant at an hour that no day has', '2026-02-28T25:00:00Z'],
    ['an instant without its zone', '2026-03-01T10:00'],
    ['a day in the order of another country', '01/03/2026'],
  ])('takes %s for no moment, says how one is written, and stores nothing', async (_, occurredAt) => {
    const form = expect.stringContaining('2026-03-05T10:00:00+08:00');
    expect(await give('open', { occurredAt, input })).toEqual({
      code: 'BAD_USER_INPUT',
      fields: [{ path: 'occurredAt', zh: form, en: form }],
    });
    expect((await asking.house.procedure(filing, uuid(2))).version).toBe(0);
  });

  it.each([
    ['2024-02-29', '2024-02-29T01:00:00.000Z'],
    ['2026-03-01T10:00+08:00', '2026-03-01T02:00:00.000Z'],
    ['2026-03-01T10:00:00.5Z', '2026-03-01T10:00:00.500Z'],
  ])('takes %s for what it says', async (occurredAt, moment) => {
    await give('open', { occurredAt, input });
    const { past } = await asking.house.procedure(filing, uuid(2));
    expect(past.map(({ meta }) => meta.occurredAt)).toEqual([moment]);
  });

  it('takes a day for its morning, and today for this moment', async () => {
    await give('open', { occurredAt: '2026-03-01', input });
    await give('end', { occurredAt: '2026-03-02', input: {} });
    const { past } = await asking.house.procedure(filing, uuid(2));
    expect(past.map(({ meta }) => meta.occurredAt)).toEqual(['2026-03-01T01:00:00.000Z', now]);
  });
});

describe('the file of an agency', () => {
  const file = () => resolver('Case', 'north')({ id: uuid(1) } as never, {}, asking);
  type Drawn = { openings: { command: string }[]; procedures: { facts: { words?: object }[]; actions: object[] }[] };
  const drawn = async () => {
    const { openings, procedures } = (await file()) as Drawn;
    return [openings.map((each) => each.command), procedures.map(({ facts }) => facts[0]?.words)];
  };

  it('offers no second one of what a case has once, until the first has ended', async () => {
    const orange = { zh: '橙色', en: 'Orange' };
    expect(await drawn()).toEqual([['Open'], []]);
    await give('open', { input: { caseId: uuid(1), days: 3 } });
    expect(await drawn()).toEqual([[], [orange]]);
    await give('end', { input: {} });
    expect(await drawn()).toEqual([['Open'], [orange]]);
  });

  it('offers a reader only what he may do', async () => {
    await give('open', { input: { caseId: uuid(1), days: 3 } });
    const actions = async () => ((await file()) as Drawn).procedures.flatMap((each) => each.actions);
    expect(await actions()).toMatchObject([{ command: 'End', mutation: 'end', inputType: 'EndInput' }]);
    asking = { ...asking, actor: { ...clerk, agency: 'south' } };
    expect(await actions()).toEqual([]);
  });

  it('stands beside the resolvers that were written by hand', () =>
    expect(Object.keys({ ...resolvers['Query'], ...resolvers['Case'] })).toEqual(
      expect.arrayContaining(['mine', 'northOperations', 'extra', 'north', '__resolveReference']),
    ));
});

describe('a party at the desk of an agency', () => {
  const [own, other] = [uuid(8), uuid(9)];
  const party: Reader = { ...acting, reads: 'own', organisation: own };
  const file = async (actor: Reader) => {
    const drawn = await resolver('Case', 'north')({ id: uuid(1) } as never, {}, { ...asking, actor });
    const { procedures, openings } = drawn as Record<string, { id: string }[]>;
    return { procedures: procedures!.map(({ id }) => id), openings: openings!.length };
  };
  const open = (by: string | undefined, actor: Reader = clerk) =>
    give('open', { input: { caseId: uuid(1), days: 3, ...(by && { by }) } }, actor);

  it('is shown what names its organisation, and of the rest nothing', async () => {
    await open(own);
    expect(await file(party)).toEqual({ procedures: [uuid(2)], openings: 0 });
    for (const actor of [
      { ...party, organisation: other },
      { ...acting, reads: 'own' as const },
    ])
      expect(await file(actor)).toMatchObject({ procedures: [] });
    expect(await file({ ...party, reads: 'none' })).toMatchObject({ procedures: [] });
  });

  it('is shown nothing of what other agencies keep about it', async () => {
    await open(own);
    expect(await file({ ...party, agency: 'south', roles: ['south.clerk'] })).toMatchObject({ procedures: [] });
  });

  it.each([
    ['of another', other],
    ['that is not said', undefined],
  ])('acts for no organisation %s', async (_, by) => {
    expect(await open(by, party)).toEqual({ code: 'FORBIDDEN' });
    await open(by);
    expect(await give('end', { input: {} }, party)).toEqual({ code: 'FORBIDDEN' });
    expect((await asking.house.procedure(filing, uuid(2))).version).toBe(1);
  });

  it('acts for its own, and may repeat what it has done', async () => {
    const commandId = uuid(700);
    const sent = { commandId, input: { caseId: uuid(1), days: 3, by: own } };
    expect(await file(party)).toMatchObject({ openings: 1 });
    expect(await give('open', sent, party)).toMatchObject({ version: 1 });
    expect(await give('open', sent, party)).toMatchObject({ version: 1 });
    expect(await give('end', { input: {} }, party)).toMatchObject({ version: 2 });
  });

  it('acts for none while its account names none', async () => {
    const nobody: Reader = { ...acting, reads: 'own' };
    expect(await file(nobody)).toEqual({ procedures: [], openings: 0 });
    expect(await open(undefined, nobody)).toEqual({ code: 'FORBIDDEN' });
    expect(await give('open', { input: null }, party)).toEqual({ code: 'FORBIDDEN' });
  });
});

describe("the operator's desk", () => {
  it('is shown to operators of the agency or of the district, and to nobody else', async () => {
    const look = (actor: Reader) => async () => resolver('Query', 'northOperations')({}, {}, { ...asking, actor });
    for (const at of ['north', 'district'])
      expect(await look({ id: 'it', agency: at, roles: [`${at}.operator`], reads: 'none' })()).toMatchObject({
        agency: 'north',
      });
    await expect(look(clerk)()).rejects.toThrow(/north\.operator, district\.operator/);
  });
});
