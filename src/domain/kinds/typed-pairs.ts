import { type Option, UNKNOWN } from './kind.ts';
import { lettersIn, numberedLettersIn } from './typed-letters.ts';
import { understood } from './typed-options.ts';

/** What a showing looks like: the left side in its order, the right one in its own. */
export type Sides = { left: readonly Option[]; right: readonly Option[] };

/** The right option by the left one, as somebody wrote it; nothing where it cannot be told. */
export function typedPairs(text: string, shown: Sides): Map<string, string> | undefined {
  const row = lettersIn(text, shown.left.length);
  const places = row ? new Map(row.map((place, i) => [i, place])) : numberedLettersIn(text);
  if (!places) return spelledPairs(text, shown);
  const pairs = [...places].map(([i, place]) => [shown.left[i]?.id, place === undefined ? UNKNOWN : shown.right[place]?.id]);
  return pairs.every((pair): pair is [string, string] => !pair.includes(undefined)) ? new Map(pairs) : undefined;
}

// "refund = finance", one a line or with commas between them.
function spelledPairs(text: string, { left, right }: Sides): Map<string, string> | undefined {
  const lines = [/\n+/, /;/, /,/].map((separator) => text.trim().split(separator));
  const parts = (lines.find((split) => split.length > 1) ?? [])
    .slice(0, left.length)
    .map((line) => line.split(/=|:|->|→| – | - /));
  const pairs = parts.map(([from = '', to = '', more]) => {
    const [one, two] = [understood(from, left), to.trim() === UNKNOWN ? [{ id: UNKNOWN }] : understood(to, right)];
    return one.length === 1 && two.length === 1 && more === undefined
      ? ([one[0]?.id ?? '', two[0]?.id ?? ''] as const)
      : undefined;
  });
  return pairs.length > 0 && pairs.every((pair) => pair !== undefined) ? new Map(pairs) : undefined;
}
