/**
 * What of a case is shown to whom. An officer sees it whole. A party sees the outline of a case that names its
 * organisation, with the hand-overs that name it, and who claims what, to pay them: all of it where it answers for the
 * debt, else what a notice asks of it.
 */
import { namingsOf, sameItemIn } from '@yimen/casework';
import type { Look } from '@yimen/kernel';

/** Who reads: all cases, those that name this organisation, or none. */
interface Reader {
  readonly reads: 'all' | 'own' | 'none';
  readonly organisation?: string;
}

export type Part = 'outline' | 'claims' | 'whole';

export interface Sight {
  shows(part: Part): boolean;
  isShown(handOver: string): boolean;
  isClaimShown(item: string): boolean;
}

const everything: Sight = { shows: () => true, isShown: () => true, isClaimShown: () => true };
const nothing: Sight = { shows: () => false, isShown: () => false, isClaimShown: () => false };

export async function sightOf(look: Look, caseIds: readonly string[], reader: Reader): Promise<Sight> {
  const { reads, organisation } = reader;
  if (reads === 'all') return everything;
  const namings = reads === 'own' && organisation ? await namingsOf(look, caseIds, organisation) : [];
  if (namings.length === 0) return nothing;
  const isDebtor = namings.some(({ handOver }) => handOver === undefined);
  const one = await sameItemIn(look, caseIds);
  const items = new Set(namings.flatMap(({ items: asked = [] }) => asked.map(one)));
  const handOvers = new Set(namings.map(({ handOver }) => handOver));
  return {
    shows: (part) => part === 'outline' || (part === 'claims' && (isDebtor || items.size > 0)),
    isShown: (handOver) => handOvers.has(handOver),
    isClaimShown: (item) => isDebtor || items.has(item),
  };
}
