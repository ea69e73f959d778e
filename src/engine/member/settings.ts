import { languageNamed } from '../../domain/language.ts';
import { withoutStatus } from '../../domain/leave.ts';
import { livingIn, MAX_BUDGET, type Member } from '../../domain/member.ts';
import { dayAt, NO_HOLIDAYS } from '../../domain/rhythm.ts';
import { daysOf, hoursOf, timeOf, zoneOf } from '../../domain/time-words.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import { phrase, type Words } from '../../phrase.ts';
import { refused, settingsForm, settingsSaved } from '../../views/settings.ts';
import { button, buttons, message, sentence, text } from '../../views/words.ts';
import { release } from '../buddies/end-buddies.ts';
import { withdrawFrom } from '../buddies/proposal.ts';
import { nextLine } from '../quiz/plan.ts';
import { keep, replace, reply, type Visit } from '../turn.ts';
import { arrive } from './travel.ts';

/** What a setting's words become, or what is wrong with them. */
type Change = { [K in keyof Member]?: Member[K] | undefined } | { problem: Words };

const SETTINGS: Readonly<Record<string, (value: string, visit: Visit) => Change>> = {
  time(value) {
    const sessionTime = timeOf(value);
    return sessionTime ? { sessionTime } : { problem: phrase`The time should look like 8:30.` };
  },
  zone(value, { member }) {
    const zone = zoneOf(value);
    return zone ? livingIn(member, zone) : { problem: phrase`The time zone should be a name like Europe/Berlin.` };
  },
  days(value) {
    const workingDays = daysOf(value);
    if (value.trim() === '') return { problem: phrase`Choose at least one day.` };
    return workingDays ? { workingDays } : { problem: phrase`The days should look like mon-fri, or mon, wed, fri.` };
  },
  hours(value) {
    const hours = hoursOf(value);
    return hours ? { hours } : { problem: phrase`The hours should look like 8:00-18:00.` };
  },
  holidays(value, { isRegion }) {
    const region = value.trim().toUpperCase();
    if (/^(?:|DEFAULT|COMPANY)$/.test(region)) return { holidays: undefined };
    if (/^(?:NONE|OFF|NO|KEINE)$/.test(region)) return { holidays: NO_HOLIDAYS };
    return isRegion(region)
      ? { holidays: region }
      : { problem: phrase`Holidays are those of a country, state or region like DE, DE-BY or DE-BY-A, or none.` };
  },
  status(value, { tellsStatus, member }) {
    if (/^(?:off|no|aus|nein|)$/i.test(value.trim())) return { readStatus: false, leaves: withoutStatus(member.leaves) };
    if (!tellsStatus) return { problem: phrase`I am not told of statuses here: say away and until when.` };
    return /^(?:on|yes|read|an|ein|ja)$/i.test(value.trim())
      ? { readStatus: true }
      : { problem: phrase`Status should be on or off.` };
  },
  questions(value) {
    const budget = Number(value);
    return Number.isInteger(budget) && budget >= 1 && budget <= MAX_BUDGET
      ? { budget }
      : { problem: phrase`How many should be a number from 1 to ${MAX_BUDGET}.` };
  },
  weekly(value) {
    if (/^(?:off|no|none|aus|keine|)$/i.test(value.trim())) return { weekly: undefined };
    const weekly = Number(value);
    return Number.isInteger(weekly) && weekly >= 1 && weekly <= 7 * MAX_BUDGET
      ? { weekly }
      : { problem: phrase`How many a week should be a number from 1 to ${7 * MAX_BUDGET}, or off.` };
  },
  language(value) {
    if (/^(?:auto|automatic|automatisch|)$/i.test(value.trim())) return { language: undefined };
    const language = languageNamed(value);
    return language
      ? { language }
      : { problem: phrase`I speak English and German: language english, language german, or language auto.` };
  },
  confidence(value) {
    if (/^(?:on|yes|ask|an|ein|ja)$/i.test(value.trim())) return { askConfidence: true };
    return /^(?:off|no|aus|nein|)$/i.test(value.trim())
      ? { askConfidence: false }
      : { problem: phrase`Confidence should be on or off.` };
  },
};

export async function openSettings(visit: Visit): Promise<void> {
  await reply(visit, settingsForm(visit.member, { today: dayAt(visit.now, visit.member.zone), tellsStatus: visit.tellsStatus }));
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
    // A form from before there were these has none of them.
    ...(values['from'] !== undefined && { hours: `${values['from']}-${values['until'] ?? ''}` }),
    ...(values['holidays'] !== undefined && { holidays: String(values['holidays']) }),
    ...(values['language'] !== undefined && { language: String(values['language']) }),
    ...(visit.tellsStatus && { status: [values['status'] ?? []].flat().join('') }),
    confidence: [values['confidence'] ?? []].flat().join(''),
  });
}

/** `settings time 8:30` and the like. */
export async function changeSetting(visit: Visit, { setting, value }: IntentOf<'change-setting'>): Promise<void> {
  if (Object.hasOwn(SETTINGS, setting)) return apply(visit, { [setting]: value });
  await reply(
    visit,
    sentence(
      md`There is settings time, zone, days, hours, holidays, language, status, questions, weekly and confidence (like settings hours 8:00-18:00); or say settings for the form.`,
    ),
  );
}

async function apply(visit: Visit, wanted: Readonly<Record<string, string>>): Promise<void> {
  const changes = Object.entries(wanted).flatMap(([setting, value]) => SETTINGS[setting]?.(value, visit) ?? []);
  const problems = changes.flatMap((change) => ('problem' in change ? [change.problem] : []));
  if (problems.length > 0) {
    await reply(visit, refused(problems));
    return;
  }
  const member = Object.assign({}, visit.member, ...changes) as Member;
  const here = await arrive(visit, visit.member, member);
  await replace(visit, settingsSaved(here, await nextLine(visit, here)));
}

export async function leave(visit: Visit): Promise<void> {
  await keep(visit, { ...visit.member, status: 'left' });
  await release(visit, { buddy: visit.member.id });
  await withdrawFrom(visit, visit.member.id);
  const words = md`Done: I will not write to you any more. What you learned is kept; say resume or quiz, and I am back.`;
  await replace(visit, message([text(words), buttons(button('resume', phrase`Resume`, { type: 'resume' }))]));
}
