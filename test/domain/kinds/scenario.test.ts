import { describe, expect, it } from 'vitest';
import { scenario } from '../../../src/domain/kinds/scenario.ts';
import { inOneWord } from './replies.ts';

type Body = Parameters<typeof scenario.grade>[0];

const call: Body = {
  kind: 'scenario',
  start: 'opening',
  steps: {
    opening: {
      says: '"Either this works today or we cancel."',
      options: [
        { text: 'Offer a discount', consequence: '"That is not it."', to: 'lost', why: 'It answers what she did not ask.' },
        { text: 'Ask what she needs today', consequence: 'She exhales.', to: 'deadline', good: 'Asked before offering.' },
      ],
    },
    deadline: {
      says: '"My board meets at four."',
      options: [
        { text: 'Promise a call at two', consequence: '"Two, then."', to: 'kept', good: 'Named a time.' },
        { text: 'Say the team will call', consequence: '"The team."', to: 'waiting', why: 'Nobody owns it.' },
      ],
    },
  },
  endings: {
    kept: { outcome: 'good', text: 'You kept her.' },
    waiting: { outcome: 'mixed', text: 'She waits.' },
    lost: { outcome: 'poor', text: 'She is gone.' },
  },
};

function play(text: string, progress: readonly string[] = []) {
  return scenario.grade(call, { type: 'typed', text }, { seed: 's', progress });
}

describe('a scenario', () => {
  it('goes on by what was picked, with its consequence', () => {
    expect(play('ask what she needs')).toEqual({
      type: 'next-step',
      said: 'Ask what she needs today',
      consequence: 'She exhales.',
      progress: ['1'],
    });
    expect(scenario.present(call, { seed: 's', progress: ['1'] })).toMatchObject({
      setting: '"My board meets at four."',
      step: 2,
    });
  });

  it.each([
    ['promise a call at two', 'correct', 1],
    ['say the team will call', 'partly', 0.5],
  ])('that ends with %j is %s, and says what was good on the way', (text, verdict, credit) => {
    const outcome = play(text, ['1']);
    expect(outcome).toMatchObject({ type: 'graded', grade: { verdict, credit } });
    expect(outcome.type === 'graded' && outcome.grade.matched).toContain('Asked before offering.');
  });

  it('may end at the first step', () => {
    expect(play('offer a discount')).toMatchObject({
      grade: {
        verdict: 'incorrect',
        missed: ['It answers what she did not ask.'],
        feedback: '"That is not it."\n\nShe is gone.',
      },
    });
  });

  it.each(['', 'hm', 'constructor', 'both', 'x'.repeat(40_000)])('asks again for %.20j', (text) => {
    expect(inOneWord(play(text))).toBe('unclear');
  });

  it('knows the way to the good ending', () => {
    expect(scenario.model(call)).toBe('Ask what she needs today → Promise a call at two');
  });
});

describe('a scenario that cannot be played', () => {
  const flaws = (change: Partial<Body>) =>
    scenario.flaws({ ...call, ...change }).map(({ path, message }) => `${path.join('.')}: ${message}`);
  const option = { text: 'Wait', consequence: 'Nothing.', to: 'opening' };

  it('says so of none that can', () => {
    expect(flaws({})).toEqual([]);
  });

  it('starts nowhere', () => {
    expect(flaws({ start: 'begin' })).toEqual(['start: "begin" is not one of the steps']);
    expect(flaws({ start: 'constructor' })).toEqual(['start: "constructor" is not one of the steps']);
  });

  it.each(['nowhere', 'constructor', '__proto__', 'toString'])('leads to %s', (to) => {
    const opening = { says: '…', options: [...(call.steps['opening']?.options ?? []), { ...option, to }] };
    expect(flaws({ steps: { ...call.steps, opening } })).toEqual([
      `steps.opening.options.2.to: leads to "${to}", which is neither a step nor an ending`,
    ]);
  });

  it('comes back to where it was', () => {
    const deadline = { says: '…', options: [...(call.steps['deadline']?.options ?? []), option] };
    expect(flaws({ steps: { ...call.steps, deadline } })).toEqual([
      'steps.opening: can be reached from itself: a scenario must come to an end',
    ]);
  });

  it('has a step or an ending that nothing leads to', () => {
    const stray = {
      says: '…',
      options: [
        { ...option, to: 'kept' },
        { ...option, to: 'lost' },
      ],
    };
    expect(flaws({ steps: { ...call.steps, stray } })).toEqual(['steps.stray: nothing leads here']);
    expect(flaws({ endings: { ...call.endings, stray: { outcome: 'good', text: '…' } } })).toEqual([
      'endings.stray: nothing leads here',
    ]);
  });

  it('cannot end well, or has one name for two things', () => {
    expect(flaws({ endings: { ...call.endings, kept: { outcome: 'mixed', text: '…' } } })).toEqual([
      'endings: no way leads to a good ending',
    ]);
    expect(flaws({ endings: { ...call.endings, deadline: { outcome: 'good', text: '…' } } })).toEqual([
      'endings.deadline: is the name of a step as well',
    ]);
  });
});
