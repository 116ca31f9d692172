/** What the native engine does better than it must: each thing asked once, each fault told once and at its place. */
import { describe, expect, it } from '@jest/globals';
import { parse, visit } from 'graphql';
import { agency, asking, cases, known, people, rows, type Json, type Straw } from './testing.ts';

const over = (...subgraphs: Straw[]) => asking('native', { subgraphs });

describe('an agency', () => {
  it('is asked once, for each object once, on behalf of who asks', async () => {
    const hr = await agency('hr', cases, () => ({ data: { rows } }));
    const register = await agency('people', people, (heard) => ({
      data: known(heard, ({ id }) => ({ name: `测试${id}` })),
    }));
    const ask = await over(hr, register);
    const { data, errors } = await ask('{ rows { who { name } other { name } } }');
    expect(errors).toBeUndefined();
    expect(JSON.parse(JSON.stringify(data)).rows).toEqual([
      { who: { name: '测试1' }, other: { name: '测试2' } },
      { who: { name: '测试1' }, other: null },
    ]);
    expect(register.heard).toHaveLength(1);
    const keys = Object.values(register.heard[0]!.variables).flat();
    expect(new Set(keys.map((key) => JSON.stringify(key))).size).toBe(keys.length);
    expect(register.heard[0]!.headers).toMatchObject({ authorization: 'Bearer secret', 'x-trace': 'trace-1' });
  });
});

it('tells an agency the texts of a query as they are meant', async () => {
  const hr = await agency('hr', 'type Query { say(of: String): String }', () => ({ data: { say: null } }));
  await (
    await over(hr)
  )(String.raw`{ say(of: "\\b \b\f\"\u2028😀") }`);
  const told: string[] = [];
  visit(parse(hr.heard[0]!.query), { StringValue: ({ value }) => void told.push(value) });
  expect(told).toEqual(['\\b \b\f"\u2028😀']);
});

describe('what an agency cannot say', () => {
  const query = '{ rows { who { name } other { name } } }';

  it.each([
    ['is late', () => undefined],
    ['is broken', () => ({ status: 503 })],
    ['answers something else', () => ({ data: { _entities: [], _e0: [], _e1: [] } })],
    ['answers no GraphQL', () => ({ hello: 'there' })],
  ])('is missing, with its name, when it %s', async (_, answer) => {
    const hr = await agency('hr', cases, () => ({ data: { rows } }));
    const ask = await over(hr, await agency('people', people, answer));
    const { data, errors } = await ask(query);
    expect(JSON.parse(JSON.stringify(data)).rows[0]).toEqual({ who: { name: null }, other: { name: null } });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ path: ['rows'], extensions: { code: 'AGENCY_UNAVAILABLE', agency: 'people' } });
  });

  it('is told with its words, at every place where it is missing', async () => {
    const hr = await agency('hr', cases, () => ({ data: { rows } }));
    const register = await agency('people', people, (heard) => {
      const data = known(heard, ({ id }) => (id === '1' ? { name: null, __as_n: null } : { name: id, __as_n: id }));
      const [list] = Object.keys(data);
      const error = { message: '不可见', path: [list, 0, '__as_n'], extensions: { code: 'FORBIDDEN', law: '第1条' } };
      return { data, errors: [error] };
    });
    const { errors } = await (await over(hr, register))('{ rows { who { n: name } } }');
    expect(errors.map(({ path }: Json) => path)).toEqual([
      ['rows', 0, 'who', 'n'],
      ['rows', 1, 'who', 'n'],
    ]);
    expect(errors[0]).toMatchObject({
      message: '不可见',
      extensions: { code: 'FORBIDDEN', law: '第1条', serviceName: 'people' },
    });
  });

  it('asks for a sign-in once, when it knows nobody', async () => {
    const hr = await agency('hr', cases, () => ({ data: { rows } }));
    const body = { status: 401, errors: [{ message: '请先登录 · Sign in first' }] };
    const ask = await over(hr, await agency('people', people, () => body));
    const { errors } = await ask(query);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ message: '请先登录 · Sign in first', extensions: { code: 'UNAUTHENTICATED' } });
  });
});
