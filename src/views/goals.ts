import type { Hour } from '../domain/goals/best-hours.ts';
import { type Change, changesFor, isBehind } from '../domain/goals/decide.ts';
import type { Goal, Terms } from '../domain/goals/goal.ts';
import { type Measured, TARGETS, type Tweak, type Week } from '../domain/goals/week.ts';
import { aimOf, dateWords, wordingOf } from '../domain/goals/wording.ts';
import { joined, type Markdown, md, plain } from '../markdown.ts';
import type { Block, Button, Outbound } from '../outbound.ts';
import { button, buttons, count, message, note, sentence, text } from './words.ts';

const LABELS: Readonly<Record<Change, string>> = {
  harder: 'Make the next one harder',
  repeat: 'Repeat it',
  shorter: 'Make it shorter',
  move: 'Move its day',
};

// Rows of buttons under a list; everything can be typed by its number.
const MOST_PROPOSALS = 2;
const MOST_TO_COME = 5;
const MOST_REACHED = 3;

type Named = (goal: Pick<Goal, 'deck' | 'topic'>) => string;
type About = { today: Temporal.PlainDate; nameOf: Named; measured: readonly Measured[] };

/** A goal's words with how far it is: the target beside the figure, and of how many answers. */
export function progressLine({ goal, progress }: Measured, { today, nameOf }: Pick<About, 'today' | 'nameOf'>): Markdown {
  const { done, needed, answers, right, reachedOn } = progress;
  const of = answers > 0 ? `; ${right} of ${count(answers, 'answer')} right` : '';
  const state = reachedOn ? 'reached' : isBehind(goal, progress, today) ? 'it needs a little more' : 'on its way';
  return md`**${aimOf(goal, nameOf(goal))}**, by ${dateWords(goal.dueOn)}: ${done} of ${needed}${of}. ${state}`;
}

/** The buttons for what the rules propose. */
function proposalFor({ goal, progress }: Measured, today: Temporal.PlainDate): Button[] {
  return changesFor(goal, progress, today).map((change) =>
    button(`${change}-${goal.id}`, LABELS[change], { type: 'change-goal', change, goal: goal.id }),
  );
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
      button('start', 'Quiz', { type: 'start-quiz' }, { primary: true }),
      button('review', 'My week', { type: 'review-goals' }),
      button('new', 'New goal', { type: 'open-goal-form' }),
    ),
    note(
      md`Answers count, not time. By number: drop goal 1, goal shorter 1, goal move 1 to Friday; undo goal takes the last back.`,
    ),
  ]);
}

function stepLine(step: Pick<Goal, 'type' | 'items' | 'share' | 'minutes' | 'priority' | 'dueOn'>, name: string): string {
  return `${dateWords(step.dueOn)}, ${step.minutes} min, ${step.priority}: ${aimOf(step, name)}`;
}

export function noGoals(): Outbound {
  return message([
    text(
      md`No goals yet. Say what you want to know by when: goal learn phishing by Friday. Vague is fine, I offer better words.`,
    ),
    buttons(
      button('new', 'New goal', { type: 'open-goal-form' }, { primary: true }),
      button('plan', 'Plan a large one', { type: 'open-plan-form' }),
    ),
  ]);
}

/** What a rule makes of a goal, without blame. */
function why({ goal, progress }: Measured, { today, nameOf }: Pick<About, 'today' | 'nameOf'>): Markdown {
  const [change] = changesFor(goal, progress, today);
  const name = nameOf(goal);
  if (change === 'harder') return md`“${name}” was reached before its day: the next one may ask for more.`;
  if (change === 'repeat')
    return md`“${name}”: ${progress.right} of ${progress.answers} right after ${progress.tries} tries, the mark is 80 %. Once more helps more than going on.`;
  return md`“${name}” needs more time than it has: less of it, or a later day. What you have shown stays.`;
}

/** A goal that was vague, in words that can be measured. */
export function betterWording(terms: Terms, name: string, options: { large: boolean; words: string }): Outbound {
  const row = [
    button('set', 'Set it', { type: 'set-goal', terms }, { primary: true }),
    button('change', 'Change it', { type: 'open-goal-form', terms }),
  ];
  if (options.large) row.push(button('plan', 'Plan it in steps', { type: 'plan-goal', words: options.words }));
  return message([
    text(md`To be sure when it is done: **${wordingOf(terms, name)}**.`),
    buttons(...row),
    note(md`Your answers show it, not time spent. To say it your way: goal ${uncapitalised(wordingOf(terms, name))}.`),
  ]);
}

function uncapitalised(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

export function goalSet(goal: Goal, name: string, before: { again: boolean; joined: boolean }): Outbound {
  const terms = { ...goal, dueOn: goal.dueOn.toString() };
  if (before.again) return sentence('That goal is set already: say goals to see how far it is.');
  return message([
    text(md`Set: **${wordingOf(terms, name)}**.`),
    buttons(
      button('start', 'Quiz', { type: 'start-quiz' }, { primary: true }),
      button('undo', 'Undo', { type: 'undo-goal', goal: goal.id }),
    ),
    note(
      md`${before.joined ? 'Its deck is among yours now. ' : ''}Its questions come first among your daily ones, which are no more than before. Say goals at any time.`,
    ),
  ]);
}

export function goalChanged(goal: Goal, name: string, change: Change): Outbound {
  const terms = { ...goal, dueOn: goal.dueOn.toString() };
  const lead = { harder: 'Next', repeat: 'Once more', shorter: 'Shorter', move: 'Moved' }[change];
  return message([
    text(md`${lead}: **${wordingOf(terms, name)}**.`),
    buttons(button('undo', 'Undo', { type: 'undo-goal', goal: goal.id })),
  ]);
}

export function goalDropped(goal: Goal, name: string): Outbound {
  return message([
    text(md`Dropped: ${aimOf(goal, name)}. What you learned of it stays.`),
    buttons(button('undo', 'Undo', { type: 'undo-goal', goal: goal.id })),
  ]);
}

/** In the message that closes a session: what was reached, or how far the nearest goal is. */
export function goalNews(
  news: About & { reached: readonly Measured[]; nearest: Measured | undefined; endsWeek: boolean },
): Block[] {
  const { reached, nearest, endsWeek, today, nameOf } = news;
  const row: Button[] = [];
  const blocks = reached.map(({ goal }) => text(md`**Goal reached:** ${aimOf(goal, nameOf(goal))}.`));
  const [first] = reached;
  if (first) row.push(...proposalFor(first, today));
  else if (nearest) {
    blocks.push(note(md`Goal: ${progressLine(nearest, news)}.`));
    if (proposalFor(nearest, today).length > 0) row.push(button('goals', 'Adjust it', { type: 'open-goals' }));
  }
  if (endsWeek) row.push(button('review', 'My week', { type: 'review-goals' }));
  return row.length > 0 ? [...blocks, buttons(...row)] : blocks;
}

/** The week's figures, each beside its target and with what it is of. */
export function weekFacts(week: Week): { label: string; value: string }[] {
  const { planned, reached, minutes, timed, reviews, recalled, recalledBefore } = week;
  const share = (n: number, of: number) => `${n} of ${of} (${Math.round((100 * n) / of)} %)`;
  const growth = Math.round((100 * (recalled - recalledBefore)) / Math.max(1, recalledBefore));
  const [least, most] = TARGETS.minutes;
  return [
    {
      label: 'Goals reached in time',
      value: planned > 0 ? `${share(reached, planned)}, target 80 %` : 'None was due yet, target 80 %',
    },
    {
      label: 'Minutes a goal',
      value:
        timed > 0
          ? `about ${Math.max(1, Math.round(minutes / timed))} (${count(timed, 'goal')}), target ${least} to ${most}`
          : `No answers yet, target ${least} to ${most}`,
    },
    {
      label: 'Recalled a day or more later',
      value: reviews > 0 ? `${share(recalled, reviews)}, target 85 %` : 'Nothing yet, target 85 %',
    },
    {
      label: 'Beside last week',
      value:
        recalledBefore > 0
          ? `${recalled} recalled, ${recalledBefore} the week before (${growth >= 0 ? '+' : ''}${growth} %), target +10 %`
          : `${recalled} recalled; there is no week before to compare`,
    },
  ];
}

function hoursFact(hours: readonly Hour[]): { label: string; value: string }[] {
  if (hours.length === 0) return [];
  const value = hours.map(({ hour, right, answers }) => `${hour}:00 to ${hour + 1}:00, ${right} of ${answers} right`).join('; ');
  return [{ label: 'Your best hours', value }];
}

/** `goal review`: the week in figures and the one thing to change. */
export function review(week: Week, about: About & { tweak: Tweak; hours: readonly Hour[]; sessionHour: number }): Outbound {
  const facts = [...weekFacts(week), ...hoursFact(about.hours)];
  const { lead, row } = proposed(about);
  const spoken = ['Your week.', ...facts.map(({ label, value }) => `${label}: ${value}`), plain(lead)].join('\n');
  const blocks: Block[] = [text(md`**Your week**, since ${dateWords(week.monday)}`), { type: 'facts', facts }, text(lead)];
  return message([...blocks, ...(row.length > 0 ? [buttons(...row)] : [])], spoken);
}

function proposed(about: Parameters<typeof review>[1]): { lead: Markdown; row: Button[] } {
  const { tweak, hours, sessionHour } = about;
  if ('goal' in tweak) {
    const measured = about.measured.find(({ goal }) => goal.id === tweak.goal.id);
    return measured
      ? { lead: why(measured, about), row: proposalFor(measured, about.today) }
      : { lead: md`Say goals for what is under way.`, row: [] };
  }
  if (tweak.change === 'fewer-minutes')
    return { lead: md`Your goals take longer than 20 minutes: set the next one smaller.`, row: newGoal() };
  const [best] = hours;
  if (best && best.hour !== sessionHour)
    return {
      lead: md`You answer best after ${best.hour}:00 (${best.right} of ${best.answers} right): shall I ask you then?`,
      row: [button('time', `Ask me at ${best.hour}:00`, { type: 'change-setting', setting: 'time', value: `${best.hour}:00` })],
    };
  return { lead: md`Nothing needs changing. What is next?`, row: newGoal() };
}

function newGoal(): Button[] {
  return [button('new', 'New goal', { type: 'open-goal-form' }, { primary: true })];
}
