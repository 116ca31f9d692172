import { claimsOf, employersOf, isNew, useCase } from '../case/case-context.ts';
import { newId } from '../parts/uuid.ts';
import { useSession } from '../session/session-context.ts';
import type { Known } from './values.ts';

/** What a form of this case may begin with. */
export function useKnown(opening: boolean): Known {
  const { view } = useCase();
  const { organisation } = useSession().actor;
  return { organisation, claims: claimsOf(view), employers: employersOf(view), opening, isNew: isNew(view), newId };
}
