import { type CheckIn, type CheckInEntry, type Line, OFTEN_CARRIED, type Outcome } from '../domain/check-in.ts';
import { PRACTICE_DAYS } from '../domain/practice-topic.ts';
import type { Team } from '../domain/team.ts';
import { SMALLEST_GROUP } from '../domain/week-figures.ts';
import { joined, type Markdown, md } from '../markdown.ts';
import type { Block, Input, Outbound } from '../outbound.ts';
import { type Phrase, phrase, type Words } from '../phrase.ts';
import { button, buttons, message, note, text } from './words.ts';

const LABELS: Readonly<Record<Outcome, Phrase>> = {
  done: phrase`Done`,
  partly: phrase`Partly: carry it over`,
  dropped: phrase`Dropped`,
  smaller: phrase`Make it smaller`,
  help: phrase`Get help: the summary asks for somebody`,
};
const USUAL: readonly Outcome[] = ['done', 'partly', 'dropped'];
const OFTEN: readonly Outcome[] = ['done', 'dropped', 'smaller', 'help'];

/** The week in a few lines, with what was planned before. */
export function checkInForm(
  team: Team,
  checkIn: CheckIn,
  about: { entry: CheckInEntry | undefined; before: CheckInEntry | undefined; leads: boolean; lines: readonly Line[] },
): Outbound {
  const { entry, before, leads, lines } = about;
  const isSent = entry !== undefined && !entry.draft;
  const inputs: Input[] = [
    ...(before ? [outcome(before, entry)] : []),
    ...lines.map((line) => lineInput(team, line, entry?.[line])),
    ...told(lines, { entry, leads }),
  ];
  return message([
    text(joined([md`Your week in ${inWords(lines.length)}, for **${team.name}**.`, ...planned(before)], ' ')),
    ...inputs.map((input) => ({ type: 'input', input }) as const),
    buttons(
      button('send', phrase`Send`, { type: 'submit-check-in', checkIn: checkIn.id }, { primary: true }),
      ...(isSent ? [] : [button('draft', phrase`Draft`, { type: 'keep-draft', checkIn: checkIn.id }, { sends: true })]),
      button('skip', phrase`Not this week`, { type: 'skip-check-in', checkIn: checkIn.id }),
    ),
    note(
      md`The channel reads successes, what you tick, and words that ${SMALLEST_GROUP} or more of you share. The rest stays between us.`,
    ),
  ]);
}

function inWords(lines: number): Phrase {
  return (
    [phrase`no line`, phrase`one line`, phrase`two lines`, phrase`three lines`, phrase`four lines`][lines] ??
    phrase`${lines} lines`
  );
}

function planned(before: CheckInEntry | undefined): Markdown[] {
  if (!before) return [];
  if (before.carried < OFTEN_CARRIED) return [md`Last time you planned: ${before.next}`];
  const often = before.carried === 2 ? phrase`twice` : phrase`${before.carried} times`;
  return [md`Carried over ${often}: ${before.next}. Drop it, make it smaller, or get help?`];
}

function outcome(before: CheckInEntry, entry: CheckInEntry | undefined): Input {
  const outcomes = before.carried < OFTEN_CARRIED ? USUAL : OFTEN;
  return {
    ...{ as: 'one-of', id: 'last-next', label: phrase`That is`, optional: true },
    options: outcomes.map((value) => ({ value, label: LABELS[value] })),
    ...(entry?.lastNext && outcomes.includes(entry.lastNext) && { value: entry.lastNext }),
  };
}

function lineInput(team: Team, line: Line, value: string | undefined): Input {
  // What was noted day by day has several.
  const as = value?.includes('\n') ? 'lines' : 'line';
  return { as, id: line, label: questionWords(team.questions[line]), optional: true, ...(value && { value }) };
}

// What a team asks in its own words stays as it is; what it has left as it came is ours.
const ASKED = [phrase`I did`, phrase`A hurdle`, phrase`A success`, phrase`Next`];

function questionWords(question: string): Words {
  return ASKED.find((each) => each.in('en') === question) ?? question;
}

function told(lines: readonly Line[], { entry, leads }: { entry: CheckInEntry | undefined; leads: boolean }): Input[] {
  const options = [
    ...(lines.includes('success') ? [{ value: 'yes', label: phrase`My success with my name` }] : []),
    ...(lines.includes('hurdles') ? [{ value: 'help', label: phrase`My hurdle, to find help: who offers learns my name` }] : []),
    ...(leads && lines.includes('next') ? [{ value: 'next', label: phrase`My own goal (next) with my name` }] : []),
  ];
  const value = [entry?.named && 'yes', entry?.asksHelp && 'help', entry?.sharesNext && 'next'].filter((each) => each !== false);
  const chosen = value.flatMap((each) => each ?? []);
  return options.length === 0
    ? []
    : [{ as: 'some-of', id: 'named', label: phrase`In the summary`, options, optional: true, value: chosen }];
}

/** A day's note, with a check-in at the end of the week. */
export function noteForm(
  team: Team,
  checkIn: CheckIn,
  { day, isToday }: { day: Temporal.PlainDate; isToday: boolean },
): Outbound {
  const lines = (['did', 'hurdles'] as const).filter((line) => team.questions[line] !== '');
  return message([
    text(
      isToday
        ? md`A note on today, for **${team.name}**: one line is enough.`
        : md`A note on yesterday, for **${team.name}**: one line is enough.`,
    ),
    ...lines.map((line) => ({ type: 'input', input: lineInput(team, line, undefined) }) as const),
    buttons(button('send', phrase`Send`, { type: 'submit-note', checkIn: checkIn.id, day: day.toString() }, { primary: true })),
    note(md`No line is fine too.`),
  ]);
}

/** The one reminder. */
export function checkInReminder(team: Team, checkIn: CheckIn, { isDraft }: { isDraft: boolean }): Outbound {
  return message([
    text(
      isDraft
        ? md`Your draft for **${team.name}** waits: send it, or let it be. I will not ask again.`
        : md`Your week for **${team.name}**: one line is enough. I will not ask again.`,
    ),
    buttons(
      button('open', phrase`Open it`, { type: 'open-check-in', team: team.id }, { primary: true }),
      button('skip', phrase`Not this week`, { type: 'skip-check-in', checkIn: checkIn.id }),
    ),
  ]);
}

export function draftKept(team: Team): Outbound {
  return message([
    text(md`Kept as a draft for ${team.name}; nobody reads it before you send it.`),
    buttons(button('open', phrase`Go on`, { type: 'open-check-in', team: team.id }, { primary: true })),
  ]);
}

type Topic = { deck: string; topic: string };

export function checkInSaved(team: Team, topics: readonly Topic[]): Outbound {
  return saved(md`Thank you, that is in for ${team.name}.`, team, topics);
}

export function noteSaved(team: Team, topics: readonly Topic[]): Outbound {
  return saved(md`Noted for ${team.name}.`, team, topics);
}

/** Who wrote a hurdle says whether it is one to practise, and of which topic: words do not tell. */
function saved(words: Markdown, team: Team, topics: readonly Topic[]): Outbound {
  const change = button('change', phrase`Change it`, { type: 'open-check-in', team: team.id });
  if (topics.length === 0) return message([text(words), buttons(change)]);
  const options = topics.map(({ topic }) => ({ value: topic, label: topic.slice(0, 75).toWellFormed() }));
  const blocks: Block[] = [
    text(joined([words, md`If your hurdle is something to practise, choose its topic.`], ' ')),
    { type: 'input', input: { as: 'one-of', id: 'topic', label: phrase`Topic`, options, optional: true, folded: true } },
    buttons(button('practise', phrase`Practise it`, { type: 'practise' }, { primary: true }), change),
  ];
  return message(blocks);
}

export function practising(topic: string): Outbound {
  return message([text(md`“${topic}” comes first among what is due, for ${PRACTICE_DAYS} days.`)]);
}
