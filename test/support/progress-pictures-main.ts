import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { pictureOf } from '../../adapters/certificates/picture.ts';
import { readDeck } from '../../adapters/content/yaml-deck.ts';
import { readPath } from '../../adapters/content/yaml-path.ts';
import { type Deck, deckSchema } from '../../src/domain/deck.ts';
import { decksOf } from '../../src/domain/path/path.ts';
import { openBrowser } from './browser.ts';
import { answerTo, supportDeck } from './picture-deck.ts';
import { type PictureWorld, picture, session, setUp } from './picture-world.ts';

// Takes the pictures of docs/achievements.md, docs/goals.md and docs/paths.md anew, on a phone: `npx node test/support/progress-pictures-main.ts [CHAPTER…]`.
// (`dashboard-pictures-main.ts` takes that of what can be reached, `pictures-main.ts` those of a goal in words and of a plan.)

const TEAM = ['lea', 'ana', 'ben', 'cem', 'dia', 'eve'];
// A Monday, nine in Berlin.
const MONDAY = '2026-11-23T08:00:00Z';
const DECKS = new URL('../../decks/', import.meta.url);

const shipped = readdirSync(DECKS).flatMap((name) => {
  const read = name.endsWith('.yaml') ? readDeck(readFileSync(new URL(name, DECKS), 'utf8'), name) : undefined;
  return read && 'deck' in read ? [read.deck] : [];
});
const PATH = 'paths/sales-executive.yaml';
const read = readPath(readFileSync(new URL(PATH, DECKS), 'utf8'), PATH, shipped);
if ('errors' in read) throw new Error(JSON.stringify(read.errors));
const { path } = read;

let secrets = 0;
const showcase = {
  newId: () => `certificate-${++secrets}`,
  urlOf: (_: string, id: string) => `https://cairn.example/certificates/${id}`,
  signs: true,
};

/** A deck of the same items and topics, with answers that are easy to give. */
function shaped({ id, title, items }: Deck): Deck {
  const options = [{ text: 'yes it is', correct: true }, { text: 'no it is not' }];
  const simple = items.map(({ id, topic }) => ({ id, topic, kind: 'single-choice', prompt: `${id}?`, options }));
  return { id, ...deckSchema.parse({ title, items: simple }) };
}

const sales = shipped.filter(({ id }) => decksOf(path).includes(id)).map(shaped);

/** Answers what every working day asks, from one day of the path to another. */
async function weeks(world: PictureWorld, from: number, to: number): Promise<void> {
  for (let day = from; day < to; day++) {
    const date = Temporal.PlainDate.from('2026-11-23').add({ days: day });
    if (date.dayOfWeek > 5) continue;
    await world.moveTo(`${date}T08:00:00Z`);
    await world.say('ana', 'quiz');
    for (let i = 0; i < 12 && !/Done|Nothing is due/.test((await world.last('ana')).text); i++)
      await world.say('ana', 'yes it is');
  }
}

async function pressFirst(world: PictureWorld, person: string): Promise<void> {
  const asked = await world.last(person);
  const words = answerTo(asked.text) ?? '';
  const line = asked.text.split('\n').find((each) => each.trim().endsWith(words));
  await world.press(person, asked, line?.trim().charAt(0) ?? 'A');
}

const CHAPTERS: Readonly<Record<string, (world: PictureWorld) => Promise<void>>> = {
  async achievements(world) {
    await world.say('lea', 'hello');
    await world.say('ana', 'quiz');
    await pressFirst(world, 'ana');
    await world.shoot('ana', /faster than it can be read/, 'achievements/refusal');
    await session(world, 'ana');
    await world.shoot('ana', /First Recall, starter/, 'achievements/award', 'slack');
    await world.say('ana', 'why first recall');
    await world.shoot('ana', /starter since/, 'achievements/why');
    await world.say('lea', 'families');
    await world.shoot('lea', /24-Hour Return/, 'achievements/families');
  },
  async rollout(world) {
    await setUp(world, TEAM, { 'question-days': [] });
    await world.say('lea', 'rollout');
    await world.shoot('lea', /achievements/, 'achievements/rollout');
    const families = ['first-recall', 'error-fixer', 'steady'];
    await world.press('lea', await world.last('lea'), 'Start', { metric: '24h', families });
    for (const day of ['24', '25', '26', '27']) {
      await world.moveTo(`2026-11-${day}T08:00:00Z`);
      for (const person of TEAM) await session(world, person);
      if (day !== '25') continue;
      await world.shoot('ana', /too easy or too hard/, 'achievements/rollout-opinion');
      for (const person of TEAM) await world.say(person, 'achievements just right');
    }
    for (const [i, person] of TEAM.entries())
      await world.say(person, i < 4 ? 'achievements too easy' : 'achievements just right');
    for (const at of ['2026-11-29T17:00:00Z', '2026-11-30T08:00:00Z']) await world.moveTo(at);
    await world.shoot('lea', /the review/, 'achievements/rollout-review');
  },
  async goals(world) {
    await world.say('ana', 'hello');
    await world.say('ana', 'goal recall 3 of 4 questions on Refunds by 4 December, 10 minutes');
    await world.say('ana', 'goal complete 9 questions on Support calls by Friday');
    for (const [day, misses] of [
      ['23', 1],
      ['24', 0],
      ['25', 1],
      ['26', 0],
      ['27', 1],
    ] as const) {
      await world.moveTo(`2026-11-${day}T08:00:00Z`);
      await session(world, 'ana', misses);
      if (day !== '25') continue;
      await world.say('ana', 'goals');
      await world.shoot('ana', /On its way/, 'goals/goals', 'slack', 'teams');
    }
    await world.say('ana', 'goal review');
    await world.shoot('ana', /Your week/, 'goals/review');
  },
  async paths(world) {
    for (const words of ['hello', 'settings questions 5']) await world.say('ana', words);
    await world.say('ana', 'follow sales executive');
    await weeks(world, 0, 33);
    await world.say('ana', 'path');
    await world.shoot('ana', /You are building/, 'paths/path');
    await world.say('ana', 'map');
    await world.shoot('ana', /day 30/, 'paths/map', 'slack');
    await weeks(world, 33, 80);
    await world.say('ana', 'certificate');
    await world.shoot('ana', /Your certificates/, 'paths/certificates');
    const [first] = await world.store.within(world.workspace, ({ certificates }) => certificates.of('ana'));
    if (!first) throw new Error('Ana has no certificate.');
    await writeFile(new URL('../../docs/paths/certificate.png', import.meta.url), pictureOf(first, 'Cairn'));
  },
};

const browser = await openBrowser();
const chosen = process.argv.slice(2);
for (const [name, tell] of Object.entries(CHAPTERS)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  const story = name === 'paths' ? { decks: sales, paths: [path], showcase } : { decks: [supportDeck] };
  await picture(browser, { start: MONDAY, people: TEAM, ...story }, tell);
}
await browser.close();
