import { LANGUAGES, type Language } from '../domain/language.ts';
import { MAX_BUDGET, type Member } from '../domain/member.ts';
import type { Workspace } from '../domain/workspace.ts';
import { md } from '../markdown.ts';
import type { Input, Outbound } from '../outbound.ts';
import { phrase, type Words } from '../phrase.ts';
import type { DeckListing } from '../ports/decks.ts';
import { unusual } from './calendar.ts';
import { button, buttons, clock, count, message, note, sentences, text, weekday, weekdays } from './words.ts';

const DAYS = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: weekday(day) }));

export function settingsForm(member: Member, about: { today: Temporal.PlainDate; tellsStatus: boolean }): Outbound {
  const now = unusual(member, about.today);
  const budgets = Array.from({ length: MAX_BUDGET }, (_, i) => ({ value: String(i + 1), label: count(i + 1, 'question') }));
  return message([
    text(md`**Your settings**`),
    ...now.lines,
    { type: 'input', input: { as: 'time', id: 'time', label: phrase`When`, value: hoursAndMinutes(member.sessionTime) } },
    {
      type: 'input',
      input: {
        as: 'line',
        id: 'zone',
        label: phrase`Time zone`,
        hint: phrase`For example Europe/Berlin`,
        value: member.trip?.home ?? member.zone,
      },
    },
    {
      type: 'input',
      input: { as: 'some-of', id: 'days', label: phrase`On`, options: DAYS, value: member.workingDays.map(String) },
    },
    {
      type: 'input',
      input: { as: 'one-of', id: 'budget', label: phrase`How many a day`, options: budgets, value: String(member.budget) },
    },
    {
      type: 'input',
      input: {
        ...{ as: 'line', id: 'weekly', label: phrase`About how many a week`, hint: phrase`Empty for as many as the days take` },
        ...{ optional: true, value: member.weekly === undefined ? '' : String(member.weekly) },
      },
    },
    {
      type: 'input',
      input: { as: 'time', id: 'from', label: phrase`Unasked, I write from`, value: hoursAndMinutes(member.hours.from) },
    },
    { type: 'input', input: { as: 'time', id: 'until', label: phrase`until`, value: hoursAndMinutes(member.hours.until) } },
    {
      type: 'input',
      input: {
        ...{ as: 'line', id: 'holidays', label: phrase`Public holidays of`, optional: true, value: member.holidays ?? '' },
        hint: phrase`Like DE or DE-BY, or none; empty for those of your workspace`,
      },
    },
    { type: 'input', input: language(member) },
    { type: 'input', input: confidence(member) },
    ...(about.tellsStatus ? [{ type: 'input', input: status(member) } as const] : []),
    buttons(
      button('save', phrase`Save`, { type: 'submit-settings' }, { primary: true }),
      ...(now.row.length > 0
        ? now.row
        : [
            member.status === 'paused'
              ? button('resume', phrase`Resume`, { type: 'resume' })
              : button('pause', phrase`Pause`, { type: 'pause' }),
          ]),
    ),
  ]);
}

// Each in its own language: whoever cannot read the others looks for it.
const NAMES: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };
const SPOKEN = LANGUAGES.map((value) => ({ value, label: NAMES[value] }));

function language({ language: chosen }: Member): Input {
  const options = [{ value: 'auto', label: phrase`As my platform says` }, ...SPOKEN];
  return { as: 'one-of', id: 'language', label: phrase`Language`, options, value: chosen ?? 'auto', folded: true };
}

function confidence({ askConfidence }: Member): Input {
  const options = [{ value: 'yes', label: phrase`Ask how sure I am` }];
  return {
    ...{ as: 'some-of', id: 'confidence', label: phrase`Before I answer`, options, optional: true },
    ...(askConfidence && { value: ['yes'] }),
  };
}

function status({ readStatus }: Member): Input {
  const options = [{ value: 'yes', label: phrase`Take “on holiday” or “out sick” as leave; I keep the days alone` }];
  return {
    ...{ as: 'some-of', id: 'status', label: phrase`My status here`, options, optional: true },
    ...(readStatus && { value: ['yes'] }),
  };
}

function hoursAndMinutes(time: Temporal.PlainTime): string {
  return time.toString().slice(0, 5);
}

export function settingsSaved(member: Member, nextLine: Words): Outbound {
  const { budget, weekly, workingDays, sessionTime, zone, hours, holidays, readStatus, askConfidence } = member;
  const size = count(budget, 'question');
  const when = phrase`${weekdays(workingDays)} at ${clock(sessionTime)} (${zone})`;
  return message([
    text(
      md`${sentences(
        weekly === undefined ? phrase`Saved: ${size}, ${when}.` : phrase`Saved: ${size} (about ${weekly} a week), ${when}.`,
        phrase`Nothing unasked before ${clock(hours.from)} or after ${clock(hours.until)}.`,
        holidays === undefined ? undefined : phrase`Public holidays: ${holidays}.`,
        readStatus ? phrase`A status that says you are away counts as leave.` : undefined,
        askConfidence ? phrase`I ask how sure you are.` : undefined,
        nextLine,
      )}`,
    ),
  ]);
}

/** What was wrong with a form; what was typed stays in it. */
export function refused(problems: readonly Words[]): Outbound {
  return message([text(md`${sentences(phrase`Not saved yet.`, ...problems)}`)]);
}

export function workspaceForm(
  workspace: Workspace,
  about: { decks: readonly DeckListing[]; known: readonly Member[] },
): Outbound {
  const options = about.decks.map((deck) => ({ value: deck.id, label: deck.title }));
  const chosen = about.decks.find((deck) => deck.id === workspace.defaultDeck)?.id ?? about.decks[0]?.id;
  const people = about.known.map((member) => ({ value: member.id, label: member.name }));
  const holding = (role: 'admin' | 'author') => about.known.filter((member) => member[role]).map((member) => member.id);
  const inputs: Input[] = [
    { as: 'one-of', id: 'deck', label: phrase`Newcomers learn`, options, ...(chosen && { value: chosen }) },
    {
      as: 'line',
      id: 'holidays',
      label: phrase`Public holidays of`,
      hint: phrase`A country, state or region, like DE, DE-BY or DE-BY-A; empty for none`,
      optional: true,
      value: workspace.holidays ?? '',
    },
    { as: 'line', id: 'zone', label: phrase`Time zone of who has none`, value: workspace.zone },
    {
      as: 'one-of',
      id: 'language',
      label: phrase`Language of channels, and of who has none`,
      options: SPOKEN,
      value: workspace.language,
    },
    { as: 'people', id: 'admins', label: phrase`Admins`, options: people, value: holding('admin') },
    { as: 'people', id: 'authors', label: phrase`Authors`, options: people, value: holding('author'), optional: true },
  ];
  return message([
    text(md`**This workspace**`),
    ...inputs.map((input) => ({ type: 'input', input }) as const),
    buttons(button('save', phrase`Save`, { type: 'submit-workspace' }, { primary: true })),
    note(md`Time zones are named like Europe/Berlin. Admins may change this form; authors may retire decks.`),
  ]);
}

/** To somebody whom an admin has given a role. */
export function roleGranted(role: 'admin' | 'author'): Outbound {
  return message([
    text(
      role === 'admin'
        ? md`You are an admin of Cairn here now: say workspace for its settings.`
        : md`You are an author here now: say decks to retire one, or to bring one back.`,
    ),
  ]);
}
