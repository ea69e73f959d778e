// Letters that are one letter with a stroke or two in one, which Unicode does not take apart.
const FOLDED: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', ı: 'i', þ: 'th' };

/**
 * The form in which wordings are compared: Unicode NFKC, lower case, no accents, no punctuation, no English articles, single spaces.
 * Signs that carry meaning in numbers and names (`-` before a digit, `.` between digits, `+`, `#`, `%`, `€`, `$`, `£`) stay.
 */
export function normalise(text: string): string {
  const words = letters(text)
    .replace(/[‘’'`´]/g, '')
    .replace(/&/g, ' and ')
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .replace(/(?<=\d),(?=\d)/g, '.')
    .replace(/[%€$£]/g, ' $& ')
    .replace(/(?<!\d)\.|\.(?!\d)/g, ' ')
    .replace(/(?<![\s(]|^)-|-(?!\d)/g, ' ')
    .replace(/(?<![\p{L}\p{N}+#])[+#]+(?!\d)|#(?=\d)/gu, ' ')
    .replace(/[^\p{L}\p{M}\p{N}\s.+#%€$£-]/gu, ' ')
    .split(/\s+/)
    .filter(Boolean);
  return words.filter((word, i) => !isArticle(word, words[i + 1])).join(' ');
}

// Marks are part of the letter in most scripts; in these they are often left out in typing.
function letters(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/(?<=[\p{Script=Latin}\p{Script=Greek}])\p{M}+|[\u0591-\u05c7\u064b-\u065f]+/gu, '')
    .normalize('NFC')
    .replace(/[ßæœøłđðıþ]/g, (letter) => FOLDED[letter] ?? letter)
    .replace(/−/g, '-');
}

// "a" is a name where nothing follows, or a list goes on: "vitamin A", "plan A or B".
function isArticle(word: string, next: string | undefined): boolean {
  if (next === undefined) return false;
  return word === 'the' || ((word === 'a' || word === 'an') && next !== 'and' && next !== 'or' && next.length > 1);
}

export function wordsOf(text: string): string[] {
  const normal = normalise(text);
  return normal === '' ? [] : normal.split(' ');
}

const GIVING_UP = new Set([
  'idk',
  'i dont know',
  'dont know',
  'dunno',
  'i dunno',
  'no idea',
  'i have no idea',
  'not sure',
  'im not sure',
  'i am not sure',
  'i do not know',
  'do not know',
  'no clue',
  'cant remember',
  'i cant remember',
  'i forgot',
  'forgot',
  'weiss nicht',
  'ich weiss nicht',
  'weiss ich nicht',
  'keine ahnung',
  'pass',
]);

/** Whether a reply says that the learner does not know. */
export function givesUp(text: string): boolean {
  return /^\s*\?+\s*$/.test(text) || GIVING_UP.has(normalise(text.slice(0, 200)).replace(/^(sorry|hm+) | (sorry|yet)$/, ''));
}
