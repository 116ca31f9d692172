import { claimsOf, employersOf, useCase } from '../case/case-context.ts';
import { newId } from '../parts/uuid.ts';
import type { Known } from './values.ts';

/** What a form of this case may begin with. */
export function useKnown(opening: boolean): Known {
  const { view } = useCase();
  return { claims: claimsOf(view), employers: employersOf(view), opening, newId };
}
