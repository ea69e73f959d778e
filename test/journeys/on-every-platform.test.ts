import { afterEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { everyKind, hinted, mistakenDeck, reworded, simpleDeck, spoken } from '../support/decks.ts';
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

async function last(person: string, channel?: string) {
  const message = (await world.messages(person, channel)).at(-1);
  if (!message) throw new Error(`${person} sees no message`);
  return message;
}

/** The label of the button for an option: the option itself, or the letter by which the text lists it. */
function labelOf(text: string, option: string, buttons: readonly string[] = []): string {
  if (buttons.includes(option)) return option;
  const found = text.split('\n').find((line) => line.trim().endsWith(option));
  if (!found) throw new Error(`${option} is not in: ${text}`);
  return found.trim().charAt(0);
}

describe.each([
  ['Slack', openSlack],
  ['Teams', openTeams],
  ['the playground', openPlayground],
])('on %s', (_, open) => {
  const begin = async (decks = [simpleDeck('basics', 9)]) => {
    world = await openPlatformWorld(open, { db: database(), start: MONDAY, decks });
    return world;
  };

  it('a newcomer is welcomed, asked, marked in place, and rewarded with one next action', async () => {
    await begin();
    await world.say('ana', 'quiz');
    const [welcome, question] = await world.messages('ana');
    expect(welcome?.text).toContain('Hello Ana, I am Cairn.');
    expect(question?.text).toContain('1 of 3');
    if (!question) throw new Error('no question');
    await world.press('ana', question, labelOf(question.text, 'no it is not'));
    const marked = (await world.messages('ana')).find((message) => message.id === question.id);
    expect(marked?.text).toContain('✗ Not this time · the answer is: yes it is');
    expect(marked?.buttons).toEqual(['I was right']);
    for (let i = 0; i < 3; i++) {
      await world.advance('PT8S');
      const next = await last('ana');
      await world.press('ana', next, labelOf(next.text, 'yes it is'));
    }
    const closing = await last('ana');
    expect(closing.text).toContain('Done: 2 right, 1 missed. You put it right at once.');
    expect(closing.text).toContain('First Recall, starter.');
    await world.press('ana', closing, 'One more, 30 s');
    expect((await last('ana')).text).toContain('One more');
  });

  it('every kind is answered by buttons, fields and words', async () => {
    await begin([everyKind]);
    await world.say('ana', 'settings questions 10');
    await world.say('ana', 'quiz');
    const steps: Record<string, () => Promise<void>> = {
      'A strange mail': () => pressOption('Report it'),
      'Which resist phishing': async () => world.press('ana', await last('ana'), 'Answer', { options: ['0', '1'] }),
      'A padlock means': async () => world.press('ana', await last('ana'), 'False'),
      'refund window': () => world.say('ana', '14 d'),
      'Same effect': () => world.say('ana', 'Idempotence'),
      'Why is a phishing mail': async () => {
        await world.say('ana', 'others get warned, and whoever sent it gets blocked');
        expect((await last('ana')).text).toContain('Which of these did you say?');
        await world.press('ana', await last('ana'), 'Done', { points: ['0', '1'] });
      },
      'What does idempotent mean': async () => {
        await world.say('ana', 'you can repeat it and nothing more happens, for example setting a price twice');
        await world.press('ana', await last('ana'), 'Done', { points: ['0', '1', '2'] });
      },
      'Fill in the gaps': async () => answer({ 'gap-1': 'copy', 'gap-2': 'Off-site' }),
      'first hour of an incident': async () => answer({ 'place-1': '0', 'place-2': '1', 'place-3': '2', 'place-4': '3' }),
      'Who decides': async () => answer({ 'pair-0': '0', 'pair-1': '1', 'pair-2': '2' }),
      'Either this works today': () => pressOption('Ask what works means'),
      'The export': () => pressOption('Name the next step'),
    };
    for (let i = 0; i < 12; i++) {
      // No day has more than ten.
      if ((await last('ana')).text.includes('Done:')) await world.say('ana', 'one more');
      const { text } = await last('ana');
      const step = Object.entries(steps).find(([prompt]) => text.includes(prompt))?.[1];
      if (!step) throw new Error(`what to do with: ${text}`);
      await step();
    }
    expect((await last('ana')).text).toContain('Done: 11 right.');
  });

  it('a form that is sent empty says what it wants, and what was picked can still be read after a miss', async () => {
    const chosen = everyKind.items.filter(({ kind }) => ['single-choice', 'multi-select', 'ordering'].includes(kind));
    // Without the hint Teams itself asks for the ticks, and sends nothing.
    await begin([{ ...everyKind, items: chosen.map((item) => ({ ...item, hints: ['Two of three.'] })) }]);
    await world.say('ana', 'quiz');
    const first = await last('ana');
    await pressOption('Answer it');
    const missed = (await world.messages('ana')).find(({ id }) => id === first.id);
    expect(missed?.text).toContain('You: Answer it');
    expect(missed?.text).toContain('✗ Not this time · the answer is: Report it');
    const form = await last('ana');
    await world.press('ana', form, 'Answer');
    expect((await last('ana')).text).toContain('Nothing is ticked yet. Tick all that fit, or press Not sure.');
    await world.press('ana', form, 'Answer', { options: ['0'] });
    const partly = (await world.messages('ana')).find(({ id }) => id === form.id);
    expect(partly?.text).toContain('You: A security key');
    expect(partly?.text).toContain('◐ Partly');
    const places = await last('ana');
    await world.press('ana', places, 'Answer', { 'place-1': '1', 'place-2': '0', 'place-3': '2', 'place-4': '3' });
    const moved = (await world.messages('ana')).find(({ id }) => id === places.id);
    expect(moved?.text).toContain('You: Contain it → Notice it → Tell the others → Write it down');
  });

  it('what neither the rules nor the learner can tell goes to somebody who may rule on it', async () => {
    await begin([everyKind]);
    for (const person of ['lea', 'ana']) await world.say(person, 'settings questions 10');
    await world.say('ana', 'quiz');
    for (let i = 0; i < 12 && !(await last('ana')).text.includes('Why is a phishing mail'); i++) await world.say('ana', 'skip');
    await world.say('ana', 'others get *warned*, and whoever sent it gets blocked');
    await world.press('ana', await last('ana'), 'Ask my lead');
    const told = (await world.messages('ana')).map(({ text }) => text).join('\n');
    expect(told).toContain('is with those who look after Cairn here. You lose nothing meanwhile.');
    await world.say('lea', 'disputes');
    expect((await last('lea')).text).toContain('I am not sure of it, and neither is who wrote it.');
    await world.press('lea', await last('lea'), 'Accept from now on');
    expect((await world.messages('ana')).at(-1)?.text).toContain('Thank you for insisting.');
  });

  it('a scenario is answered in words, compared, left and gone on with, and played again another way', async () => {
    await begin([spoken]);
    await world.say('ana', 'quiz');
    expect((await last('ana')).text).toContain('step 1 of about 2');
    await world.say('ana', 'we check what she *exports* and phone her in the afternoon');
    expect((await last('ana')).text).toContain('Model answer: We look at the export first');
    await world.press('ana', await last('ana'), 'I said that');
    expect((await last('ana')).text).toContain('step 2 of about 2');
    const taken = (await world.messages('ana')).find((message) => message.text.includes('She thanks you.'));
    expect(taken?.text).toMatch(/You:\*? we check what she \*exports\* and phone her/);
    expect(taken?.text).toContain('✓ Said: I call you back at two.');
    await world.advance('PT6H');
    await world.say('ana', 'quiz');
    expect((await last('ana')).text).toContain('step 2 of about 2');
    await pressOption('Just hang up');
    const ended = (await world.messages('ana')).find((message) => message.text.includes('Partly there'));
    expect(ended?.text).toContain('Went well: Said what and when.');
    expect(ended?.text).toContain('Next time: She was still there.');
    expect(ended?.buttons).toEqual(['Again, other way']);
    if (!ended) throw new Error('it has not ended');
    await world.press('ana', ended, 'Again, other way');
    expect((await last('ana')).text).toContain('Another way · Callers · step 1 of about 2');
    await world.say('ana', 'You get a call at two.');
    const again = (await world.messages('ana')).findLast((message) => message.text.includes('She waits for more.'));
    expect(again?.text).toContain('✗ Not said: The export is checked first.');
    await pressOption('Thank her');
    const [practised, closing] = (await world.messages('ana')).slice(-2);
    expect(practised?.text).toContain('You: Thank her');
    expect(practised?.text).toContain('That was for practice: the first time today counts.');
    expect(closing?.text).toContain('Done: 1 partly.');
  });

  it('what is missed three times in a row rests until it is brought back, and then comes in new words', async () => {
    await begin([reworded]);
    for (const day of ['2026-11-23', '2026-11-24', '2026-11-25']) {
      await world.moveTo(`${day}T09:00:00Z`);
      await world.say('ana', 'quiz');
      await world.say('ana', 'not sure');
      await world.say('ana', 'idempotent');
    }
    const missed = (await world.messages('ana')).findLast((message) => message.text.includes('Missed three times in a row'));
    expect(missed?.text).toContain('https://example.com/idempotent');
    await world.moveTo('2026-11-26T09:00:00Z');
    await world.say('ana', 'quiz');
    expect((await last('ana')).text).toContain('Nothing is due today.');
    if (!missed) throw new Error('it does not rest');
    await world.press('ana', missed, 'Bring it back');
    expect((await last('ana')).text).toContain('same-twice is back');
    await world.say('ana', 'quiz');
    expect((await last('ana')).text).toMatch(/Same effect when repeated\?|may safely be sent twice\?/);
    await world.say('ana', 'idempotent');
    expect((await world.messages('ana')).at(-2)?.text).toContain('✓ Right');
  });

  it('a misconception is corrected, and its owner sees what became of it', async () => {
    await begin([mistakenDeck('basics', 1)]);
    await world.say('lea', 'hello');
    await world.say('ana', 'quiz');
    await pressOption('no it is not');
    const marked = (await world.messages('ana')).find((message) => message.text.includes('Not this time'));
    expect(marked?.text).toContain('It always is, look it up.');
    await world.say('ana', 'stats');
    expect((await last('ana')).text).toContain('It never is: came up; it will be asked again');
    await world.say('ana', 'yes it is');
    await world.say('ana', 'stats');
    expect((await last('ana')).text).toContain('It never is: you put it right');
    await world.say('ana', 'misconceptions');
    expect((await last('ana')).text).toContain('Only you see this.');
  });

  async function answer(fields: Record<string, string>): Promise<void> {
    await world.press('ana', await last('ana'), 'Answer', fields);
  }

  it('gaps, steps and pairs are answered in one line, and pay for each part', async () => {
    const kinds = ['cloze', 'ordering', 'matching'];
    await begin([{ ...everyKind, items: everyKind.items.filter((item) => kinds.includes(item.kind)) }]);
    await world.say('ana', 'quiz');
    const replies: Record<string, (text: string) => string> = {
      'Fill in the gaps': () => 'backup, on site',
      'first hour of an incident': (text) =>
        ['Contain it', 'Notice it', 'Tell the others', 'Write it down'].map((step) => labelOf(text, step)).join(' '),
      'Who decides': () => 'up to 50 euro = you, up to 500 euro = finance, above = finance',
    };
    for (let i = 0; i < 3; i++) {
      const { text } = await last('ana');
      const words = Object.entries(replies).find(([prompt]) => text.includes(prompt))?.[1];
      await world.say('ana', words?.(text) ?? '');
    }
    const said = (await world.messages('ana')).map((message) => message.text).join('\n');
    expect(said).toContain('◐ Partly · 1 of 2. The answer is: A backup that matters is kept offsite.');
    expect(said).toContain('One fire takes both.');
    expect(said).toMatch(/◐ Partly · 3 of 4\. The answer is:\s+(?:1\. )?Notice it\s+(?:2\. )?Contain it/);
    expect(said).toMatch(/◐ Partly · 2 of 3\. The answer is:\s+(?:• )?Up to 50 euro → You/);
    expect((await last('ana')).text).toContain('Done: 3 partly.');
  });

  it('an answer that cannot be decided is compared idea by idea, by ticks or in words', async () => {
    const why = everyKind.items.filter((item) => item.kind === 'sentence');
    await begin([{ ...everyKind, items: ['first', 'second', 'third'].flatMap((id) => why.map((item) => ({ ...item, id }))) }]);
    await world.say('ana', 'quiz');
    await world.say('ana', 'so the sender is blocked for the whole company, and others get warned');
    const ticks = await last('ana');
    expect(ticks.text).toContain('Close to the model answer. Which of these did you say?');
    expect(ticks.text).toContain('You: so the sender is blocked');
    expect(ticks.buttons).toEqual(['Done', 'Ask my lead']);
    expect(Object.values(ticks.inputs).flat().join('')).toBe('');
    await world.say('ana', 'hm');
    expect((await last('ana')).text).toContain('Tick them and press Done, or say their numbers, all, or none.');
    await world.say('ana', 'quiz');
    expect((await last('ana')).text).toContain('Tick them above and press Done, or say their numbers here');
    expect((await last('ana')).text).toContain('You: so the sender is blocked');
    expect((await world.messages('ana')).find(({ id }) => id === ticks.id)).toEqual(ticks);
    await world.press('ana', ticks, 'Done', { points: ['1'] });
    const marked = (await world.messages('ana')).find(({ id }) => id === ticks.id);
    expect(marked?.text).toContain('◐ Partly · 1 of 2 points. The other: The security team can warn the others.');
    expect(marked?.buttons).toEqual([]);
    await world.say('ana', 'it is safer');
    const open = await last('ana');
    expect(open.text).toContain('I could not match this to the model answer.');
    await world.say('ana', '1 and 2');
    const left = (await world.messages('ana')).find(({ id }) => id === open.id);
    expect(left).toMatchObject({ text: 'You: it is safer', buttons: [], inputs: {} });
    await world.say('ana', 'people would do that anyway');
    const none = await last('ana');
    await world.press('ana', none, 'Done');
    expect((await world.messages('ana')).find(({ id }) => id === none.id)?.text).toContain('✗ Not this time');
    await world.say('ana', 'skip');
    expect((await last('ana')).text).toContain('Done: 1 right, 1 partly, 1 missed.');
  });

  it('something is explained to a colleague, and held against the idea, an example and what it is not', async () => {
    await begin([{ ...everyKind, items: everyKind.items.filter((item) => item.kind === 'teach-back') }]);
    await world.say('ana', 'quiz');
    expect((await last('ana')).text).toContain(
      'Explain it to a colleague in two sentences, with an example, and what it is not.',
    );
    await world.say('ana', 'Repeating it has no further effect. For example I set <b>a price</b> twice.');
    const ticks = await last('ana');
    expect(ticks.text).toContain('Close to the model answer.');
    expect(ticks.text).toContain('I set <b>a price</b> twice.');
    await world.say('ana', 'all but 2');
    const said = (await world.messages('ana')).map(({ text }) => text).join('\n');
    expect(said).toContain(
      '◐ Partly · 2 of 3 points. The other: What it is not: It does not mean that nothing happens the first time.',
    );
    expect((await last('ana')).text).toContain('Done: 1 partly.');
  });

  it('who wants it is asked how sure they are, or says so in the answer', async () => {
    await begin([{ ...everyKind, items: everyKind.items.filter((item) => ['report-first', 'padlock'].includes(item.id)) }]);
    await world.say('ana', 'quiz');
    expect((await last('ana')).buttons).not.toContain('Sure');
    await world.say('ana', 'settings');
    const form = (await world.messages('ana')).findLast(({ buttons }) => buttons.includes('Save'));
    if (!form) throw new Error('no form');
    await world.press('ana', form, 'Save', { confidence: ['yes'] });
    expect((await world.messages('ana')).at(-1)?.text).toContain('I ask how sure you are.');
    await world.advance('PT1M');
    await world.say('ana', 'quiz');
    const question = await last('ana');
    expect(question.text).toContain('How sure are you?');
    await world.press('ana', question, 'Sure');
    const sure = await last('ana');
    expect(sure.id).toBe(question.id);
    expect(sure.text).toContain('How sure you are: sure.');
    expect(sure.buttons).not.toContain('Sure');
    await world.press('ana', sure, labelOf(sure.text, 'Delete it', sure.buttons));
    const missed = (await world.messages('ana')).find(({ id }) => id === question.id);
    expect(missed?.text).toContain('You were sure, so take a moment with it');
    await world.say('ana', 'guess: false');
    const said = (await world.messages('ana')).map(({ text }) => text).join('\n');
    expect(said).toContain('✓ Right · False');
    expect(said).toContain('Well guessed.');
    expect((await last('ana')).text).toContain('Once more');
  });

  it('who does not know a part says so, and is marked for the others', async () => {
    await begin([{ ...everyKind, items: everyKind.items.filter((item) => item.kind === 'matching') }]);
    await world.say('ana', 'quiz');
    const question = await last('ana');
    await world.press('ana', question, 'Answer', { 'pair-0': '0', 'pair-1': '?', 'pair-2': '2' });
    const marked = (await world.messages('ana')).find((message) => message.id === question.id);
    expect(marked?.text).toContain('◐ Partly · 2 of 3.');
    expect(marked?.buttons).toEqual(['I was right']);
  });

  it('who holds an answer to be right says so, by button or in words; an author accepts it for all who gave it', async () => {
    await begin([{ ...everyKind, items: everyKind.items.filter((item) => item.kind === 'short-text') }]);
    await world.say('lea', 'hello');
    for (const person of ['ana', 'ben']) {
      await world.say(person, 'quiz');
      await world.say(person, 'repeat-safe');
    }
    const doubted = (await world.messages('ana')).find((message) => message.buttons.includes('I was right'));
    if (!doubted) throw new Error('there is no button');
    await world.press('ana', doubted, 'I was right');
    const noted = (await world.messages('ana')).find((message) => message.id === doubted.id);
    expect(noted?.text).toContain('Noted: your answer “repeat-safe” is with those who look after Cairn here.');
    expect(noted?.buttons).toEqual([]);
    await world.say('ben', 'I think I was right');
    expect((await last('ben')).text).toContain('Noted: your answer “repeat-safe”');
    await world.advance('PT15M');
    const waiting = await last('lea');
    expect(waiting.text).toContain('2 people answered “repeat-safe” for “idempotent”.');
    await world.press('lea', waiting, 'Accept from now on');
    expect((await last('lea')).text).toContain('Accepted from now on: “repeat-safe”; the 2 people who said it are credited.');
    for (const person of ['ana', 'ben'])
      expect((await last(person)).text).toContain('now counts for that question. Thank you for insisting: it helped 2 people.');
  });

  it('an author says why not, in a form', async () => {
    await begin([{ ...everyKind, items: everyKind.items.filter((item) => item.kind === 'short-text') }]);
    await world.say('lea', 'hello');
    await world.say('ana', 'quiz');
    await world.say('ana', '<!channel> *safe*');
    await world.say('ana', 'I was right');
    await world.say('lea', 'disputes');
    expect((await last('lea')).text).toContain('1 person answered “<!channel> *safe*”');
    await world.press('lea', await last('lea'), 'No, because …');
    const form = await last('lea');
    expect(form.buttons).toEqual(['Say no']);
    await world.press('lea', form, 'Say no', { reason: 'Safe says *less*' });
    expect((await last('lea')).text).toContain('Not accepted: “<!channel> *safe*”.');
    expect((await last('ana')).text).toContain('“<!channel> *safe*” does not count for that question. Safe says *less*.');
  });

  it('a lead reads how the team remembers, in private; who leads nobody is told whom it is for', async () => {
    await begin();
    await world.say('lea', 'team', CHANNEL);
    await world.press('lea', await last('lea'), 'Set up', { people: ['ana', 'lea'].map(world.idOf) });
    await world.say('lea', 'report', CHANNEL);
    const told = (await world.messages('lea')).map(({ text }) => text).join('\n');
    expect(told).toContain('Still known a week later');
    expect(told).toContain('cannot tell yet');
    await world.say('ana', 'report');
    expect((await last('ana')).text).toContain('A report is for the lead of a team');
  });

  it('a hint, and how sure somebody is, leave what was filled in as it was', async () => {
    const [deck] = [everyKind].map((each) => ({ ...each, items: each.items.filter(({ kind }) => kind === 'cloze') }));
    const [cloze] = deck?.items ?? [];
    if (!deck || !cloze) throw new Error('no cloze');
    await begin([{ ...deck, items: [{ ...cloze, hints: ['Not at home.'] }] }]);
    await world.say('ana', 'settings confidence on');
    await world.say('ana', 'quiz');
    await world.press('ana', await last('ana'), 'Hint', { 'gap-1': 'copy' });
    await world.press('ana', await last('ana'), 'Fairly');
    await world.press('ana', await last('ana'), 'Answer', { 'gap-2': 'off-site' });
    expect((await world.messages('ana')).map(({ text }) => text).join()).toContain('✓ Right, with a hint');
  });

  it('hints come one by one, in the place of the question, and cost credit', async () => {
    await begin([hinted]);
    await world.say('ana', 'quiz');
    const question = await last('ana');
    expect(question.buttons).toEqual(['Hint', 'Not sure']);
    await world.press('ana', question, 'Hint');
    const first = await last('ana');
    expect(first.id).toBe(question.id);
    expect(first.text).toContain('Hint 1 of 2: It is Latin.');
    expect(first.text).not.toContain('idem');
    await world.say('ana', 'hint');
    const second = (await world.messages('ana')).find((message) => message.id === question.id);
    expect(second?.text).toContain('Hint 2 of 2: It begins with idem.');
    expect(second?.buttons).toEqual(['Not sure']);
    await world.say('ana', 'hint please');
    expect((await last('ana')).text).toContain('That was the last hint.');
    await world.say('ana', 'idempotent');
    const [marked, closing] = (await world.messages('ana')).slice(-2);
    expect(marked?.text).toContain('✓ Right, with a hint · idempotent');
    expect(marked?.text).toContain('Back tomorrow.');
    expect(closing?.text).toContain('Done: 1 partly.');
    expect(closing?.text).not.toContain('First Recall');
  });

  async function pressOption(option: string): Promise<void> {
    const message = await last('ana');
    await world.press('ana', message, labelOf(message.text, option, message.buttons));
  }

  it('the day is offered in the morning and can be put off', async () => {
    await begin();
    await world.say('ana', 'hello');
    await world.moveTo('2026-11-24T08:00:00Z');
    const offer = await last('ana');
    expect(offer.text).toContain('3 questions, about 2 minutes.');
    await world.press('ana', offer, 'At 12:00');
    await world.moveTo('2026-11-24T11:00:00Z');
    await world.press('ana', await last('ana'), 'Start');
    expect((await last('ana')).text).toContain('1 of 3');
  });

  it('settings are a form that keeps what is not touched', async () => {
    await begin();
    await world.say('ana', 'settings');
    const form = await last('ana');
    expect(form.buttons).toEqual(['Save', 'Pause']);
    await world.press('ana', form, 'Save', { time: '08:15' });
    expect((await last('ana')).text).toContain('Saved: 3 questions, Monday to Friday at 8:15 (Europe/Berlin).');
  });

  it('a lead sets up a team; it checks in, and its week is summed up in the channel', async () => {
    await begin();
    await world.say('lea', 'hello');
    await world.say('ana', 'hello');
    await world.say('lea', 'team', CHANNEL);
    const people = ['ana', 'lea'].map(world.idOf);
    await world.press('lea', await last('lea'), 'Set up', { people });
    expect(
      (await world.messages('ben', CHANNEL)).some((message) => message.text.includes('Lea set this channel up with Cairn')),
    ).toBe(true);
    await world.moveTo('2026-11-26T13:00:00Z');
    const form = await last('ana');
    expect(form.text).toContain('Your week in four lines');
    await world.press('ana', form, 'Send', { did: 'Refund desk', success: '*Closed* <!channel> <b>it</b>', named: ['yes'] });
    await world.moveTo('2026-11-27T14:00:00Z');
    const summary = (await world.messages('ben', CHANNEL)).find((message) => message.text.includes('took part'));
    expect(summary?.text).toContain('week 48 · who took part is not counted under 5 people');
    expect(summary?.text).toMatch(/Ana: \*?Closed\*? <!channel> <b>it<\/b>/);
    expect(summary?.text).not.toContain('Refund desk');
  });

  it('a question in the channel is answered in private and revealed when all have answered', async () => {
    await begin();
    await world.say('lea', 'hello');
    await world.say('ana', 'hello');
    await world.say('lea', 'team', CHANNEL);
    await world.press('lea', await last('lea'), 'Set up', { people: ['ana', 'lea'].map(world.idOf) });
    await world.say('lea', 'ask', CHANNEL);
    const question = (await world.messages('ben', CHANNEL)).find((message) => message.text.includes('A question for all'));
    if (!question) throw new Error('no question');
    await world.press('ana', question, labelOf(question.text, 'yes it is'), {}, CHANNEL);
    const counted = (await world.messages('ben', CHANNEL)).find((message) => message.id === question.id);
    expect((await world.messages('ben', CHANNEL)).map((message) => message.text).join('\n')).not.toContain('Kept:');
    if (!counted) throw new Error('the question is gone');
    await world.press('lea', counted, labelOf(question.text, 'no it is not'), {}, CHANNEL);
    expect((await last('ben', CHANNEL)).text).toContain('Under 5 answers it is not told how they fell');
  });

  it('a question in the channel that takes more than a press is answered in a form for one person alone; the reveal stands in its place', async () => {
    const several = { ...everyKind, items: everyKind.items.filter(({ id }) => id === 'resist-phishing') };
    const people = ['lea', 'ana', 'ben', 'cem', 'dua'];
    world = await openPlatformWorld(open, { db: database(), start: MONDAY, decks: [several], people: [...people, 'eva'] });
    for (const person of people) await world.say(person, 'hello');
    await world.say('lea', 'team', CHANNEL);
    await world.press('lea', await last('lea'), 'Set up', { people: people.map(world.idOf) });
    await world.say('lea', 'ask', CHANNEL);
    const question = (await world.messages('eva', CHANNEL)).find((message) => message.text.includes('A question for all'));
    if (!question) throw new Error('no question');
    await world.press('ana', question, 'Answer', {}, CHANNEL);
    // Where a platform shows nothing to one person in a channel, it comes to their own chat.
    const forms = async () => [...(await world.messages('ana', CHANNEL)), ...(await world.messages('ana'))];
    const form = (await forms()).find((message) => message.text.includes('Your answer, in private'));
    if (!form) throw new Error('no form');
    const isAside = (await world.messages('ana', CHANNEL)).some(({ id }) => id === form.id);
    await world.press('ana', form, 'Answer', { options: ['0', '1'] }, isAside ? CHANNEL : undefined);
    expect((await forms()).some(({ text }) => /Kept: A (passkey|security key), A (security key|passkey)\./.test(text))).toBe(
      true,
    );
    for (const person of people.filter((each) => each !== 'ana')) await world.say(person, 'answer channel a text message');
    const seen = (await world.messages('eva', CHANNEL)).filter(({ text }) => /A question for all|Revealed/.test(text));
    expect(seen.map(({ id }) => id)).toEqual([question.id]);
    expect(seen[0]?.text).toMatch(/Revealed:\*? A security key, A passkey[\s\S]*A hard one/);
    expect(seen[0]?.text).not.toMatch(/Kept|Ana|Ben/);
    await world.press('eva', seen[0] ?? question, 'Save for me', {}, CHANNEL);
    const told = [...(await world.messages('eva', CHANNEL)), ...(await world.messages('eva'))].map(({ text }) => text);
    expect(told.join()).toContain('Saved for you');
  });

  it('an admin makes an author, who retires a deck', async () => {
    await begin();
    await world.say('lea', 'hello');
    await world.say('ana', 'hello');
    await world.say('lea', 'workspace');
    await world.press('lea', await last('lea'), 'Save', { authors: [world.idOf('ana')] });
    expect((await last('ana')).text).toContain('You are an author here now');
    await world.say('ana', 'decks');
    await world.press('ana', await last('ana'), 'Retire Deck basics');
    expect((await last('ana')).text).toContain('Deck basics is retired');
    await world.say('lea', 'drop basics');
    expect((await last('lea')).text).toContain('Retired, and asked no more: Deck basics');
    // She chose no admins, so those that the form showed stay: she herself.
    await world.say('lea', 'workspace');
    expect((await last('lea')).buttons).toEqual(['Save']);
  });

  it('somebody looks at what is kept of them, and has it erased', async () => {
    await begin();
    await world.say('lea', 'hello');
    await world.say('ana', 'quiz');
    await world.say('ana', 'privacy');
    const kept = await last('ana');
    expect(kept.text).toContain('Only you see your answers.');
    await world.press('ana', kept, 'Erase my data');
    const asked = await last('ana');
    await world.press('ana', asked, 'Erase everything');
    const done = (await world.messages('ana')).find((message) => message.id === asked.id);
    expect(done?.text).toContain('Done: everything I kept about you is erased.');
    expect(done?.buttons).toEqual([]);
    await world.advance('P2D');
    await world.say('ana', 'hello');
    expect((await last('ana')).text).toContain('Hello Ana, I am Cairn.');
  });

  it('what people write stays text, whatever it looks like', async () => {
    await begin([{ ...everyKind, items: everyKind.items.filter((item) => item.id === 'same-twice') }]);
    await world.say('ana', 'quiz');
    await world.say('ana', '<!channel> & <b>idempotent</b> and more words than anybody would need to say it');
    expect((await last('ana')).text).toContain('You: <!channel> & <b>idempotent</b> and more words');
  });
});
