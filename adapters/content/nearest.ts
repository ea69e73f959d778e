import { distance } from 'fastest-levenshtein';
import { likeness } from '../../src/domain/grade/slip.ts';

/** The known name that somebody most likely meant, where one is near enough. */
export function nearest(said: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((name) => ({ name, off: distance(said.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, off }) => off <= Math.max(1, Math.floor(name.length / 3)) || likeness(said, name) === 'slip')
    .sort((a, b) => a.off - b.off);
  return ranked[0]?.name;
}
