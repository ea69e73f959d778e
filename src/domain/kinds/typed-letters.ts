/** Nobody types some letters in more characters. */
const LONGEST_REPLY = 300;

/** A place from 0, or nothing where "?" was said. */
export type Place = number | undefined;

/** Letters in a row, as the places they stand for: `b a d c`, `B, A, D, C`, `bacd`; the places themselves too (`2 1 4 3`) where `digits` may be meant. */
export function lettersIn(text: string, count: number, { digits = false } = {}): Place[] | undefined {
  const signs = bare(text);
  const isRow = /^[a-z?]+$/.test(signs) || (digits && /^[1-9?]+$/.test(signs));
  if (!isRow || signs.length !== count) return undefined;
  return [...signs].map(placeOf);
}

/** Letters beside numbers, by number from 0: `1b 2a 3c`, `1-B, 2-A`, `b1 a2`. */
export function numberedLettersIn(text: string): Map<number, Place> | undefined {
  const signs = bare(text);
  const isNumbered = /^(?:[1-9][a-z?])+$/.test(signs) || /^(?:[a-z?][1-9])+$/.test(signs);
  if (!isNumbered) return undefined;
  const pairs = (signs.match(/../g) ?? []).map((pair) => (/^[1-9]/.test(pair) ? pair : `${pair[1]}${pair[0]}`));
  const byNumber = new Map(pairs.map((pair) => [Number(pair[0]) - 1, placeOf(pair[1] ?? '')]));
  return byNumber.size === pairs.length ? byNumber : undefined;
}

function bare(text: string): string {
  if (text.length > LONGEST_REPLY) return '';
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s,;.:=()>→|/_–—-]/g, '');
}

function placeOf(sign: string): Place {
  if (sign === '?') return undefined;
  return /\d/.test(sign) ? Number(sign) - 1 : sign.charCodeAt(0) - 97;
}
