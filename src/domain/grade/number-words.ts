import { scaleNamed, unitsNamed } from './units.ts';

const ONES = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen ' +
  'nineteen'
).split(' ');
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

const NUMBER_WORD = new RegExp(
  `\\b(?:(${TENS.join('|')})(?:[ -](${ONES.slice(1, 10).join('|')}))?|(${ONES.join('|')}))\\b`,
  'gi',
);

/** Puts digits in the place of English number words, "twenty-five" or "a week", where there are no digits yet. */
export function withDigits(text: string): string {
  if (/\p{N}/u.test(text)) return text;
  return text
    .replace(NUMBER_WORD, (_, tens?: string, one?: string, alone?: string) =>
      String(tens ? tenfold(tens) + index(one) : index(alone)),
    )
    .replace(/\ban? ([a-z]+)/gi, (whole, next: string) => (isCounted(next.toLowerCase()) ? `1 ${next}` : whole));
}

function tenfold(word: string): number {
  return (TENS.indexOf(word.toLowerCase()) + 2) * 10;
}

function index(word: string | undefined): number {
  return Math.max(0, ONES.indexOf(word?.toLowerCase() ?? ''));
}

function isCounted(word: string): boolean {
  return word.length > 1 && (scaleNamed(word) !== undefined || unitsNamed(word).length > 0);
}
