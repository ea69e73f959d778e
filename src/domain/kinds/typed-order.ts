import { type Option, UNKNOWN } from './kind.ts';
import { lettersIn, numberedLettersIn } from './typed-letters.ts';
import { understood } from './typed-options.ts';

/** The steps as somebody put them, by their place in the deck; nothing where they did not know. */
export type Order = readonly (number | undefined)[];

/** The steps in the order in which somebody wrote them; nothing where it cannot be told. */
export function typedOrder(text: string, shown: readonly Option[]): Order | undefined {
  const places = lettersIn(text, shown.length, { digits: true }) ?? numberedOrder(text, shown.length);
  if (!places) return spelledOrder(text, shown);
  const steps = places.map((place) => (place === undefined ? UNKNOWN : shown[place]?.id));
  return steps.every((step) => step !== undefined)
    ? steps.map((step) => (step === UNKNOWN ? undefined : Number(step)))
    : undefined;
}

// "1. B 2. A"
function numberedOrder(text: string, count: number) {
  const places = numberedLettersIn(text);
  return places?.size === count ? Array.from({ length: count }, (_, i) => places.get(i)) : undefined;
}

// The steps in their own words, one a line or with arrows or commas between them.
function spelledOrder(text: string, shown: readonly Option[]): Order | undefined {
  const splits = [/\n+/, /->|=>|→|>/, /;/, /,/].map((separator) => text.trim().split(separator));
  const parts = splits.find((split) => split.length === shown.length);
  const steps = parts?.map((part) => understood(part.replace(/^\s*\d[.)]\s*/, ''), shown));
  return steps?.every((found) => found.length === 1) ? steps.map(([step]) => Number(step?.id)) : undefined;
}
