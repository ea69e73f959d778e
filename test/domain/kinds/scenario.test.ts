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
      about: 2,
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

const inWords: Body = {
  ...call,
  start: 'words',
  steps: {
    ...call.steps,
    words: {
      says: '"What happens now?"',
      points: [
        { text: 'I call you back at two.', wordings: ['You get a call at two.'] },
        { text: 'The export is checked first.', wordings: ['We look at the export first.'] },
      ],
      model: 'We look at the export first, and I call you back at two.',
      ways: [
        { met: 0, consequence: '"Hm."', to: 'opening', why: 'She does not know what happens.' },
        { met: 2, consequence: '"Good."', to: 'kept' },
        { met: 1, consequence: '"And else?"', to: 'deadline' },
      ],
    },
  },
};

describe('a step in words', () => {
  const say = (text: string) => scenario.grade(inWords, { type: 'typed', text }, { seed: 's', progress: [] });
  const all = ['I call you back at two.', 'The export is checked first.'];

  it('is asked for in words, and says how long the way is about', () => {
    expect(scenario.flaws(inWords)).toEqual([]);
    expect(scenario.present(inWords, { seed: 's', progress: [] })).toMatchObject({
      form: { type: 'type' },
      step: 1,
      about: 1,
      model: 'We look at the export first, and I call you back at two.',
    });
    expect(scenario.model(inWords)).toBe('We look at the export first, and I call you back at two.');
  });

  it('leads to where all of its points do', () => {
    expect(say('We look at the export first, and I call you back at two.')).toMatchObject({
      grade: { verdict: 'correct', matched: all, missed: [], feedback: '"Good."\n\nYou kept her.' },
    });
  });

  it.each([
    ['You get a call at two.', 'deadline', ['I call you back at two.'], ['The export is checked first.']],
    ['The weather is nice', 'opening', [], all],
  ])('leads on by how many points are in %j', (text, to, met, missed) => {
    const outcome = say(text);
    // Where the rules are not sure, the learner compares: neither said the same.
    const taken = outcome.type === 'graded' ? scenario.compared?.(inWords, text, false, { seed: 's', progress: [] }) : outcome;
    expect(taken).toMatchObject({ type: 'next-step', points: { met, missed } });
    const progress = taken?.type === 'next-step' ? taken.progress : [];
    const shown = scenario.present(inWords, { seed: 's', progress });
    expect(shown).toMatchObject({ step: 2, setting: inWords.steps[to]?.says });
  });

  it('is compared by the learner where no rule can tell, and leads on by that', () => {
    const unsure = 'we check what she exports and phone her in the afternoon';
    expect(say(unsure)).toMatchObject({ type: 'graded', grade: { verdict: 'unsure' } });
    expect(scenario.compared?.(inWords, unsure, true, { seed: 's', progress: [] })).toMatchObject({
      grade: { verdict: 'correct', matched: all },
    });
    expect(scenario.compared?.(inWords, unsure, false, { seed: 's', progress: [] })).toMatchObject({ type: 'next-step' });
  });

  it('keeps its points and its words for the debrief', () => {
    const first = say('You get a call at two.');
    if (first.type !== 'next-step') throw new Error('it does not go on');
    expect(first.progress).toEqual(['met 0: You get a call at two.']);
    const showing = { seed: 's', progress: first.progress };
    expect(scenario.grade(inWords, { type: 'typed', text: 'promise a call at two' }, showing)).toMatchObject({
      grade: { matched: ['I call you back at two.', 'Named a time.'], missed: ['The export is checked first.'] },
    });
  });

  it('cannot be picked, and a choice is not compared', () => {
    const picked = scenario.grade(inWords, { type: 'picked', options: ['0'] }, { seed: 's', progress: [] });
    expect(inOneWord(picked)).toBe('unclear');
    expect(scenario.compared?.(call, 'x', true, { seed: 's', progress: [] })).toBeUndefined();
  });

  const words = inWords.steps['words'];
  it.each([
    [{ ways: undefined }, 'points: needs "ways": where an answer leads, by how many points it met'],
    [{ points: undefined }, 'ways: needs "points": the ideas that an answer has to have'],
    [{ points: undefined, ways: undefined }, ': leads nowhere: give it "options", or "points" and "ways"'],
    [{ ways: [{ met: 3, consequence: '…', to: 'kept' }] }, 'ways.0.met: can never be: there are 2 points'],
    [{ ways: [{ met: 1, consequence: '…', to: 'kept' }] }, 'ways: leads nowhere if no point is met: add a way with "met: 0"'],
    [
      { options: call.steps['opening']?.options },
      'points: does not go with "options": a step has choices, or an answer in words',
    ],
  ])('with %j says what is missing', (change, flaw) => {
    if (!words) throw new Error('no such step');
    const steps = { ...inWords.steps, words: { ...words, ...change } };
    const told = scenario.flaws({ ...inWords, steps }).map(({ path, message }) => `${path.join('.')}: ${message}`);
    const [where = '', what = ''] = [flaw.slice(0, flaw.indexOf(': ')), flaw.slice(flaw.indexOf(': ') + 2)];
    expect(told).toContain(`${['steps.words', where].filter(Boolean).join('.')}: ${what}`);
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

  it('may come back to where it was, but not for ever', () => {
    const deadline = { says: '…', options: [...(call.steps['deadline']?.options ?? []), option] };
    expect(flaws({ steps: { ...call.steps, deadline } })).toEqual([]);
    const opening = { says: '…', options: [...(call.steps['opening']?.options ?? []), { ...option, to: 'ring' }] };
    const ring = { says: '…', options: [{ ...option, to: 'round' }, option] };
    const round = {
      says: '…',
      options: [
        { ...option, to: 'ring' },
        { ...option, text: 'Wait on', to: 'ring' },
      ],
    };
    const closed = { ...ring, options: ring.options.map((each) => ({ ...each, text: each.to, to: 'round' })) };
    expect(flaws({ steps: { ...call.steps, opening, ring: closed, round } })).toEqual(
      ['ring', 'round'].map(
        (name) =>
          `steps.${name}: is in a loop without a way out: let one of its ways lead to an ending, or to a step that comes to one`,
      ),
    );
  });

  it('has a step or an ending that nothing leads to', () => {
    const stray = {
      says: '…',
      options: [
        { ...option, to: 'kept' },
        { ...option, text: 'Wait on', to: 'lost' },
      ],
    };
    expect(flaws({ steps: { ...call.steps, stray } })).toEqual([
      'steps.stray: nothing leads here: let a way lead to it, or take it out',
    ]);
    expect(flaws({ endings: { ...call.endings, stray: { outcome: 'good', text: '…' } } })).toEqual([
      'endings.stray: nothing leads here: let a way lead to it, or take it out',
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
