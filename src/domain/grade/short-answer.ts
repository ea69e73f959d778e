import { givesUp, normalise } from './normalise.ts';
import { likeness, likenessOfAll } from './slip.ts';
import { core, isNegation, spellingsOf, type Wording, wordingOf } from './wording.ts';

/** `probability` is how likely a person would mark the answer right, 0 to 1. */
export type ShortAnswerGrade = { verdict: 'correct' | 'incorrect' | 'unsure'; probability: number };

/** What else is known of the question: wordings that are wrong, and its own words, which are no answer. */
export type ShortAnswerContext = { wrong?: readonly string[]; question?: string };

/** A miss is called where a term of so few words is wanted and so few were said: sentences vary too much. */
const LONGEST_TERM = 3;
const LONGEST_MISS = 6;

/** Nobody types a short answer of more characters; what is longer is not looked at to its end. */
const LONGEST_ANSWER = 2000;

const RIGHT = (probability: number): ShortAnswerGrade => ({ verdict: 'correct', probability });
const WRONG = (probability: number): ShortAnswerGrade => ({ verdict: 'incorrect', probability });
const UNSURE = (probability: number): ShortAnswerGrade => ({ verdict: 'unsure', probability });

/**
 * Marks a typed answer against the accepted wordings (`*` stands for any letters). One slip is forgiven from five letters, two from
 * eight; never in numbers or negations. A near miss that may be meant right is `unsure`: a false "wrong" costs more than a comparison.
 */
export function gradeShortAnswer(
  answer: string,
  accepted: readonly string[],
  context: ShortAnswerContext = {},
): ShortAnswerGrade {
  const whole = answer.trim().replace(/\s+/g, ' ');
  const text = whole.slice(0, LONGEST_ANSWER);
  const said = wordingOf(text);
  if (said.words.length === 0) return gradeSigns(text, accepted);
  const wrong = (context.wrong ?? []).map((wording) => wordingOf(wording).words);
  if (wrong.some((words) => words.join(' ') === said.words.join(' '))) return WRONG(0.01);
  if (text === whole && accepted.some((wording) => matches(text, wording))) return RIGHT(0.99);
  if (givesUp(text)) return WRONG(0);
  const question = new Set(wordingOf(context.question ?? '').words);
  const grades = accepted.map((wording) => compare(said, wordingOf(wording.replaceAll('*', ' ')), question));
  const best = grades.sort((a, b) => rank(b) - rank(a) || b.probability - a.probability)[0] ?? WRONG(0);
  const nearWrong = wrong.some((words) => likenessOfAll(said.words, words) === 'slip');
  return best.verdict === 'correct' && (nearWrong || text !== whole) ? UNSURE(0.5) : best;
}

function rank(grade: ShortAnswerGrade): number {
  return ['incorrect', 'unsure', 'correct'].indexOf(grade.verdict);
}

// Answers without letters or digits, such as `!=`, stand as they are.
function gradeSigns(text: string, accepted: readonly string[]): ShortAnswerGrade {
  const bare = (signs: string) => signs.normalize('NFKC').replace(/\s+/g, '');
  const said = bare(text);
  return said !== '' && accepted.some((wording) => bare(wording) === said) ? RIGHT(0.99) : WRONG(0);
}

function matches(text: string, wording: string): boolean {
  return spellingsOf(text).some((said) => spellingsOf(wording).some((wanted) => matchesSpelling(said, wanted)));
}

function matchesSpelling(text: string, wording: string): boolean {
  const said = wordingOf(text);
  if (wording.includes('*')) return said.negates === wordingOf(wording).negates && fitsPattern(normalise(text), wording);
  const wanted = wordingOf(wording);
  if (said.signs !== wanted.signs) return false;
  if (said.words.join(' ') === wanted.words.join(' ')) return wanted.words.length > 0;
  // "wifi", "wi-fi": one word or two, as long as the numbers stay apart.
  return said.words.join('') === wanted.words.join('') && said.numbers === wanted.numbers;
}

// Part after part from the left, and the last at the end: no pattern can make it slow.
function fitsPattern(said: string, wording: string): boolean {
  const parts = wording.split('*').map((part) => normalise(part));
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  if (parts.every((part) => part === '') || !said.startsWith(first) || !said.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = said.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= said.length - last.length;
}

/** Marks an answer that is not the wording to the letter. */
function compare(said: Wording, wanted: Wording, question: ReadonlySet<string>): ShortAnswerGrade {
  if (wanted.words.length === 0) return UNSURE(0.2);
  const given = core(said.words, { question, wanted });
  const key = core(wanted.words, { wanted });
  const short = said.words.length <= 2 || (said.words.length <= LONGEST_MISS && wanted.words.length <= LONGEST_TERM);
  if (said.negates !== wanted.negates) return compareDenied(given, key, short);
  const sameNumbers = said.numbers === wanted.numbers;
  const like = likenessOfAll(given, key);
  // A letter makes another thing of a name in capitals: HTTP, HTTPS.
  const sameNames = [...wanted.names].every((name) => said.words.includes(name));
  if ((like === 'same' || like === 'slip') && sameNumbers)
    return said.signs === wanted.signs && (like === 'same' || sameNames) ? RIGHT(0.95) : UNSURE(0.5);
  if (like === 'opposite') return WRONG(0.03);
  if (like === 'close' && sameNumbers) return UNSURE(0.5);
  if (isInitials(said.words, wanted.words) || isInitials(wanted.words, said.words)) return UNSURE(0.6);
  return compareContent(given, key, short);
}

// One of the two denies what the other says, unless it denies something else: "don't delete it, report it".
function compareDenied(given: readonly string[], key: readonly string[], short: boolean): ShortAnswerGrade {
  const plain = given.filter((word) => !isNegation(word));
  const wanted = key.filter((word) => !isNegation(word));
  const shared = share(wanted, plain);
  const adds = plain.some((word) => !holds(wanted, word));
  if (short && (shared === 0 || !adds)) return WRONG(0.05);
  return UNSURE(Math.max(0.1, shared / 2));
}

function compareContent(given: readonly string[], key: readonly string[], short: boolean): ShortAnswerGrade {
  const found = share(key, given);
  const missesNumber = key.some((word) => hasDigit(word) && !given.includes(word));
  if (missesNumber && short && given.some(hasDigit)) return WRONG(0.05);
  if (isUnspacedPart(given, key)) return UNSURE(0.6);
  if (found > 0) return UNSURE(missesNumber ? found / 3 : found * 0.8);
  return short ? WRONG(0.05) : UNSURE(0.1);
}

function hasDigit(word: string): boolean {
  return /\p{N}/u.test(word);
}

/** How much of `wanted` is among `given`, word by word, other forms of a word counted too; 0 to 1. */
function share(wanted: readonly string[], given: readonly string[]): number {
  return wanted.length === 0 ? 0 : wanted.filter((word) => holds(given, word)).length / wanted.length;
}

function holds(words: readonly string[], wanted: string): boolean {
  return words.some((word) => ['same', 'slip', 'close'].includes(likeness(word, wanted)));
}

// Scripts that put no spaces between words: the one is a part of the other.
function isUnspacedPart(given: readonly string[], key: readonly string[]): boolean {
  const [said, wanted] = [given.join(''), key.join('')];
  if (!/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(wanted)) return false;
  return said.length >= 2 && (said.includes(wanted) || wanted.includes(said));
}

function isInitials(short: readonly string[], long: readonly string[]): boolean {
  const [word = ''] = short;
  const initials = (words: readonly string[]) => words.map((each) => each[0]).join('');
  const telling = long.filter((each) => !['of', 'and', 'for', 'in', 'to'].includes(each));
  return short.length === 1 && word.length >= 3 && (word === initials(long) || word === initials(telling));
}
