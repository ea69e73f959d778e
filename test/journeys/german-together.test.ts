import { afterEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { germanRefunds } from '../support/decks.ts';
import { openPlatformWorld, type PlatformWorld } from '../support/platform-world.ts';
import { openPlayground } from '../support/playground-chat.ts';
import { openSlack } from '../support/slack-chat.ts';
import { openTeams } from '../support/teams-chat.ts';

const database = useDatabase();

// Monday, 9:00 in Berlin; the questions for all come on Tuesday and Thursday at 11:00.
const MONDAY = '2026-11-23T08:00:00Z';
const CHANNEL = '#support';
const PEOPLE = ['lea', 'ana', 'ben', 'cem', 'dua'];

// What hardly any English sentence does without, and no German one has.
const ENGLISH =
  /\b(?:the|you|your|is|are|of|and|with|say|not|it|from|have|what|questions?|learn|right|today|until|on|by|this|channel|in the|join|leave|why)\b/i;

let world: PlatformWorld;
afterEach(() => world.stop());

/** All that somebody reads of Cairn's: in private, and in the channel. */
async function readBy(person: string) {
  return [...(await world.messages(person, CHANNEL)), ...(await world.messages(person))];
}

async function told(person: string): Promise<string> {
  return (await readBy(person)).map(({ text }) => text).join('\n');
}

async function inChannel(what: RegExp) {
  const message = (await world.messages('dua', CHANNEL)).findLast(({ text }) => what.test(text));
  if (!message) throw new Error(`the channel has nothing like ${what}`);
  return message;
}

async function press(person: string, label: string, values: Record<string, string | string[]> = {}): Promise<void> {
  const message = (await world.messages(person)).findLast(({ buttons }) => buttons.includes(label));
  if (!message) throw new Error(`${person} sees no button ${label}: ${await told(person)}`);
  await world.press(person, message, label, values);
}

async function english(): Promise<string[]> {
  const all = (await Promise.all(PEOPLE.map(readBy))).flat();
  return [...new Set(all.flatMap(({ text, buttons }) => [...text.split('\n'), ...buttons]))].filter((line) => ENGLISH.test(line));
}

async function answerForAll(people: readonly string[], option: string): Promise<void> {
  for (const person of people) {
    world.pass('PT10S');
    const question = await inChannel(/Eine Frage an alle/);
    const line = question.text.split('\n').find((each) => each.trim().endsWith(option));
    await world.press(person, { ...question, inputs: {} }, line?.trim().charAt(0) ?? option, {}, CHANNEL);
  }
}

/** A session in which so many questions are missed first, and all else is right. */
async function session(person: string, missed = 0): Promise<void> {
  await world.say(person, 'quiz');
  for (let i = 0; i < missed; i++) await world.say(person, 'nein');
  for (let i = 0; i < 3; i++) await world.say(person, 'ja');
  for (let i = 0; i < 2 && missed === 0; i++) for (const words of ['noch eine', 'ja']) await world.say(person, words);
}

describe.each([
  ['Slack', openSlack],
  ['Teams', openTeams],
  ['the playground', openPlayground],
])('a German team on %s', (_, open) => {
  async function begin(start = MONDAY): Promise<void> {
    const locales = Object.fromEntries(PEOPLE.map((person) => [person, 'de-DE']));
    world = await openPlatformWorld(open, { db: database(), start, decks: [germanRefunds], people: PEOPLE, locales });
    for (const person of PEOPLE) await world.say(person, 'hallo');
    await world.store.within(world.workspace, async ({ workspace }) =>
      workspace.save({ ...(await workspace.get()), language: 'de' }),
    );
    await world.say('lea', 'team', CHANNEL);
    await press('lea', 'Einrichten', { people: PEOPLE.map(world.idOf) });
  }

  it('is asked in its channel, reads the answer in its place, and each their own', async () => {
    await begin();
    await world.say('lea', 'kanalfrage', CHANNEL);
    await answerForAll(['ana', 'ben', 'cem'], 'ja');
    expect(await told('ana')).toContain('Notiert: ja. Das siehst nur du');
    expect(await told('ana')).toContain('Darf eine Auflösung dich nennen, wenn du richtigliegst?');
    await world.say('ana', 'nenn mich');
    await answerForAll(['dua', 'lea'], 'nein');
    const revealed = await inChannel(/Aufgelöst: ja/);
    expect(revealed.text).toContain('3 von 5 lagen richtig.');
    expect(revealed.text).toMatch(/Warum nicht [ABC]: Doch\./);
    expect(revealed.buttons).toEqual(['Warum', 'Für mich speichern']);
    await world.press('ana', revealed, 'Warum', {}, CHANNEL);
    expect(await told('ana')).toContain('✓ Du hast ja gesagt, und das stimmt.');
    await world.say('dua', 'warum kanal');
    expect(await told('dua')).toContain('✗ Du hast nein gesagt.');
    for (const words of ['für mich speichern', 'nenn mich nicht', 'antwort kanal ja']) await world.say('dua', words);
    expect(await english()).toEqual([]);
  });

  it('calls a sprint, joins it, leaves it and calls it off', async () => {
    await begin();
    await world.say('lea', 'sprint', CHANNEL);
    await press('lea', 'Ausrufen');
    expect(await told('lea')).toContain('Ausgerufen: Erstattung, ab Dienstag, 24. November 2026, 5 Personen sind eingeladen.');
    await world.press('ana', await inChannel(/Ein Sprint zu Erstattung/), 'Mitmachen', {}, CHANNEL);
    expect(await told('ana')).toMatch(
      /Du bist dabei: Erstattung\. Der Kurztest mit \d Fragen kommt am Dienstag, 24\. November 2026/,
    );
    expect((await inChannel(/Ein Sprint zu Erstattung/)).text).toContain('1 dabei.');
    await world.moveTo('2026-11-24T08:30:00Z');
    await session('ana');
    expect(await told('ana')).toContain('Sprint, vorher');
    for (const words of ['sprint', 'sprint verlassen', 'sprint mitmachen']) await world.say('ana', words);
    await world.say('lea', 'sprint absagen', CHANNEL);
    expect((await inChannel(/Ein Sprint zu Erstattung/)).text).toContain('abgesagt.');
    expect(await english()).toEqual([]);
  });

  it('gives a pledge in German words, and hears that its time is over', async () => {
    await begin();
    await world.say('ana', 'versprechen', CHANNEL);
    await world.say('ana', 'versprechen 2 zu Erstattung bis Freitag', CHANNEL);
    const pledge = await inChannel(/Ein Versprechen: Jede und jeder von uns/);
    expect(pledge.text).toContain('2 Fragen zu Erstattung bis Freitag, 27. November 2026');
    for (const person of ['ben', 'cem']) await world.press(person, pledge, 'Ich bin dabei', {}, CHANNEL);
    await world.say('ben', 'mein versprechen');
    expect(await told('ben')).toContain('Du: 0 von 2. Das siehst nur du.');
    await world.say('cem', 'versprechen verlassen');
    await world.moveTo('2026-11-27T15:30:00Z');
    const over = await inChannel(/Ein Versprechen zu Erstattung/);
    expect((await world.thread(over, CHANNEL)).map(({ text }) => text).filter((text) => ENGLISH.test(text))).toEqual([]);
    expect(await english()).toEqual([]);
  });

  it('has a leaderboard, tunes what achievements ask for, and tries them out for a week', async () => {
    await begin();
    await world.say('lea', 'rangliste beständigkeit', CHANNEL);
    await world.press('ana', await inChannel(/Eine freundliche Rangliste/), 'Mitmachen', {}, CHANNEL);
    for (const words of ['rangliste', 'rangliste verlassen', 'rangliste']) await world.say('ana', words);
    expect(await told('ana')).toContain('Sie zeigt, wer neben dir steht, sobald 5 Personen mit genug Antworten dabei sind.');
    for (const words of ['familien', 'schwellen Aus dem Kopf 2 13 41', 'schwellen rückgängig', 'familie aus Aus dem Kopf'])
      await world.say('lea', words);
    expect(await told('lea')).toContain('Aus dem Kopf verlangt ab jetzt 2 · 13 · 41');
    for (const words of ['familie an Aus dem Kopf', 'schwellen Aus dem Kopf 9 1 1']) await world.say('lea', words);
    await world.say('lea', 'probelauf', CHANNEL);
    await press('lea', 'Los', { metric: '24h', families: ['first-recall', 'error-fixer', 'steady'] });
    expect(await told('lea')).toContain('probiert Auszeichnungen aus: Tag 1 von 7.');
    await world.moveTo('2026-11-25T08:00:00Z');
    await session('ana');
    expect(await told('ana')).toContain('Sind die Auszeichnungen dieser Woche zu leicht oder zu schwer?');
    await world.say('ana', 'auszeichnungen zu leicht');
    await world.moveTo('2026-11-30T09:00:00Z');
    expect(await told('lea')).toContain('sieben Tage mit drei Auszeichnungen: der Rückblick.');
    await world.say('lea', 'bericht');
    expect(await english()).toEqual([]);
  });

  it('brings two of it together who want to learn with somebody', async () => {
    await begin('2026-11-20T09:00:00Z');
    for (const person of ['ana', 'ben']) {
      await world.say(person, 'partner');
      await press(person, 'Vorschläge bekommen', { every: '1', days: ['2'], parts: ['morning'] });
    }
    await world.moveTo('2026-11-23T07:30:00Z');
    expect(await told('ana')).toContain(
      'Du und Ben, diese Woche, wenn ihr beide mögt. Ihr habt beide am Dienstag um 8:00 Uhr Zeit.',
    );
    await press('ana', 'Ja');
    await world.say('ben', 'ja, diese woche');
    await world.advance('PT1M');
    expect(await told('ana')).toContain('Es klappt: du und Ben.');
    await world.moveTo('2026-11-25T09:00:00Z');
    for (const words of [
      'wir haben uns getroffen',
      'partner pausieren',
      'partner fortsetzen',
      'nicht mit @ben',
      'partner beenden',
    ])
      await world.say('ana', words);
    expect(await english()).toEqual([]);
  });

  it('that begins together is told so, by names of achievements that are German', async () => {
    await begin();
    for (const person of PEOPLE) await session(person, 2);
    await world.moveTo('2026-11-24T10:00:00Z');
    await answerForAll(PEOPLE, 'nein');
    for (const person of PEOPLE) await session(person);
    await world.moveTo('2026-11-26T10:00:00Z');
    await answerForAll(PEOPLE, 'nein');
    const { text, buttons } = await inChannel(/Schneller Start/);
    expect(text).toContain('Schneller Start, Einstieg, fürs Team.');
    expect(buttons).toContain('Die nächste stellen');
    for (const words of ['auszeichnungen', 'warum Schneller Start']) await world.say('ana', words, CHANNEL);
    expect(await told('ana')).toMatch(/Was .+ zusammen erreichen kann/);
    expect(await told('ana')).toContain('1 von 3 bis Standard, von 80');
    expect(await english()).toEqual([]);
  });
});
