import { AROUND_DAYS, type Intervention } from '../domain/intervention.ts';
import type { Team } from '../domain/team.ts';
import { type Held, SMALLEST_GROUP } from '../domain/week-figures.ts';
import { authored, joined, type Markdown, md } from '../markdown.ts';
import type { Block, Button, Input, Outbound } from '../outbound.ts';
import { type Phrase, phrase } from '../phrase.ts';
import type { Waiting } from './evidence.ts';
import { LEAD_SEES } from './privacy.ts';
import { heldBy } from './summary.ts';
import { button, buttons, count, listed, message, note, shortDate, text } from './words.ts';

const MOST_STUCK = 3;

/** All that a lead can see of a team beside what its channel reads. `what my lead sees` shows the same. */
export type TeamView = {
  team: Team;
  stuck: readonly Held[];
  done: readonly Intervention[];
  /** What members agreed to show. */
  evidence: readonly Waiting[];
  topics: readonly string[];
  focus?: string | undefined;
};

/** What a lead can do something about. */
export function teamView(view: TeamView, { disputes }: { disputes: number }): Outbound {
  const { team, evidence, topics, focus } = view;
  const waiting = [
    ...(evidence.length > 0
      ? [phrase`${count(evidence.length, 'person shows', 'people show')} you how they got over something`]
      : []),
    ...(disputes > 0 ? [phrase`${count(disputes, 'answer waits', 'answers wait')} for a ruling`] : []),
  ];
  const rows: Button[] = [
    ...(topics.length > 0
      ? [button('focus', phrase`Set focus`, { type: 'submit-focus', team: team.id }, { primary: true })]
      : []),
    ...(evidence.length > 0 ? [button('evidence', phrase`Look at it`, { type: 'open-evidence', team: team.id })] : []),
    ...(disputes > 0 ? [button('disputes', phrase`Rule`, { type: 'list-disputes' })] : []),
  ];
  return message([
    text(md`**${team.name}**, for you alone.`),
    ...figures(view),
    ...(waiting.length > 0 ? [text(md`**For you**: ${listed(waiting, '; ')}.`)] : []),
    ...(topics.length > 0 ? [focusInput(topics, focus)] : []),
    ...(rows.length > 0 ? [buttons(...rows)] : []),
    note(RULE),
  ]);
}

/** The same for who is seen: nothing is left out but what others agreed to show. */
export function leadSees(view: TeamView): Outbound {
  const own = view.evidence.map(({ entry }) => md`- how you got over “${authored(entry.name)}”, as you chose`);
  return message([
    text(md`**What the lead of ${view.team.name} sees**, no more than this:`),
    text(joined([...LEAD_SEES.map((each) => md`- ${each}`), ...own], '\n')),
    text(md`Alone, this week, they read:`),
    ...figures(view),
    note(RULE),
  ]);
}

const RULE = md`Counted from ${SMALLEST_GROUP} people on; nobody is named who did not choose to be.`;

function figures({ stuck, done, focus }: TeamView): Block[] {
  const lines = done.flatMap((each) => (each.before && each.after ? [movedLine(each, each.before, each.after)] : []));
  return [
    text(
      stuck.length > 0
        ? md`**Stuck**: ${joined(stuck.slice(0, MOST_STUCK).map(stuckLine), '; ')}.`
        : md`**Stuck**: nothing that I could show.`,
    ),
    ...(lines.length > 0
      ? [
          text(md`**What was done, and what came after** (${AROUND_DAYS} days each; other things happened too)`),
          text(joined(lines, '\n')),
        ]
      : [text(md`**What was done**: cannot tell yet what moved anything.`)]),
    ...(focus === undefined ? [] : [text(md`**Focus**: ${authored(focus)}.`)]),
  ];
}

function stuckLine({ topic, held, people }: Held): Markdown {
  return md`${authored(topic)} (held by ${heldBy(held, people)})`;
}

const WHAT: Readonly<Record<Intervention['what'], Phrase>> = {
  question: phrase`a question to the channel`,
  focus: phrase`the focus`,
};

function movedLine({ what, topic, on }: Intervention, before: Held, after: Held): Markdown {
  const [from, to] = [heldBy(before.held, before.people), heldBy(after.held, after.people)];
  return md`- ${authored(topic)}, ${WHAT[what]} on ${shortDate(on)}: held by ${from}, then ${to}`;
}

function focusInput(topics: readonly string[], focus: string | undefined): Block {
  const options = topics.map((topic) => ({ value: topic, label: topic.slice(0, 75).toWellFormed() }));
  const input: Input = {
    ...{ as: 'one-of', id: 'focus', label: phrase`Next week is about`, options, optional: true, folded: true },
    ...(focus !== undefined && topics.includes(focus) && { value: focus }),
  };
  return { type: 'input', input };
}
