import { MAX_BUDGET, type Member } from '../domain/member.ts';
import type { Workspace } from '../domain/workspace.ts';
import { md } from '../markdown.ts';
import type { Input, Outbound } from '../outbound.ts';
import type { DeckListing } from '../ports/decks.ts';
import { unusual } from './calendar.ts';
import { button, buttons, clock, count, message, note, text, weekday, weekdays } from './words.ts';

const DAYS = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: weekday(day) }));

export function settingsForm(member: Member, about: { today: Temporal.PlainDate; tellsStatus: boolean }): Outbound {
  const now = unusual(member, about.today);
  const budgets = Array.from({ length: MAX_BUDGET }, (_, i) => ({ value: String(i + 1), label: count(i + 1, 'question') }));
  return message([
    text(md`**Your settings**`),
    ...now.lines,
    { type: 'input', input: { as: 'time', id: 'time', label: 'When', value: hoursAndMinutes(member.sessionTime) } },
    {
      type: 'input',
      input: {
        as: 'line',
        id: 'zone',
        label: 'Time zone',
        hint: 'For example Europe/Berlin',
        value: member.trip?.home ?? member.zone,
      },
    },
    { type: 'input', input: { as: 'some-of', id: 'days', label: 'On', options: DAYS, value: member.workingDays.map(String) } },
    {
      type: 'input',
      input: { as: 'one-of', id: 'budget', label: 'How many a day', options: budgets, value: String(member.budget) },
    },
    {
      type: 'input',
      input: {
        ...{ as: 'line', id: 'weekly', label: 'About how many a week', hint: 'Empty for as many as the days take' },
        ...{ optional: true, value: member.weekly === undefined ? '' : String(member.weekly) },
      },
    },
    {
      type: 'input',
      input: { as: 'time', id: 'from', label: 'Unasked, I write from', value: hoursAndMinutes(member.hours.from) },
    },
    { type: 'input', input: { as: 'time', id: 'until', label: 'until', value: hoursAndMinutes(member.hours.until) } },
    {
      type: 'input',
      input: {
        ...{ as: 'line', id: 'holidays', label: 'Public holidays of', optional: true, value: member.holidays ?? '' },
        hint: 'Like DE or DE-BY, or none; empty for those of your workspace',
      },
    },
    { type: 'input', input: confidence(member) },
    ...(about.tellsStatus ? [{ type: 'input', input: status(member) } as const] : []),
    buttons(
      button('save', 'Save', { type: 'submit-settings' }, { primary: true }),
      ...(now.row.length > 0
        ? now.row
        : [
            member.status === 'paused'
              ? button('resume', 'Resume', { type: 'resume' })
              : button('pause', 'Pause', { type: 'pause' }),
          ]),
    ),
  ]);
}

function confidence({ askConfidence }: Member): Input {
  const options = [{ value: 'yes', label: 'Ask how sure I am' }];
  return {
    ...{ as: 'some-of', id: 'confidence', label: 'Before I answer', options, optional: true },
    ...(askConfidence && { value: ['yes'] }),
  };
}

function status({ readStatus }: Member): Input {
  const options = [{ value: 'yes', label: 'Take “on holiday” or “out sick” as leave; I keep the days alone' }];
  return {
    ...{ as: 'some-of', id: 'status', label: 'My status here', options, optional: true },
    ...(readStatus && { value: ['yes'] }),
  };
}

function hoursAndMinutes(time: Temporal.PlainTime): string {
  return time.toString().slice(0, 5);
}

export function settingsSaved(member: Member, nextLine: string): Outbound {
  const weekly = member.weekly === undefined ? '' : ` (about ${member.weekly} a week)`;
  const rhythm = `${count(member.budget, 'question')}${weekly}, ${weekdays(member.workingDays)} at ${clock(member.sessionTime)} (${member.zone})`;
  const sure = member.askConfidence ? ' I ask how sure you are.' : '';
  const quiet = `Nothing unasked before ${clock(member.hours.from)} or after ${clock(member.hours.until)}.`;
  const free = member.holidays === undefined ? '' : ` Public holidays: ${member.holidays}.`;
  const read = member.readStatus ? ' A status that says you are away counts as leave.' : '';
  return message([text(md`Saved: ${rhythm}. ${quiet}${free}${read}${sure} ${nextLine}`)]);
}

/** What was wrong with a form; what was typed stays in it. */
export function refused(problems: readonly string[]): Outbound {
  return message([text(md`Not saved yet. ${problems.join(' ')}`)]);
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
    { as: 'one-of', id: 'deck', label: 'Newcomers learn', options, ...(chosen && { value: chosen }) },
    {
      as: 'line',
      id: 'holidays',
      label: 'Public holidays of',
      hint: 'A country, state or region, like DE, DE-BY or DE-BY-A; empty for none',
      optional: true,
      value: workspace.holidays ?? '',
    },
    { as: 'line', id: 'zone', label: 'Time zone of who has none', value: workspace.zone },
    { as: 'people', id: 'admins', label: 'Admins', options: people, value: holding('admin') },
    { as: 'people', id: 'authors', label: 'Authors', options: people, value: holding('author'), optional: true },
  ];
  return message([
    text(md`**This workspace**`),
    ...inputs.map((input) => ({ type: 'input', input }) as const),
    buttons(button('save', 'Save', { type: 'submit-workspace' }, { primary: true })),
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
