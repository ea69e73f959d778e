import { newStemmer } from 'snowball-stemmers';
import { wordsOf } from './normalise.ts';

/** The languages whose word forms are known; in all others a word is itself. */
const STEMMERS = { en: newStemmer('english'), de: newStemmer('german') } as const;
export type Language = keyof typeof STEMMERS | 'other';

const FUNCTION_WORDS: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: new Set(
    (
      'a about after all also am an and any are as at be because been being but by can could did do does doing done for from get gets got ' +
      'had has have having he her him his how i if in into is it its itself just let like made make makes many may me might much must my ' +
      'of on one or our out over own shall she should so some such than that the their them then there these they this those through to ' +
      'too up us use very was way we well were what when where which while who whose why will with would yes you your'
    ).split(' '),
  ),
  de: new Set(
    (
      'aber alle allem allen als also am an auch auf aus bei beim bin bis da dabei damit dann das dass dem den denn der des die dies diese ' +
      'diesem diesen dieser dieses doch du durch ein eine einem einen einer eines er es etwa euch fur habe haben hat hatte hatten hier ich ' +
      'ihm ihn ihnen ihr ihre im in ins ist ja jede jeder jedes kann konnen man mehr mein mich mir mit muss mussen nach noch nun nur ob oder ' +
      'schon sehr sein seine sich sie sind so soll sollen sowie uber um und uns unser vom von vor wann war waren warum was weil wenn wer ' +
      'werden wie wir wird wo wurde zu zum zur'
    ).split(' '),
  ),
  other: new Set(),
};

// A tag may have more than the language: `de-AT`.
function languageNamed(tag: string): Language {
  const [name = ''] = tag.toLowerCase().split(/[-_]/);
  return name === 'en' || name === 'de' ? name : 'other';
}

/** The language that is named, or else the one whose small words are more in the texts; English where nothing tells. */
export function languageFor(texts: readonly string[], tag?: string): Language {
  if (tag !== undefined) return languageNamed(tag);
  const words = wordsOf(texts.join(' '));
  const count = (language: Language) => words.filter((word) => isFunctionWord(word, language)).length;
  return count('de') > count('en') ? 'de' : 'en';
}

/** Whether a word only holds others together. */
export function isFunctionWord(word: string, language: Language): boolean {
  return FUNCTION_WORDS[language].has(word);
}

const LONGEST_WORD = 40;
const REMEMBERED = 20_000;
const remembered = new Map<string, string>();

// Stemming takes longer than all the rest of a comparison, and the same words come again and again.
export function stem(word: string, language: Language): string {
  if (language === 'other' || word.length > LONGEST_WORD || !/^\p{Script=Latin}+$/u.test(word)) return word;
  const key = `${language} ${word}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  if (remembered.size >= REMEMBERED) remembered.clear();
  const found = STEMMERS[language].stem(word);
  remembered.set(key, found);
  return found;
}
