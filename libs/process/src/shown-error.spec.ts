import { describe, expect, it } from '@jest/globals';
import { Unavailable } from '@yimen/kernel';
import { buildSchema, GraphQLError, graphqlSync } from 'graphql';
import { formatted, refused } from './shown-error.ts';

const shown = { message: 'disk full at base/1/2', path: ['answer'], extensions: { code: 'INTERNAL_SERVER_ERROR' } };
const raised = (originalError: Error) => new GraphQLError(originalError.message, { originalError });

describe('what a client sees while the storage is away', () => {
  it('are the words of the storage and what to do, not that nothing was saved', () => {
    const words = { zh: '数据库磁盘已满', en: 'The disk is full' };
    const error = Object.assign(new Unavailable('disk full at base/1/2'), words);
    expect(formatted(shown, raised(error))).toEqual({
      message: '数据库磁盘已满 · The disk is full',
      path: ['answer'],
      extensions: { code: 'UNAVAILABLE' },
    });
  });

  it('are plain words where nobody has better ones', () => {
    const { message, extensions } = formatted(shown, raised(new Unavailable('25 lost races')));
    expect(message).toMatch(/同一编号重试.*same id/);
    expect(message).not.toContain('races');
    expect(extensions).toEqual({ code: 'UNAVAILABLE' });
  });

  it('is a number for the operator where the error is none that passes', () => {
    expect(formatted(shown, raised(new Error('secret'))).extensions?.['code']).toBe('INTERNAL');
  });

  it('is never the place in the program', () => {
    const extensions = { code: 'BAD_USER_INPUT', stacktrace: ['at /secret.ts'] };
    expect(formatted({ ...shown, extensions }, raised(new Error('x'))).extensions).toEqual({ code: 'BAD_USER_INPUT' });
  });
});

describe('what a client sees of a query', () => {
  const schema = buildSchema('type Query { a(n: Int! = 2): Int b: Int! }');
  const asked = (source: string) => {
    const rootValue = { a: () => 1, b: () => null };
    const [error] = graphqlSync({ schema, rootValue, source, variableValues: { n: null } }).errors!;
    return formatted({ ...error!.toJSON(), extensions: { code: 'INTERNAL_SERVER_ERROR' } }, error);
  };

  it('is what is wrong with an argument that only shows when it runs', () => {
    const { message, path, extensions } = asked('query($n: Int) { a(n: $n) }');
    expect([message, path]).toEqual([expect.stringContaining('"n" of non-null type "Int!"'), ['a']]);
    expect(extensions).toEqual({ code: 'BAD_USER_INPUT' });
  });

  it('is a number for the operator where the fault is ours', () => {
    expect(asked('{ b }').extensions?.['code']).toBe('INTERNAL');
  });
});

describe('what a client sees beside the graph', () => {
  it('are the words of who refuses, and nothing of what went wrong inside', () => {
    const first = new GraphQLError('请先登录 · Sign in first', { extensions: { http: { status: 401 } } });
    expect(refused(first)).toEqual({ status: 401, error: { zh: '未保存：请先登录', en: 'Sign in first' } });
    const large = Object.assign(new Error('request entity too large'), { status: 413, expose: true });
    expect(refused(large)).toMatchObject({ status: 413, error: { en: 'request entity too large' } });
    expect(refused(new Unavailable('connect ECONNREFUSED 127.0.0.1:1'))).toMatchObject({
      status: 503,
      error: { zh: expect.stringContaining('同一编号重试') },
    });
    const inside = refused(new Error('password authentication failed for user "yimen_people"'));
    expect(inside).toEqual({ status: 500, error: { zh: expect.stringMatching(/编号 \w{8}/), en: expect.anything() } });
    expect(JSON.stringify(inside)).not.toContain('yimen_people');
  });
});
