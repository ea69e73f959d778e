import { dayOf } from '../domain/day-words.ts';
import { MAX_BUDGET, type Member, paused, resumed } from '../domain/member.ts';
import { dayAt } from '../domain/rhythm.ts';
import type { IntentOf } from '../intents.ts';
import { md } from '../markdown.ts';
import { pausedNow, refused, settingsForm, settingsSaved } from '../views/settings.ts';
import { button, buttons, message, sentence, text } from '../views/words.ts';
import { release } from './end-buddies.ts';
import { nextLine } from './plan.ts';
import { keep, replace, reply, type Visit } from './turn.ts';
import { daysOf, timeOf, zoneOf } from './understand.ts';

/** What a setting's words become, or what is wrong with them. */
type Change = { [K in keyof Member]?: Member[K] | undefined } | { problem: string };

const SETTINGS: Readonly<Record<string, (value: string) => Change>> = {
  time(value) {
    const sessionTime = timeOf(value);
    return sessionTime ? { sessionTime } : { problem: 'The time should look like 8:30.' };
  },
  zone(value) {
    const zone = zoneOf(value);
    return zone ? { zone } : { problem: 'The time zone should be a name like Europe/Berlin.' };
  },
  days(value) {
    const workingDays = daysOf(value);
    if (value.trim() === '') return { problem: 'Choose at least one day.' };
    return workingDays ? { workingDays } : { problem: 'The days should look like mon-fri, or mon, wed, fri.' };
  },
  questions(value) {
    const budget = Number(value);
    return Number.isInteger(budget) && budget >= 1 && budget <= MAX_BUDGET
      ? { budget }
      : { problem: `How many should be a number from 1 to ${MAX_BUDGET}.` };
  },
  weekly(value) {
    if (/^(?:off|no|none|)$/i.test(value.trim())) return { weekly: undefined };
    const weekly = Number(value);
    return Number.isInteger(weekly) && weekly >= 1 && weekly <= 7 * MAX_BUDGET
      ? { weekly }
      : { problem: `How many a week should be a number from 1 to ${7 * MAX_BUDGET}, or off.` };
  },
  confidence(value) {
    if (/^(?:on|yes|ask)$/i.test(value.trim())) return { askConfidence: true };
    return /^(?:off|no|)$/i.test(value.trim()) ? { askConfidence: false } : { problem: 'Confidence should be on or off.' };
  },
};

export async function openSettings(visit: Visit): Promise<void> {
  await reply(visit, settingsForm(visit.member));
}

export async function submitSettings(visit: Visit): Promise<void> {
  const { values } = visit;
  const days = values['days'];
  await apply(visit, {
    time: String(values['time'] ?? ''),
    zone: String(values['zone'] ?? ''),
    days: typeof days === 'string' ? days : (days ?? []).join(' '),
    questions: String(values['budget'] ?? ''),
    weekly: String(values['weekly'] ?? ''),
    confidence: [values['confidence'] ?? []].flat().join(''),
  });
}

/** `settings time 8:30` and the like. */
export async function changeSetting(visit: Visit, { setting, value }: IntentOf<'change-setting'>): Promise<void> {
  if (Object.hasOwn(SETTINGS, setting)) return apply(visit, { [setting]: value });
  await reply(
    visit,
    sentence(
      'There is settings time, settings zone, settings days, settings questions, settings weekly and settings confidence; or say settings for the form.',
    ),
  );
}

async function apply(visit: Visit, wanted: Readonly<Record<string, string>>): Promise<void> {
  const changes = Object.entries(wanted).flatMap(([setting, value]) => SETTINGS[setting]?.(value) ?? []);
  const problems = changes.flatMap((change) => ('problem' in change ? [change.problem] : []));
  if (problems.length > 0) {
    await reply(visit, refused(problems));
    return;
  }
  const member = Object.assign({}, visit.member, ...changes) as Member;
  await keep(visit, member);
  await replace(visit, settingsSaved(member, await nextLine(visit, member)));
}

export async function pause(visit: Visit, { until }: IntentOf<'pause'>): Promise<void> {
  const today = dayAt(visit.now, visit.member.zone);
  const day = until === undefined ? undefined : dayOf(until, today);
  if (until !== undefined && (!day || Temporal.PlainDate.compare(day, today) <= 0)) {
    await reply(visit, sentence('Until when? Say it like this: pause until 2027-01-07, pause 3 days, or just pause.'));
    return;
  }
  await keep(visit, paused(visit.member, day));
  await visit.records.alarms.set('snooze', visit.member.id, undefined);
  await replace(visit, pausedNow(day));
}

export async function resume(visit: Visit): Promise<void> {
  const member = resumed(visit.member);
  await keep(visit, member);
  await replace(visit, sentence(`Good to have you back. ${await nextLine(visit, member)}`));
}

export async function leave(visit: Visit): Promise<void> {
  await keep(visit, { ...visit.member, status: 'left' });
  await release(visit, { buddy: visit.member.id });
  const words = md`Done: I will not write to you any more. What you learned is kept; say resume or quiz, and I am back.`;
  await replace(visit, message([text(words), buttons(button('resume', 'Resume', { type: 'resume' }))]));
}
