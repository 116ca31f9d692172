/** The register at work, over HTTP: who is registered, who sees what, who looked, what is erased. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demonstrationClock, memoryRows, memoryStore, worldOf } from '@yimen/adapters';
import { serve, type Served } from '@yimen/edge';
import { developmentIssuer } from '@yimen/process';
import type { EventStore, NewEvent, Rows } from '@yimen/kernel';
import { CaseClosed, CaseRegistered } from '@yimen/joint-centre-language';
import { countByLaw, idCheckCharacter } from '@yimen/law';
import { keepOrganisation } from './card/cards.ts';
import { identityOf } from './card/identity.resolver.ts';
import { peopleDesk } from './desk.resolver.ts';

const id = (n: number) => `018f3a52-7c1e-7b60-9c57-${String(n).padStart(12, '0')}`;
const number = (n: number) => {
  const seventeen = `99010019850101${String(n).padStart(3, '0')}`;
  return seventeen + idCheckCharacter(seventeen);
};
const uscc = '91520115MA0000023Q';
const [caseId, firm] = [id(1), id(2)];
const clerk = { id: 'union-clerk', name: '测试接待员', agency: 'union', roles: ['union.clerk'] };
const judge = { id: 'court-judge', name: '测试法官', agency: 'court', roles: ['court.judge'] };
const bank = { id: 'bank', name: '测试柜员', agency: 'departments', roles: ['departments.bank'] };
const centre = { id: 'coordinator', name: '测试协调员', agency: 'joint-centre', roles: ['joint-centre.coordinator'] };
const PERSON = '{ id name idNumber phone bankCard masked }';

let service: Served;
let issuer: Awaited<ReturnType<typeof developmentIssuer>>;
const clock = demonstrationClock('2025-09-08T01:00:00.000Z');
const [store, rows, voice]: [EventStore, Rows, EventStore] = [memoryStore(), memoryRows(), memoryStore()];

beforeAll(async () => {
  issuer = await developmentIssuer();
  const bus = { source: (agency: string) => (agency === 'joint-centre' ? voice : memoryStore()) };
  const ports = { store, rows, bus, world: worldOf(clock), count: countByLaw };
  service = await serve(peopleDesk, ports, { verify: issuer.verify });
});
afterAll(() => service.close());

async function ask(who: typeof clerk, query: string, variables: object = {}) {
  const authorization = `Bearer ${await issuer.issue(who)}`;
  const init = { method: 'POST', headers: { 'content-type': 'application/json', authorization } };
  const answer = await fetch(service.url, { ...init, body: JSON.stringify({ query, variables }) });
  return (await answer.json()) as { data?: any; errors?: any[] };
}

const REGISTER = `mutation($input: RegisterPersonInput!) { registerPerson(input: $input) ${PERSON} }`;
const register = async (n: number, more: object = {}, who = clerk) =>
  ask(who, REGISTER, { input: { name: `测试职工${n}`, idNumber: number(n), ...more } });

/** What the joint centre says, put into its log as its own house would. */
async function said(event: { type: string; data: unknown }) {
  const past = await voice.read('joint-centre.case-voice');
  const stamp = { agency: 'joint-centre', actor: centre, caseId, commandId: 'x', digest: '', shape: 1 };
  const meta = { ...stamp, occurredAt: clock.now(), recordedAt: clock.now() };
  const told: NewEvent = { id: id(7000 + past.length), type: event.type, data: event.data, meta };
  await voice.append('joint-centre.case-voice', past.length, [told]);
  while ((await service.house.pump()) > 0);
}
const opened = (...people: string[]) =>
  CaseRegistered({
    ...{ caseId, number: 'n', agency: 'union', door: 'window', employer: firm, liable: [], on: '2025-09-08', same: {} },
    claimItems: people.map((person, n) => ({
      id: id(100 + n),
      person,
      kind: 'wages',
      from: '2025-06',
      to: '2025-08',
      fen: 1,
    })),
  });

describe('registering', () => {
  it('masks what it gives back', async () => {
    const { data } = await register(1, { phone: '13800000000', bankCard: '6222000000001234' });
    expect(data.registerPerson).toMatchObject({ name: '测*', phone: '138****0000', masked: true });
    expect(data.registerPerson.idNumber).toBe(`9901**********${number(1).slice(-4)}`);
    expect(data.registerPerson.bankCard).toBe('6222********1234');
  });

  it('makes one card of twenty registrations at once', async () => {
    const before = await rows.count('cards');
    const ids = await Promise.all(Array.from({ length: 20 }, async () => (await register(2)).data.registerPerson.id));
    expect(new Set(ids).size).toBe(1);
    expect(await rows.count('cards')).toBe(before + 1);
    expect((await store.read(`people.card-${ids[0]}`)).map(({ type }) => type)).toEqual(['PersonRegistered']);
  });

  it('refuses a number that cannot be, and one that is registered under another name; nothing is stored', async () => {
    const before = await rows.count('cards');
    const wrong = await ask(clerk, REGISTER, { input: { name: '测试职工', idNumber: number(3).replace(/.$/, 'Y') } });
    expect(wrong.errors?.[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'idNumber' }] });
    const other = await register(1, { name: '示例他人' });
    expect(other.errors?.[0].extensions.fields).toMatchObject([{ path: 'name' }]);
    expect(await rows.count('cards')).toBe(before);
  });

  it('takes all of a list or none', async () => {
    const query = `mutation($input: [RegisterPersonInput!]!) { registerPeople(input: $input) { id name } }`;
    const one = (n: number, name = `测试职工${n}`) => ({ name, idNumber: number(n) });
    const before = await rows.count('cards');
    const wrong = await ask(clerk, query, { input: [one(4), { name: '测试职工', idNumber: '1' }, one(5)] });
    expect(wrong.errors?.[0].extensions.fields).toMatchObject([{ path: '1.idNumber' }]);
    const other = await ask(clerk, query, { input: [one(4), one(1, '示例他人')] });
    expect(other.errors?.[0].extensions.fields).toMatchObject([{ path: '1.name' }]);
    expect(await rows.count('cards')).toBe(before);
    const { data } = await ask(clerk, query, { input: [one(4), one(5), one(4)] });
    expect(data.registerPeople.map(({ name }: any) => name)).toEqual(['测*', '测*', '测*']);
    expect(await rows.count('cards')).toBe(before + 2);
  });

  it('knows organisations by their credit code and finds them by name', async () => {
    const query = `mutation($input: RegisterOrganisationInput!) { registerOrganisation(input: $input) { id name uscc kind } }`;
    const told = { name: '示例甲建设', uscc, kind: 'generalContractor' };
    const first = await ask(clerk, query, { input: told });
    expect(first.data.registerOrganisation).toMatchObject(told);
    expect((await ask(clerk, query, { input: told })).data).toEqual(first.data);
    const other = await ask(clerk, query, { input: { ...told, name: '示例乙' } });
    expect(other.errors?.[0].extensions.fields).toMatchObject([{ path: 'name' }]);
    const found = async (search: string) =>
      (await ask(clerk, 'query($s: String!) { organisations(search: $s) { name } }', { s: search })).data.organisations;
    expect([await found('甲建'), await found('9152'), await found('乙'), await found(' ')]).toEqual([
      [{ name: '示例甲建设' }],
      [{ name: '示例甲建设' }],
      [],
      [],
    ]);
  });

  it('knows an organisation also by a name that was kept with marks that nobody sees', async () => {
    const other = '91520115MA0000031K';
    const id = await identityOf(rows, other);
    const card = { of: 'organisation', name: '示例丙\u200b 建设', uscc: other, kind: 'employer' } as const;
    await rows.transaction((tx) => keepOrganisation(tx, id, card));
    const query = 'mutation($input: RegisterOrganisationInput!) { registerOrganisation(input: $input) { id } }';
    const { data, errors } = await ask(clerk, query, { input: { name: '示例丙 建设', uscc: other } });
    expect([data?.registerOrganisation, errors]).toEqual([{ id }, undefined]);
  });

  it('is for officers, not for those who pay or keep it running, whatever other roles they have', async () => {
    const operator = { id: 'operator', name: '测试运维', agency: 'district', roles: ['district.operator'] };
    const analyst = {
      id: 'analyst',
      name: '测试研判员',
      agency: 'insight',
      roles: ['insight.analyst', 'insight.operator'],
    };
    const more = { ...bank, roles: [...bank.roles, 'offline_access', 'union.clerk'] };
    for (const who of [bank, more, operator, analyst])
      expect((await register(6, {}, who)).errors?.[0].extensions.code).toBe('FORBIDDEN');
  });
});

describe('looking', () => {
  const UNMASK = `mutation($person: ID!, $purpose: String!, $caseId: ID!) {
    unmask(person: $person, purpose: $purpose, caseId: $caseId) ${PERSON} }`;
  const READ = `query($id: ID!) { person(id: $id) ${PERSON} }`;
  let person: string;
  let other: string;
  let stranger: string;

  beforeAll(async () => {
    person = (await register(10)).data.registerPerson.id;
    stranger = (await register(11)).data.registerPerson.id;
    other = (await register(12)).data.registerPerson.id;
    await said(opened(person, other));
  });
  const unmask = (who: typeof clerk, whom: string, purpose = 'contact') =>
    ask(who, UNMASK, { person: whom, purpose, caseId });
  const read = async (who: typeof clerk) => (await ask(who, READ, { id: person })).data.person;

  it('opens a card for a minute to the one who says why, and to nobody else', async () => {
    const { data } = await unmask(clerk, person);
    expect(data.unmask).toMatchObject({ name: '测试职工10', idNumber: number(10), masked: false });
    expect(await read(clerk)).toMatchObject({ idNumber: number(10), masked: false });
    expect(await read(judge)).toMatchObject({ name: '测*', masked: true });
    clock.set(new Date(Date.parse(clock.now()) + 61_000).toISOString());
    expect(await read(clerk)).toMatchObject({ masked: true });
  });

  it('is refused to strangers of the case, on either side, and to those who give no reason', async () => {
    expect((await unmask(judge, person)).errors?.[0].extensions.code).toBe('FORBIDDEN');
    expect((await unmask(bank, person)).errors?.[0].extensions.code).toBe('FORBIDDEN');
    expect((await unmask(clerk, stranger)).errors?.[0].extensions.code).toBe('NOT_OF_THE_CASE');
    expect((await unmask(clerk, person, ' ')).errors?.[0].extensions.code).toBe('BAD_USER_INPUT');
  });

  it('is for a reason that may be said in any words, also where they are cut within a character', async () => {
    for (const words of [`${'核'.repeat(199)}😀对`, '核\0对\ud83d'])
      expect((await unmask(clerk, other, words)).data.unmask).toMatchObject({ masked: false });
    expect((await unmask(clerk, other, '\u200b')).errors?.[0].extensions.fields).toMatchObject([{ path: 'purpose' }]);
  });

  it('is on record with purpose and case; words stay in the register', async () => {
    await unmask(centre, person, '核对测试职工10的工资卡');
    const query = 'query($p: ID!) { whoLooked(person: $p) { actor agency purpose { zh } caseId } }';
    const { data } = await ask(clerk, query, { p: person });
    expect(data.whoLooked.map(({ actor, purpose }: any) => [actor, purpose.zh])).toEqual([
      ['coordinator', '其他（另有记录）'],
      ['union-clerk', '联系当事人'],
    ]);
    expect(JSON.stringify(await store.read(`people.card-${person}`))).not.toContain('工资卡');
  });

  it('ends when the card is erased, which waits for the end of the case', async () => {
    const ERASE = 'mutation($p: ID!) { erasePerson(person: $p, ground: "retentionEnded") { id name masked } }';
    const erase = (who: typeof clerk) => ask(who, ERASE, { p: person });
    expect((await erase(clerk)).errors?.[0].extensions.code).toBe('FORBIDDEN');
    const beside = { ...bank, roles: [...bank.roles, ...centre.roles] };
    expect((await erase(beside)).errors?.[0].extensions.code).toBe('FORBIDDEN');
    expect((await erase(centre)).errors?.[0].extensions.code).toBe('CASE_OPEN');
    await said(CaseClosed({ outcome: 'closedPaid' }));
    expect((await erase(centre)).data.erasePerson).toEqual({ id: person, name: null, masked: true });
    expect(await read(clerk)).toBeNull();
    expect((await unmask(clerk, person)).errors?.[0].extensions.code).toBe('NO_CARD');
    const entity = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Person { id name masked } } }`;
    const { data } = await ask(clerk, entity, { r: [{ __typename: 'Person', id: person }] });
    expect(data._entities).toEqual([{ id: person, name: null, masked: true }]);
  });

  it('comes back as the same person', async () =>
    expect((await register(10)).data.registerPerson).toMatchObject({ id: person, name: '测*' }));
});

it('says nothing of anybody in its events', async () => {
  const { events } = await store.follow('', 10_000);
  expect(events.length).toBeGreaterThan(5);
  const text = JSON.stringify(events);
  for (let n = 1; n <= 11; n += 1) expect(text).not.toContain(number(n));
  expect(text).not.toContain('测试职工');
  expect(text).not.toContain('13800000000');
});
