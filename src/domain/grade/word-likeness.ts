/** Words, to be found by the pairs of letters in them. */
export type WordIndex = { sizes: ReadonlyMap<string, number>; withPair: ReadonlyMap<string, readonly string[]> };

export function indexed(words: readonly string[]): WordIndex {
  const sizes = new Map<string, number>();
  const withPair = new Map<string, string[]>();
  for (const word of new Set(words)) {
    const pairs = pairsOf(word);
    sizes.set(word, pairs.size);
    for (const pair of pairs) withPair.set(pair, [...(withPair.get(pair) ?? []), word]);
  }
  return { sizes, withPair };
}

/** How near the likeliest words of an index come to words, on the average, 0 to 1: "conduct" is half of "conductor", not nothing of it. */
export function wordLikeness(words: readonly string[], index: WordIndex): number {
  return words.length === 0 ? 0 : words.reduce((sum, word) => sum + nearest(word, index), 0) / words.length;
}

/** Dice's coefficient of the pairs of letters. */
function nearest(word: string, { sizes, withPair }: WordIndex): number {
  if (sizes.has(word)) return 1;
  const pairs = pairsOf(word);
  const shared = new Map<string, number>();
  for (const other of [...pairs].flatMap((pair) => withPair.get(pair) ?? [])) shared.set(other, (shared.get(other) ?? 0) + 1);
  let most = 0;
  for (const [other, count] of shared) most = Math.max(most, (2 * count) / (pairs.size + (sizes.get(other) ?? 0)));
  return most;
}

// Its ends count as letters, so that how words begin and end weighs a little more.
function pairsOf(word: string): Set<string> {
  const padded = ` ${word} `;
  return new Set(Array.from({ length: padded.length - 1 }, (_, at) => padded.slice(at, at + 2)));
}
