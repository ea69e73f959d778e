import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDeck } from '../../../adapters/content/yaml-deck.ts';
import { grade, type Item, modelAnswer, present } from '../../../src/domain/deck.ts';
import { markPoints } from '../../../src/domain/kinds/sentence.ts';
import { inOneWord } from './replies.ts';

const folder = new URL('../../../decks/', import.meta.url);
const showing = { seed: 'sample', progress: [] };

function itemsOf(file: string): readonly Item[] {
  const read = readDeck(readFileSync(new URL(file, folder), 'utf8'), file);
  if ('errors' in read)
    throw new Error(read.errors.map(({ line, column, message }) => `${file}:${line}:${column} ${message}`).join('\n'));
  return read.deck.items;
}

/** What somebody might type who knows the answer. */
function rightReplies(item: Item): string[] {
  if (item.kind === 'short-text') return item.answers.map((answer) => answer.replaceAll('*', ''));
  if (item.kind === 'numeric' && typeof item.answer === 'number')
    return [String(item.answer), `${item.answer} ${item.unit ?? ''}`];
  if (item.kind === 'multi-select') return [item.options.flatMap((option) => (option.correct ? [option.text] : [])).join('; ')];
  return item.kind === 'scenario' ? [] : [modelAnswer(item)];
}

// A drill is one conversation to play, and a template for others.
const DRILLS = ['sales-call.yaml', 'service-case.yaml'];
// Each module of the sales path is a deck of its own.
const isModule = (name: string) => name.startsWith('sales-');
const QUIZZES = readdirSync(folder).filter((name) => name.endsWith('.yaml') && !DRILLS.includes(name));

describe.each(DRILLS)('the drill %s', (file) => {
  const items = itemsOf(file).flatMap((item) => (item.kind === 'scenario' ? [item] : []));
  const steps = items.flatMap((item) => Object.values(item.steps)).filter((step) => step.points !== undefined);

  it('is one scenario with answers in words and several endings', () => {
    expect(items).toHaveLength(1);
    expect(steps.length).toBeGreaterThan(0);
    expect(items.flatMap(({ endings }) => Object.values(endings).map(({ outcome }) => outcome))).toEqual(
      expect.arrayContaining(['good', 'mixed', 'poor']),
    );
  });

  it('meets all points with its models, and each with each of its wordings', () => {
    const missed = steps.flatMap(({ says, points = [], model }) => {
      const met = (said: string) => markPoints({ prompt: says, points, model }, said).matched;
      const wordings = points.flatMap(({ text, wordings: others = [] }) =>
        [text, ...others].filter((said) => !met(said).includes(text)),
      );
      return met(model ?? '').length < points.length ? [...wordings, model] : wordings;
    });
    expect(missed).toEqual([]);
  });
});

describe.each(QUIZZES)('the sample deck %s', (file) => {
  const items = itemsOf(file);

  it('has enough items, each with its explanation, and opens with a single choice', () => {
    expect(items.length).toBeGreaterThanOrEqual(isModule(file) ? 10 : 20);
    expect(items[0]?.kind).toBe('single-choice');
    expect(items.filter((item) => item.explanation === '')).toEqual([]);
  });

  it('takes the right answers as right when they are typed', () => {
    const notRight = items.flatMap((item) =>
      rightReplies(item)
        .filter((text) => inOneWord(grade(item, { type: 'typed', text }, showing)) !== 'correct')
        .map((text) => `${item.id}: ${text}`),
    );
    expect(notRight).toEqual([]);
  });

  it('takes every wrong option as wrong when it is typed', () => {
    const notWrong = items.flatMap((item) => {
      const { form } = present(item, showing);
      if (item.kind !== 'single-choice' || form.type === 'type') return [];
      const wrong = item.options.filter((option) => !option.correct).map((option) => option.text);
      return wrong.filter((text) => inOneWord(grade(item, { type: 'typed', text }, showing)) !== 'incorrect');
    });
    expect(notWrong).toEqual([]);
  });
});
