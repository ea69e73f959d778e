import type { Learner, Met } from './learners.ts';
import type { PlatformWorld } from './platform-world.ts';

/** What came unasked, and when, in the learner's own time. */
type Unasked = { at: Temporal.ZonedDateTime; text: string };

export type Life = {
  unasked: readonly Unasked[];
  /** All that was said to them. */
  told: readonly string[];
};

export const MONDAY = Temporal.PlainDate.from('2026-11-23');
const ZONE = 'Europe/Berlin';
// When it is looked what is due: in the night, at the begin of the hours, at the time of the session, and at their end.
const LOOKED_AT = ['03:00', '08:00', '09:00', '13:00', '17:59', '22:00'];
const COMES_AT = '10:00';
const MOST_QUESTIONS = 40;

/** Lets a learner live through their weeks: they meet each question, and what comes unasked is written down. */
export async function live(world: PlatformWorld, person: string, learner: Learner): Promise<Life> {
  const unasked: Unasked[] = [];
  const met = new Map<string, { times: number; day: number }>();
  const all = async () => world.messages(person);
  const moveTo = async (day: number, time: string) => {
    const at = MONDAY.add({ days: day }).toZonedDateTime({ timeZone: ZONE, plainTime: Temporal.PlainTime.from(time) });
    const before = new Set((await all()).map(({ id }) => id));
    await world.moveTo(String(at.toInstant()));
    for (const { id, text } of await all()) if (!before.has(id)) unasked.push({ at, text });
  };
  const answerOne = async (day: number): Promise<boolean> => {
    const asked = (await all()).at(-1);
    const name = /Question \d+\?|Same effect when repeated\?/.exec(asked?.text ?? '')?.[0];
    if (!asked || !name || /Done|Nothing is due/.test(asked.text)) return false;
    const past = met.get(name);
    const about: Met = { name, times: past?.times ?? 0, daysAgo: past ? day - past.day : 0 };
    const manner = learner.answers(about);
    met.set(name, { times: about.times + (past?.day === day ? 0 : 1), day });
    if ('presses' in manner) {
      world.pass(`PT${manner.afterSeconds}S`);
      const label = new RegExp(`([ABC])\\W+${manner.presses}`).exec(asked.text)?.[1] ?? manner.presses;
      await world.press(person, asked, label);
    } else {
      for (let hint = 0; hint < (manner.hints ?? 0); hint++) await world.say(person, 'hint');
      await world.say(person, manner.says);
    }
    return true;
  };
  const come = async (day: number) => {
    await world.say(person, 'quiz');
    for (let i = 0; i < MOST_QUESTIONS && (await answerOne(day)); i++);
    for (let i = 0; i < (learner.oneMore ?? 0); i++) {
      await world.say(person, 'one more');
      for (let j = 0; j < MOST_QUESTIONS && (await answerOne(day)); j++);
    }
  };

  for (let day = 0; day < 7 * learner.weeks; day++) {
    for (const time of LOOKED_AT.filter((each) => each < COMES_AT)) await moveTo(day, time);
    if (learner.leave?.begins === day) await world.say(person, learner.leave.words);
    if (learner.comes(day)) {
      await moveTo(day, COMES_AT);
      await come(day);
    }
    for (const time of LOOKED_AT.filter((each) => each > COMES_AT)) await moveTo(day, time);
  }
  return { unasked, told: (await all()).map(({ text }) => text) };
}
