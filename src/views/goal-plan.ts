import type { Hour } from '../domain/goals/best-hours.ts';
import { DEFAULT_SHARE, neededFor, PRIORITIES } from '../domain/goals/goal.ts';
import type { Part, Plan, Step } from '../domain/goals/plan-backwards.ts';
import { weekOf } from '../domain/rhythm.ts';
import type { IntentOf } from '../intents.ts';
import { joined, type Markdown, md } from '../markdown.ts';
import type { Block, Input, Outbound } from '../outbound.ts';
import { type Phrase, phrase, type Words } from '../phrase.ts';
import { button, buttons, capital, count, dayAndMonth, message, note, sentence, sentences, text } from './words.ts';

type Large = Omit<IntentOf<'set-plan'>, 'type'>;

// So many weeks are shown step by step.
const WEEKS_SHOWN = 2;

/** A large goal's fields; once its deck is known, also what matters in it. */
export function planForm(about: {
  decks: readonly { value: string; label: string }[];
  large: Partial<Large>;
  parts: readonly Part[];
  lead?: Words | undefined;
}): Outbound {
  const { decks, large, parts, lead } = about;
  const topics = parts.map(({ topic }) => ({ value: topic, label: topic }));
  const those = (priority: Part['priority']) => parts.filter((each) => each.priority === priority).map(({ topic }) => topic);
  const deck: Input = {
    as: 'one-of',
    id: 'deck',
    label: phrase`Of what`,
    options: [...decks],
    ...(large.deck && { value: large.deck }),
  };
  const inputs: Input[] = [
    deck,
    {
      as: 'line',
      id: 'by',
      label: phrase`By when`,
      hint: phrase`18 December, in 4 weeks`,
      value: large.by ?? phrase`in 4 weeks`,
    },
    { as: 'line', id: 'minutes', label: phrase`Minutes a day`, hint: phrase`5 to 60`, value: String(large.minutes ?? 10) },
  ];
  if (topics.length > 0)
    inputs.push(
      { as: 'some-of', id: 'must', label: phrase`Must be in`, options: topics, value: those('must'), optional: true },
      { as: 'some-of', id: 'could', label: phrase`Could wait`, options: topics, value: those('could'), optional: true },
    );
  return message([
    text(lead === undefined ? md`**A large goal**, planned backwards from its day into small ones.` : md`${lead}`),
    ...inputs.map((input) => ({ type: 'input', input }) as const),
    buttons(
      button('plan', phrase`Plan it`, { type: 'submit-plan', ...(topics.length > 0 && { deck: large.deck }) }, { primary: true }),
    ),
    note(md`Or in words: goal plan security awareness by 18 December, 10 minutes a day.`),
  ]);
}

/** A plan before it is begun: week by week, with what does not fit. */
export function planShown(
  plan: Plan,
  large: Large,
  about: { title: string; hours: readonly Hour[]; sessionHour: number; questions: { wanted: number; budget: number } },
): Outbound {
  const { title, questions } = about;
  const hour = about.hours[0]?.hour ?? about.sessionHour;
  const by = dayAndMonth(Temporal.PlainDate.from(large.by));
  if (plan.steps.length === 0) return tooShort(large, title);
  const weeks = [...Map.groupBy(plan.steps, ({ day }) => weekOf(day).toString()).values()];
  const shown = weeks.slice(0, WEEKS_SHOWN);
  const rest = plan.steps.length - shown.flat().length;
  const blocks: Block[] = [
    text(
      md`**${title} by ${by}**: ${count(plan.steps.length, 'small goal')}, planned back from that day, at most ${large.minutes} minutes a day, best around ${hour}:00.`,
    ),
    ...shown.flatMap((steps) => [text(weekLine(steps)), text(joined(steps.map(stepLine), '\n'))]),
  ];
  if (rest > 0) blocks.push(note(md`And ${rest} more until ${dayAndMonth(plan.steps.at(-1)?.day ?? weekStart(shown))}.`));
  blocks.push(...priorities(plan).map(text));
  if (plan.left.length > 0)
    blocks.push(text(md`Does not fit: ${names(plan.left)}. More minutes a day, or a later day, would hold it.`));
  const row = [
    button('begin', phrase`Start the plan`, { type: 'set-plan', ...large }, { primary: true }),
    button('change', phrase`Change it`, { type: 'open-plan-form', ...large }),
  ];
  const { wanted, budget } = questions;
  if (wanted > budget) {
    blocks.push(note(md`It takes about ${wanted} questions a day, and you are asked ${budget}.`));
    row.push(
      button('more', phrase`Ask me ${wanted} a day`, { type: 'change-setting', setting: 'questions', value: String(wanted) }),
    );
  }
  const words = note(md`To begin it in words: start goal plan ${title} by ${by}, ${large.minutes} minutes a day.`);
  return message([...blocks, buttons(...row), words]);
}

function tooShort(large: Large, title: string): Outbound {
  return message([
    text(
      md`There is no room for ${title} until ${dayAndMonth(Temporal.PlainDate.from(large.by))}: choose a later day, or more minutes.`,
    ),
    buttons(button('change', phrase`Change it`, { type: 'open-plan-form', ...large }, { primary: true })),
  ]);
}

function weekLine(steps: readonly Step[]): Markdown {
  return md`**Week of ${dayAndMonth(weekStart([steps]))}**`;
}

function weekStart([steps = []]: readonly (readonly Step[])[]): Temporal.PlainDate {
  return weekOf(steps[0]?.day ?? Temporal.PlainDate.from('2026-01-01'));
}

function stepLine({ day, minutes, topic, type, items }: Step): Markdown {
  const needed = neededFor({ type, items, share: DEFAULT_SHARE });
  const aim = {
    completion: phrase`get ${items} right`,
    recall: phrase`recall ${needed} of ${items} a day or more later`,
    accuracy: phrase`${needed} of ${items} right at the first try`,
  }[type];
  return md`- ${dayAndMonth(day)}, ${minutes} min: “${topic}”, ${aim}`;
}

/** How much something matters. */
export const PRIORITY: Readonly<Record<Part['priority'], Phrase>> = {
  must: phrase`must`,
  should: phrase`should`,
  could: phrase`could`,
};

/** What matters how much; nothing where all matters alike. */
function priorities({ steps }: Plan): Markdown[] {
  const lines = PRIORITIES.flatMap((priority) => {
    const own = steps.filter((each) => each.priority === priority);
    return own.length > 0 ? [phrase`${capital(PRIORITY[priority])}: ${names(own)}.`] : [];
  });
  return lines.length > 1 ? [md`${sentences(...lines)}`] : [];
}

function names(parts: readonly { topic: string }[]): string {
  return [...new Set(parts.map(({ topic }) => topic))].join(', ');
}

export function planBegun(steps: number, title: string, plan: string): Outbound {
  return message([
    text(
      md`The plan for ${title} has begun: ${count(steps, 'small goal')}, one after the other. Each is measured by your answers.`,
    ),
    buttons(
      button('start', phrase`Quiz`, { type: 'start-quiz' }, { primary: true }),
      button('goals', phrase`Show my goals`, { type: 'open-goals' }),
      button('drop', phrase`Drop the plan`, { type: 'drop-plan', plan }),
    ),
  ]);
}

export function planDropped(steps: number): Outbound {
  return steps === 0
    ? sentence(md`There is no plan under way. Say goal plan to make one.`)
    : sentence(
        md`The plan is dropped, ${count(steps, 'small goal')} of it. What you learned stays; say undo goal to have it back.`,
      );
}
