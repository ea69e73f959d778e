import { LINES } from '../domain/check-in.ts';
import type { Member } from '../domain/member.ts';
import type { Team } from '../domain/team.ts';
import { md } from '../markdown.ts';
import type { Input, Outbound } from '../outbound.ts';
import { type Phrase, phrase, type Words } from '../phrase.ts';
import type { DeckListing } from '../ports/decks.ts';
import { button, buttons, clock, listed, message, note, sentence, text, weekday, weekdays } from './words.ts';

const WORKDAYS = [1, 2, 3, 4, 5].map((day) => ({ value: String(day), label: weekday(day) }));

function hours(time: Temporal.PlainTime): string {
  return time.toString().slice(0, 5);
}

function day(id: string, label: Words, days: readonly number[]): Input {
  return { as: 'one-of', id, label, options: WORKDAYS, value: String(days[0] ?? 1) };
}

/** All that a lead decides for a channel, with defaults that can stay. */
export function teamForm(
  team: Team,
  about: { decks: readonly DeckListing[]; known: readonly Member[]; members: readonly string[] },
): Outbound {
  const decks = about.decks.map((deck) => ({ value: deck.id, label: deck.title }));
  // A deck that was retired since is no longer among the options.
  const isAsked = about.decks.some((deck) => deck.id === team.deck);
  const people = about.known.map((member) => ({ value: member.id, label: member.name }));
  const inputs: Input[] = [
    { as: 'people', id: 'people', label: phrase`Who takes part`, options: people, value: [...about.members] },
    { as: 'one-of', id: 'deck', label: phrase`They learn`, options: decks, ...(isAsked && { value: team.deck }) },
    {
      as: 'some-of',
      id: 'question-days',
      label: phrase`A question in the channel on`,
      options: WORKDAYS,
      value: team.question.days.map(String),
      optional: true,
    },
    { as: 'time', id: 'question-time', label: phrase`Question asked at`, value: hours(team.question.time) },
    { as: 'time', id: 'reveal-time', label: phrase`Answers revealed at`, value: hours(team.revealTime) },
    day('check-in-day', phrase`Check-in on`, team.checkIn.days),
    { as: 'time', id: 'check-in-time', label: phrase`Check-in at`, value: hours(team.checkIn.time) },
    day('summary-day', phrase`Summary on`, team.summary.days),
    { as: 'time', id: 'summary-time', label: phrase`Summary at`, value: hours(team.summary.time) },
    { as: 'line', id: 'zone', label: phrase`Time zone`, value: team.zone },
  ];
  return message([
    text(md`**${team.name}**: questions and a weekly check-in for the channel`),
    ...inputs.map((input) => ({ type: 'input', input }) as const),
    buttons(button('save', phrase`Set up`, { type: 'submit-team', channel: team.channel, name: team.name }, { primary: true })),
    note(md`Everyone gets a short message and can say no. Nobody sees anyone's wrong answers.`),
  ]);
}

export function teamSaved(team: Team, deck: string): Outbound {
  return message([
    text(md`${team.name} is set up: ${teamRhythm(team, deck)}`),
    buttons(button('questions', phrase`Check-in questions`, { type: 'open-questions', team: team.id })),
  ]);
}

const LINE_LABELS = {
  did: phrase`What they did`,
  hurdles: phrase`What was hard`,
  success: phrase`What went well`,
  next: phrase`What comes next`,
};

/** What the check-in asks, and how often. */
export function questionsForm(team: Team): Outbound {
  const options = [
    { value: 'weekly', label: phrase`Once a week, on ${weekdays(team.checkIn.days)}` },
    { value: 'daily', label: phrase`A note a day, and the week on ${weekdays(team.checkIn.days)}` },
  ];
  const inputs: Input[] = [
    { as: 'one-of', id: 'cadence', label: phrase`They write`, options, value: team.cadence },
    ...LINES.map((line) => {
      const value = team.questions[line];
      return { as: 'line', id: line, label: LINE_LABELS[line], optional: true, ...(value && { value }) } as const;
    }),
  ];
  return message([
    text(md`**${team.name}**: what the check-in asks, in your words. An empty one is not asked.`),
    ...inputs.map((input) => ({ type: 'input', input }) as const),
    buttons(button('save', phrase`Save`, { type: 'submit-questions', team: team.id }, { primary: true })),
    note(md`Day, hour and zone are in the form that you get by saying team in the channel.`),
  ]);
}

export function questionsSaved(team: Team): Outbound {
  const asked = listed(LINES.flatMap((line) => team.questions[line] || []));
  return message([
    text(
      team.cadence === 'daily'
        ? md`Saved for ${team.name}: a note a day, and the week with ${asked}.`
        : md`Saved for ${team.name}: the week with ${asked}.`,
    ),
  ]);
}

function teamRhythm({ question, checkIn, summary }: Team, deck: string): Phrase {
  const week = phrase`a check-in on ${weekdays(checkIn.days)} and its summary on ${weekdays(summary.days)} at ${clock(summary.time)}`;
  if (question.days.length === 0) return phrase`a few questions a day from ${deck}, ${week}.`;
  const here = phrase`a question here on ${weekdays(question.days)} at ${clock(question.time)}`;
  return phrase`a few questions a day from ${deck}, ${here}, ${week}.`;
}

/** The one message to the channel when a team is set up. */
export function teamIntroduced(team: Team, lead: Member, deck: string): Outbound {
  return message([
    text(md`${lead.name} set this channel up with Cairn: ${teamRhythm(team, deck)}`),
    buttons(button('join', phrase`Join`, { type: 'join-team', team: team.id })),
    note(
      md`Answers are private. The channel sees figures of all together, and successes with a name only where its owner said so.`,
    ),
  ]);
}

/** To somebody whom a lead has put on the team. */
export function teamJoined(team: Team, lead: Member | undefined, member: Member, deck: string): Outbound {
  const rhythm = phrase`a few questions on ${deck}, ${weekdays(member.workingDays)} at ${clock(member.sessionTime)}, and a check-in on ${weekdays(team.checkIn.days)}`;
  return message([
    text(
      lead && lead.id !== member.id
        ? md`${lead.name} put you on **${team.name}**: ${rhythm}.`
        : md`You are on **${team.name}**: ${rhythm}.`,
    ),
    buttons(
      button('start', phrase`First question`, { type: 'start-quiz' }, { primary: true }),
      button('leave', phrase`Not for me`, { type: 'leave-team', team: team.id }),
    ),
    note(md`Only you see your answers. Say settings to change the time.`),
  ]);
}

/** For its lead, when nothing can be posted in a team's channel any more. */
export function channelLost(team: Team): Outbound {
  return sentence(
    md`I cannot write in ${team.name} any more, so I ask nothing there and post no summary. Bring me back into the channel, then say team or summary in it.`,
  );
}
