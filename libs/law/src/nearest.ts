/** Pairs of neighbouring letters, without regard to case and marks. */
function pairsOf(word: string): string[] {
  const plain = ` ${word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')} `;
  return Array.from({ length: plain.length - 1 }, (_, at) => plain.slice(at, at + 2));
}

/** How much two words share, from 0 to 1 (Dice's coefficient on pairs of letters). */
function likeness(one: string, other: string): number {
  const [mine, theirs] = [pairsOf(one), pairsOf(other)];
  const left = [...theirs];
  const shared = mine.filter((pair) => {
    const at = left.indexOf(pair);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  }).length;
  return (2 * shared) / (mine.length + theirs.length);
}

const ALIKE = 0.4;

/** The known words most like a misspelt one, the likest first; none where nothing is like it. */
export function nearest(word: string, known: readonly string[], most = 3): string[] {
  return known
    .map((each) => ({ each, like: likeness(word.slice(0, 60), each) }))
    .filter(({ like }) => like >= ALIKE)
    .sort((a, b) => b.like - a.like)
    .slice(0, most)
    .map(({ each }) => each);
}
