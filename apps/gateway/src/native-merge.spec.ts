import { describe, expect, it } from '@jest/globals';
import { copied, merge, own, rewrite } from './native-merge.ts';

const kinship = { isA: (type: string, condition: string) => type === condition };

describe('answers', () => {
  it('grow together, objects by their keys and lists by their order', () => {
    const tree = { case: { id: '1', rows: [{ a: 1 }, null, { a: 3 }], grid: [[{ a: 1 }]] } };
    merge(tree, { case: { rows: [{ b: 1 }, { b: 2 }, { b: 3 }], grid: [[{ b: 1 }]], more: true } });
    expect(tree).toEqual({
      case: {
        id: '1',
        rows: [{ a: 1, b: 1 }, { b: 2 }, { a: 3, b: 3 }],
        grid: [[{ a: 1, b: 1 }]],
        more: true,
      },
    });
  });

  it('are copied to other places, where they are to differ', () => {
    const known = { card: { name: '测试', marks: [{ n: 1 }] } };
    const copy = copied(known);
    copy.card.marks[0]!.n = 2;
    expect(known.card.marks).toEqual([{ n: 1 }]);
  });

  it('by the names of what every object inherits harm nobody', () => {
    const tree: Record<string, unknown> = {};
    merge(tree, JSON.parse('{ "__proto__": { "polluted": 1 }, "constructor": { "prototype": { "polluted": 1 } } }'));
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.getPrototypeOf(tree)).toBe(Object.prototype);
    expect(own(tree, '__proto__')).toEqual({ polluted: 1 });
    expect(own({}, 'constructor')).toBeUndefined();
  });
});

describe('a plan that renames', () => {
  const rows = () => ({ rows: [{ __typename: 'Film', kept: 1 }, { __typename: 'Book', kept: 2 }, { kept: 3 }] });
  const path = [{ Key: 'rows' }, { TypenameEquals: ['Film'] }, { Key: 'kept' }];

  it('does so for objects of its type, and for those that do not say theirs', () => {
    const tree = rows();
    rewrite(tree, [{ KeyRenamer: { path, renameKeyTo: 'minutes' } }], kinship);
    expect(tree.rows).toEqual([{ __typename: 'Film', minutes: 1 }, { __typename: 'Book', kept: 2 }, { minutes: 3 }]);
  });

  it('sets values in the same way', () => {
    const tree = rows();
    const rewrites = [{ ValueSetter: { path: [...path.slice(0, 2), { Key: '__typename' }], setValueTo: 'Work' } }];
    rewrite(tree, rewrites, kinship);
    expect(tree.rows.map(({ __typename }) => __typename)).toEqual(['Work', 'Book', 'Work']);
  });
});
