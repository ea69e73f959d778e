import { describe, expect, it } from 'vitest';
import { compared } from '../../../src/domain/grade/features.ts';
import { letterLikeness, sayingOf } from '../../../src/domain/grade/saying.ts';
import { languageFor, stem } from '../../../src/domain/grade/stem.ts';

const say = (text: string) => sayingOf(text, 'en');

function counts(answer: string, references: string | readonly string[], question = '') {
  const wanted = typeof references === 'string' ? [references] : references;
  return compared(say(answer), wanted.map(say), say(question)).features;
}

describe('stems', () => {
  it.each([
    ['evaporation', 'evaporated', 'en'],
    ['connections', 'connected', 'en'],
    ['kunden', 'kunde', 'de'],
    ['hauser', 'haus', 'de'],
  ] as const)('%s and %s are one (%s)', (a, b, language) => {
    expect(stem(a, language)).toBe(stem(b, language));
  });

  it.each(['東京', 'москва', 'x'.repeat(5000), '', 'v1', '__proto__', 'constructor'])('of %.20j are itself', (word) => {
    expect(stem(word, 'en')).toBe(word);
    expect(stem(word, 'other')).toBe(word);
  });

  it.each([
    ['de', ['Der Kunde und die Ware']],
    ['en', ['The customer and the goods']],
    ['en', ['evaporation']],
    ['en', []],
  ])('are %s of %j', (language, texts) => {
    expect(languageFor(texts)).toBe(language);
  });

  it.each([
    ['de-AT', 'de'],
    ['EN_us', 'en'],
    ['fr', 'other'],
    ['constructor', 'other'],
  ])('are those of the language that is named: %s', (tag, language) => {
    expect(languageFor(['The customer'], tag)).toBe(language);
  });
});

describe('a sentence taken apart', () => {
  it('keeps the words that carry content, as stems', () => {
    expect(say('The bulbs are not connected to it.')).toMatchObject({ stems: ['bulb', 'connect'], denials: 1, isReadable: true });
  });

  it('is compared by neighbouring characters where nothing stands between words', () => {
    expect(say('返金します').words).toEqual(['返金', '金し', 'しま', 'ます']);
    expect(say('返金します').isReadable).toBe(false);
    expect(sayingOf('nous remboursons', 'other').isReadable).toBe(false);
  });

  it('is like itself, and unlike another', () => {
    expect(letterLikeness(say('evaporation'), say('Evaporation!'))).toBeCloseTo(1);
    expect(letterLikeness(say('evaporation'), say('xylophone'))).toBe(0);
    expect(letterLikeness(say(''), say(''))).toBe(0);
  });
});

describe('what is counted of an answer beside its reference', () => {
  it.each([
    ['the water boils', 'Water boils.', 1],
    ['the water boils', 'Water boils and evaporates.', 2 / 3],
    ['the watre evaporates', 'Water evaporated.', 1],
    ['the cater evaporates', 'Water evaporates.', 1 / 2],
    ['12 bulbs', '13 bulbs', 1 / 2],
    ['', 'Water boils.', 0],
  ])('%j covers %j by %f', (answer, reference, share) => {
    expect(counts(answer, reference).covered).toBeCloseTo(share);
  });

  it('leaves the question’s words aside', () => {
    const { covered, beyond, fromQuestion, onReference, hits } = counts(
      'the water boils',
      'The water evaporates',
      'Where is the water?',
    );
    expect(covered).toBe(0.5);
    expect(beyond).toBe(0);
    expect(fromQuestion).toBe(0.5);
    expect(onReference).toBe(0);
    expect(hits).toBe(0);
    expect(counts('it evaporates', 'The water evaporates', 'Where is the water?').hits).toBeCloseTo(Math.log(2));
  });

  it('holds against the nearest reference, and knows how far the others are', () => {
    const { covered, everywhere, references } = counts('water boils', ['water boils', 'salt stays']);
    expect(covered).toBe(1);
    expect(everywhere).toBe(0.5);
    expect(references).toBeCloseTo(Math.log(2));
  });

  it('sees words that are near to those of the reference, and letters that are the question’s', () => {
    const { covered, alike, freshAlike } = counts('evaporators', 'It was vaporised');
    expect(covered).toBe(0);
    expect(alike).toBeGreaterThan(0.3);
    expect(freshAlike).toBeGreaterThan(0.3);
    expect(counts('where is the water', 'The water evaporates', 'Where is the water?').toQuestion).toBeCloseTo(1);
  });

  it('notices a denial, and how long it is', () => {
    expect(counts('it does not boil', 'it boils').denies).toBe(1);
    expect(counts('it never boils', 'it does not boil')).toMatchObject({ denies: 0, denial: 1 });
    expect(counts('it boils', 'it does not boil')).toMatchObject({ denies: 1, denial: 0 });
    expect(counts('water boils', 'water boils').length).toBe(0);
    expect(counts('water boils and boils', 'water boils').length).toBeGreaterThan(0);
  });
});
