import { isNegation } from './wording.ts';

/**
 * How a typed word stands to the one that is wanted. `slip`: the same word, mistyped. `close`: perhaps the same word, in another form
 * or badly mistyped, perhaps another: nobody can tell from the letters. `opposite`: a word that says the contrary.
 */
export type Likeness = 'same' | 'slip' | 'close' | 'opposite' | 'other';

const RANK: readonly Likeness[] = ['same', 'slip', 'close', 'other', 'opposite'];

export function likeness(said: string, wanted: string): Likeness {
  if (said === wanted) return 'same';
  if (/\p{N}|\p{Script=Han}/u.test(said + wanted) || Math.max(said.length, wanted.length) > LONGEST_WORD) return 'other';
  if (isNegation(said) || isNegation(wanted)) return isNegation(said) && isNegation(wanted) ? 'close' : 'other';
  if (isOpposite(said, wanted)) return 'opposite';
  return mistyped(said, wanted) ?? (isPlural(said, wanted) || sharesStem(said, wanted) ? 'close' : 'other');
}

const LONGEST_WORD = 60;

/** The worst likeness of two wordings, word by word; `other` where they have different numbers of words. */
export function likenessOfAll(said: readonly string[], wanted: readonly string[]): Likeness {
  if (said.length !== wanted.length) return 'other';
  const ranks = wanted.map((word, i) => RANK.indexOf(likeness(said[i] ?? '', word)));
  return RANK[Math.max(0, ...ranks)] ?? 'other';
}

// One slip is forgiven from five letters, two from eight.
function mistyped(said: string, wanted: string): Likeness | undefined {
  const allowed = wanted.length >= 8 ? 2 : wanted.length >= 5 ? 1 : 0;
  if (Math.abs(said.length - wanted.length) > allowed) return undefined;
  const edits = editsBetween(said, wanted, allowed);
  if (!edits) return undefined;
  const syllable = Math.abs(said.length - wanted.length) === 2;
  const long = edits.length === 1 && wanted.length >= 8;
  return !syllable && edits.every((edit) => isPlausible(edit, long)) ? 'slip' : 'close';
}

type Edit = { at: number; swapped?: readonly [string, string] };

/** The fewest edits that make one word of the other: letters left out, added, exchanged, or two neighbours turned round. */
function editsBetween(said: string, wanted: string, allowed: number, from = 0): Edit[] | undefined {
  let same = 0;
  while (same < said.length && said[same] === wanted[same]) same++;
  const [a, b, at] = [said.slice(same), wanted.slice(same), from + same];
  if (a === b) return [];
  if (allowed === 0) return undefined;
  const then = (edit: Edit, x: number, y: number) => {
    const rest = editsBetween(a.slice(x), b.slice(y), allowed - 1, at + y);
    return rest ? [[edit, ...rest]] : [];
  };
  const [x, y] = [a[0], b[0]];
  const ways = [
    ...(y ? then({ at }, 0, 1) : []),
    ...(x ? then({ at }, 1, 0) : []),
    ...(x && y ? then({ at, swapped: [x, y] }, 1, 1) : []),
    ...(x && y && x === b[1] && y === a[1] ? then({ at }, 2, 2) : []),
  ];
  return ways.sort((p, q) => p.length - q.length)[0];
}

// A wrong first letter, or one far away on the keyboard that does not sound alike, is more often another word: Ireland, Iceland.
function isPlausible({ at, swapped }: Edit, long: boolean): boolean {
  if (at === 0) return false;
  if (!swapped || long) return true;
  const [x, y] = swapped;
  return (VOWELS.includes(x) && VOWELS.includes(y)) || SOUND_ALIKE.has([x, y].sort().join('')) || areNeighbours(x, y);
}

const VOWELS = 'aeiouy';
const SOUND_ALIKE = new Set('ck cs sz bp dt gk gj mn vw fv kq xz ij'.split(' '));
const KEYS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

function areNeighbours(x: string, y: string): boolean {
  const [a, b] = [keyOf(x), keyOf(y)];
  return a !== undefined && b !== undefined && Math.abs(a.row - b.row) <= 1 && Math.abs(a.column - b.column) <= 1;
}

// Each row of keys begins half a key further to the right.
function keyOf(letter: string): { row: number; column: number } | undefined {
  const row = KEYS.findIndex((keys) => keys.includes(letter));
  return row < 0 ? undefined : { row, column: (KEYS[row]?.indexOf(letter) ?? 0) + row / 2 };
}

const DENYING = 'anti counter contra de dis dys il im in ir mal mis non un under over sub super'.split(' ');
const CONTRARY_STARTS = pairs(
  'in-ex im-ex in-de in-out in-e im-e en-de a-de up-down hyper-hypo pre-post inter-intra macro-micro maxi-mini over-under ' +
    'homo-hetero sub-super endo-exo intro-extro mono-poly uni-multi',
);
const CONTRARY_ENDS = pairs('ful-less er-ee or-ee');

function pairs(list: string): string[][] {
  return list.split(' ').map((pair) => pair.split('-'));
}

function isOpposite(said: string, wanted: string): boolean {
  const [short, long] = said.length < wanted.length ? [said, wanted] : [wanted, said];
  if (short.length >= 4 && DENYING.some((start) => long === start + short)) return true;
  const rests = (start: string, other: string) => said.startsWith(start) && wanted === other + said.slice(start.length);
  const heads = (end: string, other: string) => said.endsWith(end) && wanted === said.slice(0, -end.length) + other;
  return (
    CONTRARY_STARTS.some(([x = '', y = '']) => said.length >= 5 && (rests(x, y) || rests(y, x))) ||
    CONTRARY_ENDS.some(([x = '', y = '']) => heads(x, y) || heads(y, x))
  );
}

function isPlural(said: string, wanted: string): boolean {
  const [short, long] = said.length < wanted.length ? [said, wanted] : [wanted, said];
  return short.length >= 3 && (long === `${short}s` || long === `${short}es`);
}

// "deploy" and "deployment": the same idea or not, the letters cannot say.
function sharesStem(said: string, wanted: string): boolean {
  let shared = 0;
  while (shared < said.length && said[shared] === wanted[shared]) shared++;
  return shared >= 5 && shared >= 0.6 * Math.max(said.length, wanted.length);
}
