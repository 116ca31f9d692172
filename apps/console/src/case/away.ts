import { useCase } from './case-context.ts';

/** Whether an agency is silent in this answer; what it would have said is then unknown, not empty. */
export function useAway(agency: string): boolean {
  return useCase().silences.some((each) => each.agency === agency);
}
