import { changesFor } from '../domain/goals/decide.ts';
import type { Goal } from '../domain/goals/goal.ts';
import type { Measured, Week } from '../domain/goals/week.ts';
import type { Member } from '../domain/member.ts';
import { joined, type Markdown, md, plainly } from '../markdown.ts';
import type { Block, Outbound } from '../outbound.ts';
import { phrase } from '../phrase.ts';
import { weekFacts } from './goal-week.ts';
import { progressLine } from './goals.ts';
import { button, buttons, dayAndMonth, listed, message, note, text } from './words.ts';

/** Whom somebody lets see their goals, and the form to name another. */
export function mentorForm(about: { people: readonly Member[]; mentors: readonly Member[] }): Outbound {
  const { people, mentors } = about;
  const options = people.map(({ id, name }) => ({ value: id, label: name }));
  const now = mentors.length > 0 ? phrase`Now: ${listed(mentors.map(({ name }) => name))}.` : undefined;
  return message([
    text(md`**A mentor** may ask how your goals go: the goals, figures and next steps, never an answer.`),
    ...(now ? [text(md`${now}`)] : []),
    { type: 'input', input: { as: 'people', id: 'mentor', label: phrase`My mentor`, options, value: [] } },
    buttons(
      button('name', phrase`Let them see`, { type: 'name-mentor' }, { primary: true }),
      button('preview', phrase`What they would see`, { type: 'open-mentor-report' }),
      ...(mentors.length > 0 ? [button('end', phrase`Stop all`, { type: 'end-mentor' })] : []),
    ),
    note(md`Or say: my mentor is @NAME, stop mentor @NAME.`),
  ]);
}

export function mentorNamed({ name, id }: Member, { name: own }: Member): Outbound {
  return message([
    text(md`${name} may see how your goals go, when they say: mentor report ${own}. You can see in privacy when they do.`),
    buttons(button('end', phrase`Undo`, { type: 'end-mentor', name: id })),
  ]);
}

/** What a mentor reads: goals, figures, next steps. `whose` is nobody where it is shown to the learner. */
export function mentorReport(about: {
  whose: Member | undefined;
  today: Temporal.PlainDate;
  underWay: readonly Measured[];
  reached: readonly Measured[];
  week: Week;
  toCome: Goal | undefined;
  nameOf: (goal: Pick<Goal, 'deck' | 'topic'>) => string;
}): Outbound {
  const { whose, underWay, reached, week, nameOf } = about;
  const facts = weekFacts(week);
  const lead = whose
    ? md`**Goals of ${whose.name}**, who lets you see them. No answers.`
    : md`**What your mentor sees** when they ask.`;
  const goals = [...underWay, ...reached].map((each) => md`- ${progressLine(each, about)}`);
  const steps = nextSteps(about, nameOf).map((each) => md`- ${each}`);
  const blocks: Block[] = [
    text(lead),
    text(goals.length > 0 ? joined(goals, '\n') : md`No goals are set at present.`),
    { type: 'facts', facts },
    ...(steps.length > 0 ? [text(md`**Next**`), text(joined(steps, '\n'))] : []),
    note(
      md`Figures of the week since ${dayAndMonth(week.monday)}. A goal that takes longer is made shorter or moved, nothing worse.`,
    ),
  ];
  const spoken = [lead, ...goals, ...facts.map(({ label, value }) => md`${label}: ${value}`), ...steps].map(plainly);
  return message(blocks, listed(spoken, '\n'));
}

const STEPS = {
  harder: phrase`reached early, may ask for more next time`,
  repeat: phrase`once more before going on`,
  shorter: phrase`less of it, or a later day`,
  move: phrase`a later day`,
} as const;

function nextSteps(
  { underWay, reached, toCome, today }: Parameters<typeof mentorReport>[0],
  nameOf: (goal: Goal) => string,
): Markdown[] {
  const proposed = [...underWay, ...reached].flatMap(({ goal, progress }) => {
    const [change] = changesFor(goal, progress, today);
    return change ? [md`“${nameOf(goal)}”: ${STEPS[change]}`] : [];
  });
  const [nearest] = underWay;
  const due = nearest ? [md`“${nameOf(nearest.goal)}” is due ${dayAndMonth(nearest.goal.dueOn)}`] : [];
  return [...proposed, ...due, ...(toCome ? [md`then “${nameOf(toCome)}”, by ${dayAndMonth(toCome.dueOn)}`] : [])];
}
