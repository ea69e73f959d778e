import { normalise } from './normalise.ts';

/** A wording taken apart for comparison. */
export type Wording = {
  words: readonly string[];
  /** All numbers, in order: no slip is forgiven in them. */
  numbers: string;
  negates: boolean;
  /** The words in capitals: there "IT" is a name. */
  names: ReadonlySet<string>;
  /** Comparison and logic signs, which words alone would lose: `<`, `>=`, `!=`. */
  signs: string;
};

export function wordingOf(text: string): Wording {
  const normal = normalise(text);
  const words = normal === '' ? [] : normal.split(' ').flatMap(expanded).map(asDigits);
  return {
    words,
    numbers: (words.join(' ').match(/\p{N}+(?:\.\p{N}+)*/gu) ?? []).join(' '),
    negates: words.some((word) => NEGATIONS.has(word)),
    names: new Set((text.match(/(?<!\p{L})\p{Lu}{2,}(?!\p{L})/gu) ?? []).map((name) => name.toLowerCase())),
    signs: (text.normalize('NFKC').match(/[<>=≠≤≥^|~]|!(?==)/g) ?? []).join(''),
  };
}

/** The wording as people of German keyboards may also write it: `Köln` and `Koeln`. */
export function spellingsOf(text: string): string[] {
  const spelled = text.normalize('NFC').replace(/[äöüÄÖÜ]/g, (letter) => TRANSCRIBED[letter] ?? letter);
  return spelled === text ? [text] : [text, spelled];
}

const TRANSCRIBED: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue' };

const NEGATIONS = new Set(
  (
    'not no never none nobody nothing nowhere without nor neither non except nicht kein keine keinen keinem keiner keines nie niemals ' +
    'niemand nichts ohne weder pas jamais sans sin nunca senza'
  ).split(' '),
);

export function isNegation(word: string): boolean {
  return NEGATIONS.has(word);
}

// "don't" and "do not" say the same; the apostrophe is gone by now.
function expanded(word: string): string[] {
  const irregular = CONTRACTIONS.get(word);
  if (irregular) return irregular.split(' ');
  const [, verb] = /^(is|are|was|were|do|does|did|has|have|had|must|need|would|should|could)nt$/.exec(word) ?? [];
  return verb ? [verb, 'not'] : [word];
}

const CONTRACTIONS = new Map([
  ['cant', 'can not'],
  ['cannot', 'can not'],
  ['wont', 'will not'],
  ['aint', 'is not'],
  ['shant', 'shall not'],
]);

const COUNTED = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

// "two-factor" and "2-factor" say the same; a closing "one" counts nothing ("the right one").
function asDigits(word: string, i: number, words: readonly string[]): string {
  const value = COUNTED.indexOf(word);
  return value < 0 || (value === 1 && i === words.length - 1) ? word : String(value);
}

/** Words that carry no content: they make no difference between an answer and one that is put into a sentence. */
const FUNCTIONAL = new Set(
  (
    'it its is are was were be been i im id we you they he she my our your their this that thats these those there theres which so ' +
    'would should could will probably maybe perhaps just simply basically please ok okay well um uh hm also then a an the of sure ' +
    'das ist es sind ein eine der die ich wohl vielleicht'
  ).split(' '),
);

/** Words that only frame an answer, unless they are in the wanted one: "mean value", "named volume". */
const FRAMING = new Set(
  'think believe guess suppose say said answer called named known as means mean term word course glaube denke heisst'.split(' '),
);

/** What is known of the question: its own words, and the wording that is wanted. */
export type Frame = { question?: ReadonlySet<string>; wanted?: Wording };

/** The words that say something, without those of the question; all of them where nothing would be left. */
export function core(words: readonly string[], { question, wanted }: Frame = {}): readonly string[] {
  const isEmpty = (word: string) => FUNCTIONAL.has(word) || (FRAMING.has(word) && !wanted?.words.includes(word));
  const telling = words.filter((word) => wanted?.names.has(word) || !isEmpty(word));
  const own = telling.filter((word) => !question?.has(word) || wanted?.words.includes(word));
  return own.length > 0 ? own : telling.length > 0 ? telling : words;
}
