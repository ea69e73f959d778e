import { LINES } from '../domain/check-in.ts';
import type { Member } from '../domain/member.ts';
import type { Team } from '../domain/team.ts';
import { md } from '../markdown.ts';
import type { Input, Outbound } from '../outbound.ts';
import type { DeckListing } from '../ports/decks.ts';
import { button, buttons, clock, message, note, sentence, text, weekday, weekdays } from './words.ts';

const WORKDAYS = [1, 2, 3, 4, 5].map((day) => ({ value: String(day), label: weekday(day) }));

function hours(time: Temporal.PlainTime): string {
  return time.toString().slice(0, 5);
}

function day(id: string, label: string, days: readonly number[]): Input {
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
    { as: 'people', id: 'people', label: 'Who takes part', options: people, value: [...about.members] },
    { as: 'one-of', id: 'deck', label: 'They learn', options: decks, ...(isAsked && { value: team.deck }) },
    {
      as: 'some-of',
      id: 'question-days',
      label: 'A question in the channel on',
      options: WORKDAYS,
      value: team.question.days.map(String),
      optional: true,
    },
    { as: 'time', id: 'question-time', label: 'Question asked at', value: hours(team.question.time) },
    { as: 'time', id: 'reveal-time', label: 'Answers revealed at', value: hours(team.revealTime) },
    day('check-in-day', 'Check-in on', team.checkIn.days),
    { as: 'time', id: 'check-in-time', label: 'Check-in at', value: hours(team.checkIn.time) },
    day('summary-day', 'Summary on', team.summary.days),
    { as: 'time', id: 'summary-time', label: 'Summary at', value: hours(team.summary.time) },
    { as: 'line', id: 'zone', label: 'Time zone', value: team.zone },
  ];
  return message([
    text(md`**${team.name}**: questions and a weekly check-in for the channel`),
    ...inputs.map((input) => ({ type: 'input', input }) as const),
    buttons(button('save', 'Set up', { type: 'submit-team', channel: team.channel, name: team.name }, { primary: true })),
    note(md`Everyone gets a short message and can say no. Nobody sees anyone's wrong answers.`),
  ]);
}

export function teamSaved(team: Team, deck: string): Outbound {
  return message([
    text(md`${team.name} is set up: ${teamRhythm(team, deck)}`),
    buttons(button('questions', 'Check-in questions', { type: 'open-questions', team: team.id })),
  ]);
}

const LINE_LABELS = { did: 'What they did', hurdles: 'What was hard', success: 'What went well', next: 'What comes next' };

/** What the check-in asks, and how often. */
export function questionsForm(team: Team): Outbound {
  const options = [
    { value: 'weekly', label: `Once a week, on ${weekdays(team.checkIn.days)}` },
    { value: 'daily', label: `A note a day, and the week on ${weekdays(team.checkIn.days)}` },
  ];
  const inputs: Input[] = [
    { as: 'one-of', id: 'cadence', label: 'They write', options, value: team.cadence },
    ...LINES.map((line) => {
      const value = team.questions[line];
      return { as: 'line', id: line, label: LINE_LABELS[line], optional: true, ...(value && { value }) } as const;
    }),
  ];
  return message([
    text(md`**${team.name}**: what the check-in asks, in your words. An empty one is not asked.`),
    ...inputs.map((input) => ({ type: 'input', input }) as const),
    buttons(button('save', 'Save', { type: 'submit-questions', team: team.id }, { primary: true })),
    note(md`Day, hour and zone are in the form that you get by saying team in the channel.`),
  ]);
}

export function questionsSaved(team: Team): Outbound {
  const asked = LINES.flatMap((line) => team.questions[line] || []).join(', ');
  return message([
    text(md`Saved for ${team.name}: ${team.cadence === 'daily' ? 'a note a day, and the week' : 'the week'} with ${asked}.`),
  ]);
}

function teamRhythm(team: Team, deck: string): string {
  const questions =
    team.question.days.length > 0 ? `a question here on ${weekdays(team.question.days)} at ${clock(team.question.time)}, ` : '';
  return `a few questions a day from ${deck}, ${questions}a check-in on ${weekdays(team.checkIn.days)} and its summary on ${weekdays(team.summary.days)} at ${clock(team.summary.time)}.`;
}

/** The one message to the channel when a team is set up. */
export function teamIntroduced(team: Team, lead: Member, deck: string): Outbound {
  return message([
    text(md`${lead.name} set this channel up with Cairn: ${teamRhythm(team, deck)}`),
    buttons(button('join', 'Join', { type: 'join-team', team: team.id })),
    note(
      md`Answers are private. The channel sees figures of all together, and successes with a name only where its owner said so.`,
    ),
  ]);
}

/** To somebody whom a lead has put on the team. */
export function teamJoined(team: Team, lead: Member | undefined, member: Member, deck: string): Outbound {
  const who = lead && lead.id !== member.id ? md`${lead.name} put you on **${team.name}**` : md`You are on **${team.name}**`;
  return message([
    text(
      md`${who}: a few questions on ${deck}, ${weekdays(member.workingDays)} at ${clock(member.sessionTime)}, and a check-in on ${weekdays(team.checkIn.days)}.`,
    ),
    buttons(
      button('start', 'First question', { type: 'start-quiz' }, { primary: true }),
      button('leave', 'Not for me', { type: 'leave-team', team: team.id }),
    ),
    note(md`Only you see your answers. Say settings to change the time.`),
  ]);
}

/** For its lead, when nothing can be posted in a team's channel any more. */
export function channelLost(team: Team): Outbound {
  return sentence(
    `I cannot write in ${team.name} any more, so I ask nothing there and post no summary. Bring me back into the channel, then say team or summary in it.`,
  );
}
