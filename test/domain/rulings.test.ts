import { describe, expect, it } from 'vitest';
import { grade, type Item, itemSchema } from '../../src/domain/deck.ts';
import { answerOf, questionOf, type Ruling, taught, withRulings } from '../../src/domain/dispute.ts';
import type { Reply } from '../../src/domain/kinds/kind.ts';
import { trustIn } from '../../src/domain/trust.ts';
import { everyKind } from '../support/decks.ts';

const of = (kind: Item['kind']): Item => {
  const item = everyKind.items.find((each) => each.kind === kind);
  if (!item) throw new Error(`there is no ${kind}`);
  return item;
};
const typed = (text: string): Reply => ({ type: 'typed', text });
const ruled = (decision: Ruling['decision'], reply: Reply, reason?: string) => ({ decision, reply, ...(reason && { reason }) });
const gradeOf = (item: Item | undefined, reply: Reply) => {
  const outcome = item && grade(item, reply, { seed: 's', progress: [] });
  return outcome?.type === 'graded' ? outcome.grade : undefined;
};

describe('an item learns what was ruled', () => {
  const wrong = typed('They feel better about it, and nobody asks.');
  it.each<[Item['kind'], Reply]>([
    ['short-text', typed('repeat-safe')],
    ['sentence', wrong],
    ['cloze', typed('duplicate, off-site')],
    ['cloze', { type: 'filled', fields: { 'gap-1': 'duplicate', 'gap-2': 'in the *cellar*' } }],
  ])('%s: an accepted answer is right, and asks the same question', (kind, reply) => {
    const item = of(kind);
    expect(gradeOf(item, reply)?.verdict).not.toBe('correct');
    const learned = taught(item, ruled('always', reply));
    expect(gradeOf(learned, reply)?.verdict).toBe('correct');
    expect(learned && questionOf(learned)).toBe(questionOf(item));
    expect(learned && taught(learned, ruled('always', reply))).toBeUndefined();
    expect(taught(item, ruled('once', reply))).toBeUndefined();
  });

  it.each<[Item['kind'], Reply]>([
    ['short-text', typed('idempotent requests of all kinds')],
    ['sentence', wrong],
    ['cloze', typed('backup, off the premises')],
  ])('%s: a refused answer is wrong or partly right without a doubt, and says why', (kind, reply) => {
    const learned = taught(of(kind), ruled('refused', reply, 'It *misses* it.'));
    const marked = gradeOf(learned, reply);
    expect(['incorrect', 'partly']).toContain(marked?.verdict);
    expect(marked?.feedback).toBe('It \\*misses\\* it\\.');
  });

  it('an answer that was refused and then accepted is right', () => {
    const refused = taught(of('short-text'), ruled('refused', typed('repeat-safe'), 'No.'));
    const accepted = refused && taught(refused, ruled('always', typed('Repeat safe')));
    expect(gradeOf(accepted, typed('repeat-safe'))).toMatchObject({ verdict: 'correct' });
    expect(accepted).not.toHaveProperty('refused');
  });

  it('a star is no wildcard, and what is too long or empty is no wording', () => {
    const learned = taught(of('short-text'), ruled('always', typed('safe *')));
    expect(learned).toMatchObject({ answers: ['idempotent', 'idempotence', 'safe'] });
    expect(taught(of('short-text'), ruled('always', typed('*')))).toBeUndefined();
    expect(taught(of('sentence'), ruled('always', typed('word '.repeat(100))))).toBeUndefined();
    expect(taught(of('cloze'), ruled('always', typed('}} {{, |')))).toBeUndefined();
  });

  it.each(everyKind.items.map((item) => [item.kind, item] as const))('%s: every version is a valid item', (_, item) => {
    const learned = taught(item, ruled('always', typed('something, else')));
    if (learned) expect(itemSchema.parse(learned)).toEqual(learned);
    expect(withRulings(item, [])).toEqual(item);
  });

  it('of its own question alone', () => {
    const item = of('short-text');
    const base = {
      id: 'r1',
      deck: 'every-kind',
      version: 1,
      said: 'x',
      answer: 'x',
      people: 1,
      at: Temporal.Instant.from('2026-11-23T08:00:00Z'),
    };
    const ruling = { ...base, ...ruled('always', typed('repeat-safe')), item: item.id, question: questionOf(item) };
    expect(withRulings(item, [ruling])).toMatchObject({ answers: ['idempotent', 'idempotence', 'repeat-safe'] });
    expect(withRulings({ ...item, prompt: 'Another?' }, [ruling])).toEqual({ ...item, prompt: 'Another?' });
    expect(withRulings({ ...item, id: 'other' }, [ruling])).toEqual({ ...item, id: 'other' });
    expect(questionOf({ ...item, explanation: 'Better said.', topic: 'Calls' })).toBe(questionOf(item));
  });
});

describe('the same answer', () => {
  it('does not depend on case, accents and punctuation; signs stand as they are', () => {
    expect(answerOf({ reply: typed('Repeat-Safe!') })).toBe(answerOf({ reply: typed('repeat safe') }));
    expect(answerOf({ reply: typed('!=') })).not.toBe(answerOf({ reply: typed('==') }));
  });

  it('is the same way through a scenario', () => {
    const at = (options: string[]) => answerOf({ said: 'Promise four', reply: { type: 'picked', options } });
    expect(at(['1', '0'])).not.toBe(at(['1', '1']));
  });
});

describe('how far marks are to be trusted', () => {
  const figures = { deck: 'd', answers: 40, people: 5, decided: 30, disputed: 3, corrected: 1 };
  it('is told in percent', () => {
    expect(trustIn(figures)).toEqual({ decided: 75, disputed: 10, upheld: 97 });
  });
  it('is not told of few answers or few people', () => {
    expect(trustIn({ ...figures, answers: 19 })).toBeUndefined();
    expect(trustIn({ ...figures, people: 2 })).toBeUndefined();
  });
});
