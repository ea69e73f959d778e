import { describe, expect, it } from 'vitest';
import { deckSchema, grade, itemSchema } from '../../../src/domain/deck.ts';
import { sentence } from '../../../src/domain/kinds/sentence.ts';
import { verdictOf } from './replies.ts';

const model = 'Security warns everybody, and whoever sent it is kept out.';
const body = {
  kind: 'sentence' as const,
  prompt: 'Why is a phishing mail reported?',
  points: [
    { text: 'The security team can warn the others.', wordings: ['So that everybody else gets warned.'] },
    { text: 'The sender is blocked.' },
  ],
};

describe('a sentence', () => {
  it.each([
    ['The security team can warn the others. The sender is blocked.', 'correct'],
    ['everybody else gets warned, and the sender is blocked', 'correct'],
    ['The security team can warn the others', 'partly'],
    ['they tell people and stop such mails', 'unsure'],
    ['The security team can warn the others. The sender is not blocked.', 'unsure'],
    ['Why is a phishing mail reported?', 'unsure'],
    ['idk', 'incorrect'],
    ['', 'incorrect'],
    ['x'.repeat(40_000), 'unsure'],
  ])('%.60j is %s', (text, expected) => {
    expect(verdictOf(sentence, body, text)).toBe(expected);
  });

  it('that is the model answer has all points', () => {
    expect(verdictOf(sentence, body, model)).not.toBe('correct');
    expect(verdictOf(sentence, { ...body, model }, model)).toBe('correct');
  });

  it('gives credit for each point that was said, and names the others', () => {
    const outcome = sentence.grade(body, { type: 'typed', text: 'the sender is blocked' }, { seed: '', progress: [] });
    expect(outcome).toMatchObject({
      grade: {
        verdict: 'partly',
        credit: 0.5,
        matched: ['The sender is blocked.'],
        missed: ['The security team can warn the others.'],
      },
    });
  });

  it('shows the model answer, or the points', () => {
    expect(sentence.model({ ...body, model })).toBe(model);
    expect(sentence.model(body)).toBe('The security team can warn the others.\n\nThe sender is blocked.');
  });

  it('takes no pick', () => {
    expect(sentence.grade(body, { type: 'picked', options: ['0'] }, { seed: '', progress: [] }).type).toBe('unclear');
  });
});

describe('the language of a sentence', () => {
  const item = { ...body, id: 'why', topic: 'Phishing' };
  const languageIn = (deck: object) => {
    const [only] = deckSchema.parse({ title: 'Deck', items: [item], ...deck }).items;
    return only?.kind === 'sentence' ? only.language : 'none';
  };

  it('is its own, or its deck’s, or guessed where nobody set one', () => {
    expect(languageIn({ language: 'de' })).toBe('de');
    expect(languageIn({ language: 'de', items: [{ ...item, language: 'fr' }] })).toBe('fr');
    expect(languageIn({})).toBe(undefined);
  });

  it('decides which forms of a word are one', () => {
    const german = { ...item, prompt: 'Was passiert?', points: [{ text: 'Die Kunden bekommen ihr Geld zurück.' }] };
    const verdictIn = (language: string) => {
      const reply = { type: 'typed' as const, text: 'Der Kunde bekommt das Geld zurück' };
      return grade(itemSchema.parse({ ...german, language }), reply, { seed: '', progress: [] });
    };
    expect(verdictIn('de')).toMatchObject({ grade: { verdict: 'correct' } });
    expect(verdictIn('nl')).toMatchObject({ grade: { verdict: 'unsure' } });
  });
});
