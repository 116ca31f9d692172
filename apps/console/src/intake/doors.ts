import { fieldsOf } from '../act/schema.ts';
import type { Action } from '../graph/shapes.ts';

/** What a case begins with: to say who owes, and what is claimed. */
const needed = ['employer', 'claimItems'];

/** Those of an agency's openings with which a case can begin; the others go on with one that is there. */
export const doorsAmong = (openings: readonly Action[]): Action[] =>
  openings.filter(({ schema }) => {
    const required = fieldsOf(schema).flatMap((field) => (field.required ? [field.name] : []));
    return needed.every((name) => required.includes(name));
  });
