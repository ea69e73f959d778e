import { describe, expect, it } from 'vitest';
import { chance, deckSchema, grade, type Item } from '../../src/domain/deck.ts';
import { withCalibration } from '../../src/domain/deck-calibration.ts';
import { answerOf, questionOf, type Ruling, taught } from '../../src/domain/dispute.ts';

const SHOWING = { seed: '', progress: [] };
const [sentence, explained, short] = deckSchema.parse({
  title: 'Salt',
  items: [
    {
      ...{ id: 'salt', topic: 'Salt', kind: 'sentence', prompt: 'How is the salt left in the dish?' },
      points: [{ text: 'The water evaporated and left the salt behind.' }],
    },
    {
      ...{ id: 'why', topic: 'Salt', kind: 'teach-back', prompt: 'Why is the dish dry?' },
      points: [{ text: 'The water evaporated.' }],
      not: 'The salt did not drink it.',
    },
    { id: 'what', topic: 'Salt', kind: 'short-text', prompt: 'What is left?', answers: ['salt'] },
  ],
}).items as [Item, Item, Item];

function ruling(said: string, right: boolean, item = sentence): Ruling {
  const reply = { type: 'typed', text: said } as const;
  return {
    ...{ id: said, deck: 'salt', item: item.id, version: 1, question: questionOf(item), answer: answerOf({ reply }) },
    ...{ said, reply, decision: right ? 'always' : 'refused', people: 1, at: Temporal.Instant.from('2026-11-23T08:00:00Z') },
  };
}

const wrong = ['dirty', 'hot', 'cold', 'old', 'new', 'blue', 'deep', 'warm', 'sweet', 'soft'].map((word) =>
  ruling(`The ${word} water evaporated and left behind the sand`, false),
);
const right = ['Evaporation leaves salt', 'The salt stays when water evaporates', 'Water evaporates and the salt stays'].map(
  (said) => ruling(said, true),
);

describe('a deck’s calibration', () => {
  it('comes from rulings on its sentences, stands in each of these, and goes with them', () => {
    const items = withCalibration([sentence, explained, short], [...wrong, ...right]);
    expect(items.map((item) => 'calibration' in item)).toEqual([true, true, false]);
    expect(withCalibration(items, wrong.slice(0, 3))).toEqual([sentence, explained, short]);
  });

  it('leaves the question the same, so that rulings on it stay', () => {
    const [after] = withCalibration([sentence], [...wrong, ...right]);
    expect(after && questionOf(after)).toBe(questionOf(sentence));
  });

  it('looks at what the item would say of an answer that it has not learned', () => {
    const [first] = right;
    const learned = first && taught(sentence, first);
    expect(learned).not.toEqual(sentence);
    expect(learned && chance(learned, first.said)).toBe(chance(sentence, first?.said ?? ''));
  });
});

describe('a teach-back that was ruled on', () => {
  const said = 'It went up into the air. The salt took none of it.';
  const verdictOf = (item?: Item) => {
    const outcome = item && grade(item, { type: 'typed', text: said }, SHOWING);
    return outcome?.type === 'graded' ? outcome.grade : undefined;
  };

  it('knows an accepted explanation again', () => {
    expect(verdictOf(explained)?.verdict).toBe('unsure');
    const learned = taught(explained, ruling(said, true, explained));
    expect(verdictOf(learned)?.verdict).toBe('correct');
    expect(learned && questionOf(learned)).toBe(questionOf(explained));
  });

  it('knows a refused one again, with the reason', () => {
    const learned = taught(explained, { ...ruling(said, false, explained), reason: 'Air is no place.' });
    expect(verdictOf(learned)).toMatchObject({ verdict: 'incorrect', feedback: 'Air is no place\\.' });
  });
});
