/** A text with gaps, taken apart: one piece of text more than there are gaps, and for each gap its accepted wordings. */
export type Gapped = { around: readonly string[]; gaps: readonly (readonly string[])[] };

/** Nobody fills gaps with more characters. */
const LONGEST_REPLY = 2000;

/** Reads `A {{backup}} is kept {{offsite|off-site}}`. */
export function gapped(text: string): Gapped {
  const pieces = text.split(/\{\{(.*?)\}\}/s);
  const wordings = (gap: string) => gap.split('|').map((wording) => wording.trim());
  return {
    around: pieces.filter((_, i) => i % 2 === 0),
    gaps: pieces.filter((_, i) => i % 2 === 1).map((gap) => wordings(gap).filter(Boolean)),
  };
}

/** Puts something into each gap; `inCode` is true where the gap stands between backticks, and Markdown would be shown as it is. */
export function filledIn({ around, gaps }: Gapped, fill: (gap: number, inCode: boolean) => string): string {
  let text = '';
  for (const [i, piece] of around.entries()) {
    text += piece;
    if (i < gaps.length) text += fill(i, (text.match(/`/g)?.length ?? 0) % 2 === 1);
  }
  return text;
}

// From what can hardly stand inside an answer to what often does: the first that gives as many parts as there are gaps.
const SEPARATORS = [/\n+/, /;/, /,(?!\d)|(?<!\d),/, /,|\band\b|\bund\b|&/i, /[/|]/, /\s+/];

/** What a typed reply puts into each gap: the whole text, or the words alone, numbered or in their order. */
export function partsOf(text: string, { around, gaps }: Gapped): readonly string[] | undefined {
  if (text.length > LONGEST_REPLY) return undefined;
  const whole = inSentence(text, around);
  if (whole ?? gaps.length === 1) return whole ?? [text];
  const splits = SEPARATORS.map((separator) => text.trim().replace(/[,;]$/, '').split(separator));
  return numbered(text, gaps.length) ?? splits.find((parts) => parts.length === gaps.length)?.map((part) => part.trim());
}

function inSentence(text: string, around: readonly string[]): string[] | undefined {
  const said = tidied(text);
  const lower = said.toLowerCase();
  const [first = '', ...rest] = around.map((piece) => tidied(piece).toLowerCase());
  // In some scripts lower case is longer, and places in the one are not those in the other.
  if (lower.length !== said.length || !lower.startsWith(first) || (first === '' && rest.every((piece) => piece === '')))
    return undefined;
  const parts: string[] = [];
  let at = first.length;
  for (const [i, piece] of rest.entries()) {
    const end = i === rest.length - 1 ? lower.length - piece.length : lower.indexOf(piece, at);
    if (end <= at || !lower.startsWith(piece, end)) return undefined;
    parts.push(said.slice(at, end).trim());
    at = end + piece.length;
  }
  return parts;
}

function tidied(text: string): string {
  return text
    .replace(/[*`]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.!?]$/, '');
}

// "1. backup 2. offsite"
function numbered(text: string, count: number): string[] | undefined {
  const [before = '', ...found] = text.split(/(?:^|[\s,;])\(?(\d)[.):=](?!\d)\s*/);
  const byNumber = new Map(found.flatMap((part, i) => (i % 2 === 0 ? [[Number(part), found[i + 1] ?? '']] : [])));
  if (before.trim() !== '' || byNumber.size !== count || found.length !== 2 * count) return undefined;
  const parts = Array.from({ length: count }, (_, i) =>
    byNumber
      .get(i + 1)
      ?.trim()
      .replace(/[,;]$/, ''),
  );
  return parts.every((part) => part !== undefined) ? parts : undefined;
}
