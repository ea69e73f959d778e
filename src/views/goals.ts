import { type Change, changesFor, hasPassed, isBehind } from '../domain/goals/decide.ts';
import type { Goal } from '../domain/goals/goal.ts';
import type { Progress } from '../domain/goals/measure.ts';
import type { Measured } from '../domain/goals/week.ts';
import { joined, type Markdown, md } from '../markdown.ts';
import type { Block, Button, Outbound } from '../outbound.ts';
import { type Phrase, percent, phrase } from '../phrase.ts';
import { PRIORITY } from './goal-plan.ts';
import { aimOf } from './goal-words.ts';
import { button, buttons, count, dayAndMonth, message, note, text } from './words.ts';

const LABELS: Readonly<Record<Change, Phrase>> = {
  harder: phrase`Make the next one harder`,
  repeat: phrase`Repeat it`,
  shorter: phrase`Make it shorter`,
  move: phrase`Move its day`,
};

const OVER_LABELS: Readonly<Record<Change, Phrase>> = {
  ...LABELS,
  shorter: phrase`Make it smaller`,
  move: phrase`More time`,
};

// Rows of buttons under a list; everything can be typed by its number.
const MOST_PROPOSALS = 2;
const MOST_TO_COME = 5;
const MOST_REACHED = 3;

type Named = (goal: Pick<Goal, 'deck' | 'topic'>) => string;
export type About = { today: Temporal.PlainDate; nameOf: Named; measured: readonly Measured[] };

/** A goal's words with how far it is: the target beside the figure, and of how many answers. */
export function progressLine({ goal, progress }: Measured, { today, nameOf }: Pick<About, 'today' | 'nameOf'>): Markdown {
  const { done, needed, answers, right, reachedOn } = progress;
  const state = reachedOn ? phrase`Reached.` : standing(goal, progress, today);
  const [aim, by] = [aimOf(goal, nameOf(goal)), dayAndMonth(goal.dueOn)];
  return answers > 0
    ? md`**${aim}**, by ${by}: ${done} of ${needed}; ${right} of ${count(answers, 'answer')} right. ${state}`
    : md`**${aim}**, by ${by}: ${done} of ${needed}. ${state}`;
}

function standing(goal: Goal, progress: Progress, today: Temporal.PlainDate): Phrase {
  if (hasPassed(goal, progress, today)) return phrase`Its day is over.`;
  return isBehind(goal, progress, today) ? phrase`It needs a little more.` : phrase`On its way.`;
}

/** The buttons for what the rules propose; what is over can be let go as well. */
export function proposalFor({ goal, progress }: Measured, today: Temporal.PlainDate): Button[] {
  const isOver = hasPassed(goal, progress, today);
  const labels = isOver ? OVER_LABELS : LABELS;
  const changes = changesFor(goal, progress, today).map((change) =>
    button(`${change}-${goal.id}`, labels[change], { type: 'change-goal', change, goal: goal.id }),
  );
  return isOver ? [...changes, button(`drop-${goal.id}`, phrase`Let it go`, { type: 'drop-goal', goal: goal.id })] : changes;
}

/** `goals`: what is under way, in the order in which it is due; what comes; what the rules propose. */
export function goals(
  about: About & { underWay: readonly Measured[]; toCome: readonly Goal[]; reached: readonly Measured[] },
): Outbound {
  const { underWay, toCome, reached, today, nameOf } = about;
  if (underWay.length + toCome.length + reached.length === 0) return noGoals();
  const lines = underWay.map((each, i) => md`${i + 1}. ${progressLine(each, about)}`);
  const proposals = [...underWay, ...reached].filter((each) => proposalFor(each, today).length > 0).slice(0, MOST_PROPOSALS);
  const blocks: Block[] = [
    ...(lines.length > 0 ? [text(md`**Your goals**`), text(joined(lines, '\n'))] : []),
    ...reached.slice(-MOST_REACHED).map(({ goal }) => note(md`✓ Reached: ${aimOf(goal, nameOf(goal))}.`)),
    ...proposals.flatMap((each) => [note(why(each, about)), buttons(...proposalFor(each, today))]),
  ];
  if (toCome.length > 0) {
    const soon = toCome.slice(0, MOST_TO_COME).map((goal) => md`- ${stepLine(goal, nameOf(goal))}`);
    const more =
      toCome.length > MOST_TO_COME ? [note(md`And ${count(toCome.length - MOST_TO_COME, 'more step')} after that.`)] : [];
    blocks.push(text(md`**To come**`), text(joined(soon, '\n')), ...more);
  }
  return message([
    ...blocks,
    buttons(
      button('start', phrase`Quiz`, { type: 'start-quiz' }, { primary: true }),
      button('review', phrase`My week`, { type: 'review-goals' }),
      button('new', phrase`New goal`, { type: 'open-goal-form' }),
    ),
    note(
      md`Answers count, not time. By number: drop goal 1, goal shorter 1, goal move 1 to Friday; undo goal takes the last back.`,
    ),
  ]);
}

function stepLine(step: Pick<Goal, 'type' | 'items' | 'share' | 'minutes' | 'priority' | 'dueOn'>, name: string): Phrase {
  return phrase`${dayAndMonth(step.dueOn)}, ${step.minutes} min, ${PRIORITY[step.priority]}: ${aimOf(step, name)}`;
}

export function noGoals(): Outbound {
  return message([
    text(
      md`No goals yet. Say what you want to know by when: goal learn phishing by Friday. Vague is fine, I offer better words.`,
    ),
    buttons(
      button('new', phrase`New goal`, { type: 'open-goal-form' }, { primary: true }),
      button('plan', phrase`Plan a large one`, { type: 'open-plan-form' }),
    ),
  ]);
}

/** What a rule makes of a goal, without blame. */
export function why({ goal, progress }: Measured, { today, nameOf }: Pick<About, 'today' | 'nameOf'>): Markdown {
  const [change] = changesFor(goal, progress, today);
  const name = nameOf(goal);
  if (hasPassed(goal, progress, today))
    return md`“${name}” was for ${dayAndMonth(goal.dueOn)}: ${progress.done} of ${progress.needed} are there, and stay. More time, a smaller one, or let it go?`;
  if (change === 'harder') return md`“${name}” was reached before its day: the next one may ask for more.`;
  if (change === 'repeat')
    return md`“${name}”: ${progress.right} of ${progress.answers} right after ${progress.tries} tries, the mark is ${percent(0.8)}. Once more helps more than going on.`;
  return md`“${name}” needs more time than it has: less of it, or a later day. What you have shown stays.`;
}

/** In the message that closes a session: what was reached, or how far the nearest goal is. */
export function goalNews(
  news: About & { reached: readonly Measured[]; passed: Measured | undefined; nearest: Measured | undefined; endsWeek: boolean },
): Block[] {
  const { reached, passed, nearest, endsWeek, today, nameOf } = news;
  const row: Button[] = [];
  const blocks = reached.map(({ goal }) => text(md`**Goal reached:** ${aimOf(goal, nameOf(goal))}.`));
  const [first] = reached;
  if (first) row.push(...proposalFor(first, today));
  if (passed) {
    blocks.push(text(why(passed, news)));
    row.push(...proposalFor(passed, today));
  } else if (nearest && !first) {
    blocks.push(note(md`Goal: ${progressLine(nearest, news)}`));
    if (proposalFor(nearest, today).length > 0) row.push(button('goals', phrase`Adjust it`, { type: 'open-goals' }));
  }
  if (endsWeek) row.push(button('review', phrase`My week`, { type: 'review-goals' }));
  return row.length > 0 ? [...blocks, buttons(...row)] : blocks;
}
