import { afterEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { simpleDeck } from '../support/decks.ts';
import { openPlatformWorld, type PlatformWorld } from '../support/platform-world.ts';
import { openPlayground } from '../support/playground-chat.ts';
import { openSlack } from '../support/slack-chat.ts';
import { openTeams } from '../support/teams-chat.ts';

const database = useDatabase();

// Monday, 9:00 in Berlin.
const MONDAY = '2026-11-23T08:00:00Z';
const CHANNEL = '#support';

let world: PlatformWorld;
afterEach(() => world.stop());

async function last(person: string) {
  const message = (await world.messages(person)).at(-1);
  if (!message) throw new Error(`${person} sees no message`);
  return message;
}

async function told(person: string, words: string): Promise<string> {
  await world.say(person, words);
  return (await last(person)).text;
}

async function press(person: string, label: string, changed = {}): Promise<string> {
  const message = (await world.messages(person)).findLast((each) => each.buttons.includes(label));
  if (!message) throw new Error(`${person} sees no button ${label}: ${(await last(person)).text}`);
  await world.press(person, message, label, changed);
  return (await world.messages(person)).find(({ id }) => id === message.id)?.text ?? '';
}

/** Today's questions, all of them answered with these words. */
async function answers(person: string, words = 'yes it is'): Promise<string> {
  await world.say(person, 'quiz');
  for (let i = 0; i < 12 && !/Done|Nothing is due/.test((await last(person)).text); i++) await world.say(person, words);
  return (await last(person)).text;
}

const goals = () => database().selectFrom('goal').selectAll().orderBy('set_at').orderBy('goal_id').execute();
const asked = () => database().selectFrom('attempt').select('item_id').where('first_of_day', '=', true).execute();

describe.each([
  ['Slack', openSlack],
  ['Teams', openTeams],
  ['the playground', openPlayground],
])('on %s', (_, open) => {
  async function begin(): Promise<void> {
    world = await openPlatformWorld(open, {
      db: database(),
      start: MONDAY,
      decks: [simpleDeck('basics', 9), simpleDeck('refunds', 9)],
    });
    for (const person of ['ana', 'ben']) await world.say(person, 'hello');
  }

  it('a vague goal gets a better wording, is set, reached by answers, and the next is harder', async () => {
    await begin();
    const offered = await told('ana', 'goal learn topic 2 by Friday');
    expect(offered).toContain(
      'To be sure when it is done: Recall all 3 questions on “Topic 2” a day or more later, by Friday 27 November',
    );
    expect((await last('ana')).buttons).toEqual(['Set it', 'Change it']);
    expect(await goals()).toEqual([]);
    expect(await told('ana', 'goal complete 3 questions on “topic 2”, by friday')).toContain(
      'Set: Complete 3 questions on “Topic 2”, each right without a hint, by Friday 27 November',
    );
    expect((await last('ana')).buttons).toEqual(['Quiz', 'Undo']);
    const closed = await answers('ana');
    // Of two decks the first is learned; the goal's topic comes first, and no more than the day's three questions.
    expect((await asked()).map(({ item_id }) => item_id).sort()).toEqual(['item-2', 'item-5', 'item-8']);
    expect(closed).toContain('Goal reached: Complete 3 questions on “Topic 2”');
    expect((await last('ana')).buttons).toContain('Make the next one harder');
    await press('ana', 'Make the next one harder');
    expect((await last('ana')).text + (await texts('ana'))).toContain(
      'Next: Recall all 3 questions on “Topic 2” a day or more later',
    );
    expect(await told('ana', 'undo goal')).toContain('Taken back.');
    expect(await told('ana', 'goals')).toContain('✓ Reached: Complete 3 questions on “Topic 2”');
    expect((await goals()).map(({ state, type }) => `${type} ${state}`)).toEqual(['completion reached', 'recall dropped']);
  });

  const texts = async (person: string) => (await world.messages(person)).map(({ text }) => text).join('\n');

  it('it is set by the button of the offer, once, and what is in progress says its target at the end of a session', async () => {
    await begin();
    await world.say('ana', 'goal learn topic 1 by Friday');
    expect(await press('ana', 'Set it')).toContain('Set: Recall all 3 questions on “Topic 1”');
    expect(await answers('ana')).toMatch(
      /Goal: Recall all 3 questions on “Topic 1”.*by Friday 27 November: 0 of 3; 3 of 3 answers right\. On its way\./,
    );
    expect(await told('ana', 'goals')).toMatch(/Your goals[\s\S]*0 of 3; 3 of 3 answers right/);
    expect(await goals()).toHaveLength(1);
  });

  it('a form sets one, says what is wrong, and another is changed, dropped and taken back in words', async () => {
    await begin();
    expect(await told('ana', 'goals')).toContain('No goals yet.');
    await press('ana', 'New goal');
    expect((await last('ana')).text).toContain('A goal: small, and sure when it is done.');
    await press('ana', 'Set it', { scope: '0', type: 'recall', items: '30', due: 'Friday' });
    expect((await last('ana')).text).toContain('“Deck basics” has 9 questions: choose as many or fewer.');
    expect(await press('ana', 'Set it', { scope: '0', type: 'fluency', items: '5', due: '27 November', minutes: '5' })).toContain(
      'Set: Get 5 in a row right on “Deck basics”, by Friday 27 November, about 5 minutes',
    );
    expect(await told('ana', 'goal move 1 to 2 December')).toContain(
      'Moved: Get 5 in a row right on “Deck basics”, by Wednesday 2 December',
    );
    expect(await told('ana', 'undo goal')).toContain('It is as it was before');
    expect(await told('ana', 'goals')).toContain('by Friday 27 November: 0 of 5');
    expect(await told('ana', 'drop goal basics')).toContain('Dropped: Get 5 in a row');
    expect(await press('ana', 'Undo')).toContain('It is set again');
    expect((await goals()).map(({ state }) => state)).toEqual(['set', 'dropped']);
  });

  it('a goal about nothing that is asked here asks on what', async () => {
    await begin();
    expect(await told('ana', 'goal get better at Spanish by Friday')).toContain('On what, exactly?');
    expect(await press('ana', 'Set it', { scope: '1', type: 'recall', items: '2', due: '2026-11-27' })).toContain(
      'Set: Recall all 2 questions on “Topic 1”',
    );
  });

  it('what is behind is made shorter or moved, and what was shown stays', async () => {
    await begin();
    await world.say('ana', 'goal complete 9 questions on “deck basics”, by Friday');
    await answers('ana');
    await world.moveTo('2026-11-26T08:00:00Z');
    expect(await told('ana', 'goals')).toMatch(/3 of 9.*It needs a little more[\s\S]*What you have shown stays/);
    expect((await last('ana')).buttons).toEqual(['Make it shorter', 'Move its day', 'Quiz', 'My week', 'New goal']);
    expect(await press('ana', 'Make it shorter')).toContain('Shorter: Complete 6 questions on “Deck basics”');
    expect(await told('ana', 'goals')).toContain('3 of 6');
  });

  it('a large goal is planned backwards, begun, and dropped as one', async () => {
    await begin();
    const shown = await told('ana', 'goal plan basics by 7 December, 10 minutes a day');
    expect(shown).toMatch(
      /Deck basics by Monday 7 December: 6 small goals, planned back from that day, at most 10 minutes a day/,
    );
    expect(shown).toMatch(/Week of Monday 23 November\n.*Monday 23 November|Tuesday 24 November, 5 min: “Topic 1”, get 3 right/);
    await press('ana', 'Change it');
    const form = await last('ana');
    expect(form.text).toContain('A large goal, planned backwards');
    await world.press('ana', form, 'Plan it', {
      deck: 'basics',
      by: '7 December',
      minutes: '10',
      must: ['Topic 3'],
      could: ['Topic 1'],
    });
    expect((await last('ana')).text).toMatch(/“Topic 3”, get 3 right[\s\S]*Must: Topic 3\. Should: Topic 2\. Could: Topic 1/);
    expect(await press('ana', 'Start the plan')).toContain('The plan for Deck basics has begun: 6 small goals');
    expect(await told('ana', 'goals')).toMatch(/Your goals\n.*“Topic 3”[\s\S]*To come\n/);
    await answers('ana');
    expect((await asked()).map(({ item_id }) => item_id).sort()).toEqual(['item-3', 'item-6', 'item-9']);
    expect(await told('ana', 'drop plan')).toContain('The plan is dropped, 5 small goals of it.');
    expect(await told('ana', 'undo goal')).toContain('Taken back.');
    expect((await goals()).map(({ state }) => state).sort()).toEqual(['reached', ...Array(5).fill('set')]);
  });

  it('a plan is begun in words as well', async () => {
    await begin();
    expect(await told('ana', 'start goal plan basics by 7 December, 10 minutes')).toContain('has begun: 6 small goals');
    expect(await told('ana', 'goals')).toContain('To come');
  });

  it('the week is told beside its targets, with one thing to change', async () => {
    await begin();
    await world.say('ana', 'goal complete 3 questions on “topic 1”, by Thursday');
    await world.say('ana', 'goal complete 9 questions on “deck refunds”, by Thursday');
    for (const day of ['24', '25', '27']) {
      await answers('ana');
      await world.moveTo(`2026-11-${day}T08:00:00Z`);
    }
    const closed = await answers('ana');
    expect(closed).toContain('Done');
    const { buttons } = await last('ana');
    expect(buttons).toContain('My week');
    await press('ana', 'My week');
    const { text } = await last('ana');
    expect(text).toMatch(/Goals reached in time:?\s+1 of 2 \(50%\), target 80%/);
    expect(text).toMatch(/Minutes a goal:?\s+about.*target 5 to 20/);
    expect(text).toMatch(/Recalled a day or more later:?\s+\d of \d \(\d+%\), target 85%/);
    expect(text).toContain('there is no week before to compare');
    expect(text).toContain('“Deck refunds” was for Thursday 26 November: 3 of 9 are there, and stay.');
    expect((await last('ana')).buttons).toEqual(['Make it smaller', 'More time', 'Let it go']);
  });

  it('that Its day is over is said once, when a session ends; more time is time, and not the same question again', async () => {
    await begin();
    await world.say('ana', 'goal complete 9 questions on “deck basics”, by Tuesday');
    await world.moveTo('2026-11-25T08:00:00Z');
    const closed = await answers('ana');
    expect(closed).toContain('“Deck basics” was for Tuesday 24 November: 3 of 9 are there, and stay.');
    expect((await last('ana')).buttons).toEqual(expect.arrayContaining(['Make it smaller', 'More time', 'Let it go']));
    await world.moveTo('2026-11-26T08:00:00Z');
    expect(await answers('ana')).not.toContain('Deck basics');
    expect(await told('ana', 'goals')).toContain('Its day is over');
    expect(await press('ana', 'More time')).toContain('Deck basics');
    expect(await told('ana', 'goal review')).not.toContain('“Deck basics” was for');
    expect(await told('ana', 'goals')).toContain('On its way.');
    expect(await told('ana', 'drop goal 1')).toContain('Dropped');
  });

  it('leave is no time of a goal', async () => {
    await begin();
    await world.say('ana', 'away 24 nov to 1 dec');
    const offered = await told('ana', 'goal recall basics by 4 December');
    expect(offered).toContain('Recall 5 of 6 questions');
    await world.say('ana', 'goal complete 9 questions on “deck basics”, by 4 December');
    await world.moveTo('2026-12-01T22:00:00Z');
    expect(await told('ana', 'goals')).toContain('0 of 9. On its way');
  });

  it('a mentor asks and sees goals, figures and next steps, as long as the learner lets them', async () => {
    await begin();
    await world.say('ana', 'goal complete 9 questions on “deck basics”, by Friday');
    await answers('ana', 'no it is not');
    const ana = `@${world.idOf('ana')}`;
    expect(await told('ben', `mentor report ${ana}`)).toContain('They have not named you as their mentor.');
    expect(await told('ana', `my mentor is @${world.idOf('ben')}`)).toContain('Ben may see how your goals go');
    const report = await told('ben', `mentor report ${ana}`);
    expect(report).toMatch(/Goals of Ana, who lets you see them/);
    expect(report).toMatch(/Complete 9 questions on “Deck basics”.*: 0 of 9; 0 of 3 answers right/);
    expect(report).toContain('“Deck basics” is due Friday 27 November');
    expect(report).not.toMatch(/no it is not|best hours/);
    expect(await told('ana', 'privacy')).toContain('a mentor: looked at your goals');
    expect(await told('ana', 'mentor report')).toContain('What your mentor sees');
    expect(await told('ana', `stop mentor @${world.idOf('ben')}`)).toContain('they cannot see your goals any more');
    expect(await told('ben', `mentor report ${ana}`)).toContain('They have not named you as their mentor.');
  });

  it('in a channel nobody else sees it', async () => {
    await begin();
    await world.say('lea', 'hello');
    await world.say('ana', 'goals', CHANNEL);
    expect((await world.messages('lea', CHANNEL)).map(({ text }) => text).join()).not.toContain('goal');
    expect((await last('ana')).text).toContain('No goals yet.');
  });

  it('nobody hears of goals unasked but at the end of their own session', async () => {
    await begin();
    await world.say('ana', 'goal complete 9 questions on “deck basics”, by Friday');
    const before = (await world.messages('ana')).length;
    for (const day of ['24', '25', '26', '27', '28', '30']) await world.moveTo(`2026-11-${day}T09:00:00Z`);
    const since = (await world.messages('ana')).slice(before);
    expect(since.map(({ text }) => text).join('\n')).not.toMatch(/goal/i);
  });
});
