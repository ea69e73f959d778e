import type { Member } from '../domain/member.ts';
import { lastDayOf, lastToJoin, type Outcome, type Own, type Pair, type Phase, type Sprint } from '../domain/sprint.ts';
import type { Cluster } from '../domain/statistics/clusters.ts';
import type { Interval } from '../domain/statistics/interval.ts';
import type { Team } from '../domain/team.ts';
import { SMALLEST_GROUP } from '../domain/week-figures.ts';
import { joined, type Markdown, md } from '../markdown.ts';
import type { Button, Input, Outbound } from '../outbound.ts';
import { percent, phrase } from '../phrase.ts';
import { button, buttons, count, cut, date, message, note, text } from './words.ts';

/** What a lead decides of a sprint. */
export function sprintForm(
  team: Team,
  about: { topics: readonly { topic: string }[]; days: readonly Temporal.PlainDate[]; people: readonly Member[] },
): Outbound {
  const topics = about.topics.map(({ topic }) => ({ value: topic, label: topic }));
  const days = about.days.map((day) => ({ value: String(day), label: date(day) }));
  const people = about.people.map(({ id, name }) => ({ value: id, label: name }));
  const inputs: Input[] = [
    { as: 'one-of', id: 'topic', label: phrase`The topic`, options: topics, value: topics[0]?.value, folded: true },
    { as: 'one-of', id: 'day', label: phrase`First day`, options: days, value: days[0]?.value },
    { as: 'people', id: 'people', label: phrase`Who is invited`, options: people, value: people.map(({ value }) => value) },
  ];
  return message([
    text(md`**A sprint for ${team.name}**: one week, one topic, a short check before and after`),
    ...inputs.map((input) => ({ type: 'input', input }) as const),
    buttons(button('call', phrase`Call it`, { type: 'call-sprint', team: team.id }, { primary: true })),
    note(md`The channel gets one message now and one at the end. Nobody takes part who has not tapped Join.`),
  ]);
}

export function sprintSaved(sprint: Sprint, { items, invited }: { items: number; invited: number }): Outbound {
  const asked = new Set(sprint.pairs.flatMap(({ one, other }) => [one.item, other.item])).size;
  return message([
    text(md`Called: ${sprint.topic}, from ${date(sprint.startsOn)}, with ${count(invited, 'person', 'people')} invited.`),
    note(joined([pairsLine(sprint), ...(items > asked ? [leftLine(items - asked)] : [])], ' ')),
    buttons(cancelButton(sprint)),
  ]);
}

function pairsLine({ pairs }: Sprint): Markdown {
  const reworded = pairs.filter(isReworded).length;
  const asked = count(pairs.length, 'question');
  if (reworded === 0) return md`Each check has ${asked}; those of the second are others that are as hard.`;
  if (reworded === pairs.length) return md`Each check has ${asked}; all come again in other words.`;
  return md`Of ${asked} in each check, ${reworded} come again in other words, and the others as a question that is as hard.`;
}

function leftLine(left: number): Markdown {
  return md`Of the topic’s questions, ${left} are in neither check.`;
}

function isReworded({ one, other }: Pair): boolean {
  return one.item === other.item;
}

function cancelButton({ id }: Sprint): Button {
  return button('cancel', phrase`Call it off`, { type: 'cancel-sprint', sprint: id });
}

/** The call in the channel, with how many are in, never who. */
export function sprintCalled({ topic, startsOn, pairs, id, counted }: Sprint): Outbound {
  return message([
    text(
      md`**A sprint on ${topic}**: one week from ${date(startsOn)}. ${count(pairs.length, 'question')} before and after, the same two for all on the days between, within your daily questions.`,
    ),
    buttons(button('join', phrase`Join`, { type: 'join-sprint', sprint: id }, { primary: true })),
    note(
      md`${counted} in. Answers are private, and so is how each does: the channel sees the difference from ${SMALLEST_GROUP} people on.`,
    ),
  ]);
}

export function sprintCancelled({ topic }: Sprint): Outbound {
  return message([text(md`**A sprint on ${topic}** · called off. What was answered stays everybody’s own.`)]);
}

export function sprintNotBegun({ topic }: Sprint): Outbound {
  return message([text(md`**A sprint on ${topic}** · did not begin this time.`)]);
}

/** The line in its thread, once the card above says what came of it. */
export function sprintOver({ topic }: Sprint): Outbound {
  return message([text(md`The sprint on ${topic} is over; what came of it is above.`)]);
}

/** To who has joined, and to nobody else. */
export function sprintJoined(sprint: Sprint, today: Temporal.PlainDate): Outbound {
  return message([
    text(joinedLine(sprint, today)),
    buttons(button('leave', phrase`Leave it`, { type: 'leave-sprint' })),
    note(md`Say sprint to see your own before and after. Leaving is seen by nobody.`),
  ]);
}

function joinedLine(sprint: Sprint, today: Temporal.PlainDate): Markdown {
  const { topic, startsOn } = sprint;
  const [asked, again] = [count(sprint.pairs.length, 'question'), date(lastDayOf(sprint))];
  if (Temporal.PlainDate.compare(today, lastToJoin(sprint)) >= 0)
    return md`You are in: ${topic}. It is under way: you get its questions, and are not measured, since a check now would miss half of the week.`;
  if (Temporal.PlainDate.compare(today, startsOn) < 0)
    return md`You are in: ${topic}. The check of ${asked} comes first in your session on ${date(startsOn)}, and again on ${again}: first tries, no hints, no streak.`;
  return md`You are in: ${topic}. The check of ${asked} comes first in your next session, and again on ${again}: first tries, no hints, no streak.`;
}

export function sprintLeft({ topic }: Sprint): Outbound {
  return message([
    text(md`You are out of the sprint on ${topic}. Your answers stay yours, and count for nothing of the group’s.`),
  ]);
}

export function sprintBegins({ topic }: Sprint): Outbound {
  return message([text(md`It begins today: the first check on ${topic} is in the session of everybody who is in.`)]);
}

const STEPS = [
  md`Which of the two was harder, and why? Say it here.`,
  md`Where did it come up in your work last? One line is enough.`,
  md`What would a newcomer get wrong? Write the question that shows it.`,
  md`What would you have answered a week ago?`,
];

/** The day's joint step, in the thread. */
export function sprintStep({ topic }: Sprint, day: number): Outbound {
  const step = STEPS[(day - 1) % STEPS.length] ?? md``;
  return message([text(md`Today’s two on ${topic} are the same in everybody’s session. ${step}`)]);
}

export function sprintAfter({ topic, pairs }: Sprint): Outbound {
  const step = pairs.every(isReworded)
    ? md`The last step: the check on ${topic} from a week ago, in other words, is in everybody’s session.`
    : md`The last step: the second check on ${topic}, as hard as the one a week ago, is in everybody’s session.`;
  return message([text(step)]);
}

/** After a check, to its learner alone. */
export function sprintChecked(
  { topic, pairs }: Sprint,
  phase: Phase,
  { before, after }: { before: Cluster; after: Cluster },
): Outbound {
  if (phase === 'before')
    return message([
      text(
        pairs.every(isReworded)
          ? md`${topic}, before: ${before.hits} of ${before.n}. Only you see this. The same comes in a week, in other words.`
          : md`${topic}, before: ${before.hits} of ${before.n}. Only you see this. A second check, as hard as this one, comes in a week.`,
      ),
    ]);
  return message([
    text(
      md`${topic}, after: ${after.hits} of ${after.n}; a week ago ${before.hits} of ${before.n}. Only you see this; so few questions can be off by one or two.`,
    ),
  ]);
}

/** How a sprint goes, for one of its people. */
export function sprintStatus(sprint: Sprint, own: Own, { leads }: { leads: boolean }): Outbound {
  const isOpen = sprint.state === 'called' || sprint.state === 'running';
  const row = isOpen
    ? [button('leave', phrase`Leave it`, { type: 'leave-sprint' }), ...(leads ? [cancelButton(sprint)] : [])]
    : [];
  return message([
    text(md`**Sprint on ${sprint.topic}**, ${date(sprint.startsOn)} to ${date(lastDayOf(sprint))}.`),
    text(ownLine(own)),
    ...(row.length > 0 ? [buttons(...row)] : []),
  ]);
}

function ownLine({ before, after }: Own): Markdown {
  if (before.n === 0) return md`You: nothing to compare yet. It takes both checks.`;
  return md`You: ${before.hits} of ${before.n} before, ${after.hits} of ${after.n} after. Only you see this.`;
}

/** The card at the end: what came of it for all together, how sure that is, and one thing to do next. */
export function sprintClosing({ topic }: Sprint, outcome: Outcome): Outbound {
  const card = message([
    text(md`**The sprint on ${topic} is over.** ${difference(outcome)}`),
    buttons(
      button(
        'practise',
        phrase`Keep it up`,
        { type: 'practise', topic },
        { primary: true, description: cut(phrase`Practise ${topic} for two weeks`) },
      ),
    ),
    note(md`Keep it up: its questions come first for two weeks. Say sprint to me to see your own before and after.`),
  ]);
  // Whoever keeps it up is answered alone; the card is everybody's.
  return { ...card, stays: true };
}

function difference({ people, of, before, after, change }: Outcome): Markdown {
  if (before === undefined || after === undefined || !change)
    return md`Fewer than ${SMALLEST_GROUP} answered both checks, so there are no figures of the group; each has their own.`;
  return md`${people} of ${of} answered both checks: ${percent(before)} right before, ${percent(after)} after. ${verdictOn(change)}`;
}

function verdictOn({ low, high, estimate }: Interval): Markdown {
  const [least, most] = [points(low), points(high)];
  if (low === high) return md`All changed alike, so nobody can say how sure that is.`;
  if (low > 0) return md`That is ${points(estimate)} points more (between ${least} and ${most}, in 95 of 100 such groups).`;
  return md`Too early to tell them apart (between ${least} and ${most} points, in 95 of 100 such groups).`;
}

function points(share: number): string {
  return String(Math.round(share * 100)).replace('-', '−');
}
