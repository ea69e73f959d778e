import { afterEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { germanDeck } from '../support/decks.ts';
import { openPlatformWorld, type PlatformWorld } from '../support/platform-world.ts';
import { openPlayground } from '../support/playground-chat.ts';
import { openSlack } from '../support/slack-chat.ts';
import { openTeams } from '../support/teams-chat.ts';

const database = useDatabase();

// Monday, 9:00 in Berlin.
const MONDAY = '2026-11-23T08:00:00Z';
const CHANNEL = '#support';

// What hardly any English sentence does without, and no German one has.
const ENGLISH = /\b(?:the|you|your|is|are|of|and|with|say|not|it|from|have|what|questions?|learn|right|today|until)\b/i;

let world: PlatformWorld;
afterEach(() => world.stop());

async function last(person: string, channel?: string) {
  const message = (await world.messages(person, channel)).at(-1);
  if (!message) throw new Error(`${person} sees no message`);
  return message;
}

async function told(person: string, words: string): Promise<string> {
  await world.say(person, words);
  return (await last(person)).text;
}

/** What somebody can read of Cairn's that looks English. */
async function englishTo(person: string): Promise<string[]> {
  const messages = await world.messages(person);
  return messages.flatMap(({ text, buttons }) => [...text.split('\n'), ...buttons]).filter((line) => ENGLISH.test(line));
}

describe.each([
  ['Slack', openSlack],
  ['Teams', openTeams],
  ['the playground', openPlayground],
])('a German learner on %s', (_, open) => {
  const begin = async () => {
    world = await openPlatformWorld(open, { db: database(), start: MONDAY, decks: [germanDeck], locales: { lea: 'de-DE' } });
  };

  it('is welcomed, asked, marked and told the day’s end in German', async () => {
    await begin();
    await world.say('ana', 'hello');
    await world.say('lea', 'quiz');
    const [welcome, question] = await world.messages('lea');
    expect(welcome?.text).toContain('Hallo Lea, ich bin Cairn. Ich stelle dir am Tag 3 kurze Fragen zu Grundlagen');
    expect(welcome?.text).toContain('Ich schreibe Montag bis Freitag um 9:00 Uhr (Europe/Berlin).');
    expect(question?.text).toContain('1 von 3');
    expect(question?.buttons).toContain('Weiß nicht');
    await world.say('lea', 'weiß nicht');
    expect((await world.messages('lea')).map(({ text }) => text).join('\n')).toContain('✗ Diesmal nicht · die Antwort ist: ja');
    for (let i = 0; i < 3; i++) {
      await world.advance('PT8S');
      await world.say('lea', 'ja');
    }
    const closing = (await last('lea')).text;
    expect(closing).toContain('Fertig: 2 richtig, 1 verfehlt. Den Fehler hast du gleich behoben.');
    expect(closing).toContain('Aus dem Kopf, Einstieg.');
    expect(closing).toMatch(/Nächstes Mal: morgen um 9:00 Uhr, \d zu wiederholen\./);
    expect(await englishTo('lea')).toEqual([]);
  });

  it('says the commands in German, and gets all in German', async () => {
    await begin();
    await world.say('ana', 'hello');
    await world.say('lea', 'hallo');
    expect(await told('lea', 'hilfe')).toMatch(/später 14:00[\s\S]*abwesend bis Freitag[\s\S]*hilfe alles/);
    expect(await told('lea', 'stand')).toMatch(/Aus dem Gedächtnis beantwortet:?\s+0 von 9 Fragen/);
    for (const words of [
      'hilfe alles',
      'übersicht',
      'auszeichnungen',
      'warum Aus dem Kopf',
      'ziele',
      'ziel',
      'zielplan',
      'meine woche',
    ])
      await world.say('lea', words);
    for (const words of ['einstellungen', 'einstellungen zeit 8:30', 'auslöser', 'verlauf', 'pfad', 'datenschutz', 'mein buddy'])
      await world.say('lea', words);
    for (const words of [
      'abwesend bis Freitag',
      'zurück',
      'reise Asia/Tokyo bis 12. Dez',
      'reise zurück',
      'krank',
      'bin wieder da',
    ])
      await world.say('lea', words);
    for (const words of ['pause', 'fortsetzen', 'irrtümer', 'mein mentor', 'check-in', 'einsprüche', 'stapel', 'bla'])
      await world.say('lea', words);
    expect((await englishTo('lea')).filter((line) => !/@NAME|\(docs/.test(line))).toEqual([]);
  });

  it('reads German beside somebody who reads English, of one channel and its check-in', async () => {
    await begin();
    await world.say('ana', 'team', CHANNEL);
    const form = (await world.messages('ana')).at(-1);
    if (!form) throw new Error('no form');
    await world.say('lea', 'hallo');
    const people = [world.idOf('ana'), world.idOf('lea')];
    await world.press('ana', form, 'Set up', { people, 'check-in-time': '10:00' });
    expect((await world.messages('lea')).map(({ text }) => text).join('\n')).toContain('Ana hat dich in');
    await world.moveTo('2026-11-26T09:00:00Z');
    const [german, english] = [await last('lea'), await last('ana')];
    expect(german.text).toContain('Deine Woche in vier Zeilen, für');
    expect(english.text).toContain('Your week in four lines, for');
    await world.press('lea', german, 'Senden', { did: 'Das Handbuch fertig' });
    expect((await world.messages('lea')).map(({ text }) => text).join('\n')).toContain('Danke, das ist drin für');
    expect(await englishTo('lea')).toEqual([]);
    await world.say('ana', 'summary', CHANNEL);
    const summaries = (await world.messages('lea', CHANNEL)).map(({ text }) => text).join('\n');
    expect(summaries).toContain('week 48');
  });

  it('chooses a language in words of either, and goes back to the platform’s', async () => {
    await begin();
    await world.say('ana', 'hello');
    expect(await told('ana', 'sprache deutsch')).toContain('Gespeichert: 3 Fragen, Montag bis Freitag um 9:00 Uhr');
    expect(await told('ana', 'language english')).toContain('Saved: 3 questions, Monday to Friday at 9:00');
    await world.say('lea', 'hallo');
    expect(await told('lea', 'language english')).toContain('Saved: 3 questions');
    expect(await told('lea', 'language auto')).toContain('Gespeichert: 3 Fragen');
    expect(await told('lea', 'sprache klingonisch')).toContain('Ich spreche Deutsch und Englisch');
  });
});
