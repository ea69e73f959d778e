import { TIERS } from '../domain/achievements/rule.ts';
import type { Deferred } from '../domain/amnesty.ts';
import type { Tally } from '../domain/confidence.ts';
import { minutesFor, type Prompt, type Session, tally } from '../domain/session.ts';
import { joined, type Markdown, md, plain } from '../markdown.ts';
import type { Block, Outbound } from '../outbound.ts';
import { button, buttons, clock, count, message, note, text } from './words.ts';

/** The day's offer: how many, how long, and what is particular about them. */
export function offer(
  session: Session,
  about: { misses: number; away?: Deferred | 'nothing' | undefined; snoozeTo?: Temporal.PlainTime | undefined },
): Outbound {
  const questions = session.prompts.length - session.position;
  const size = md`${count(questions, 'question')}, about ${count(minutesFor(questions), 'minute')}.`;
  const checked = session.prompts.slice(session.position).filter(isOfSprint).length;
  const lead = about.away
    ? md`Welcome back. Today: ${size}${about.away === 'nothing' ? '' : waiting(about.away)}`
    : checked > 0
      ? md`${size} ${checked === 1 ? 'The first is' : `The first ${checked} are`} the check of your sprint.`
      : about.misses > 0
        ? md`${size} ${about.misses === 1 ? 'One is' : `${about.misses} are`} from your last misses.`
        : size;
  const row = [button('start', 'Start', { type: 'start-quiz' }, { primary: true })];
  if (questions > 1) row.push(button('busy', 'Just one today', { type: 'busy-day' }));
  if (about.snoozeTo) row.push(button('snooze', `At ${clock(about.snoozeTo)}`, { type: 'snooze', until: clock(about.snoozeTo) }));
  return message([text(lead), buttons(...row)]);
}

function isOfSprint({ purpose }: Prompt): boolean {
  return purpose === 'sprint-before' || purpose === 'sprint-after';
}

// Neither how many wait nor what was not done: when it comes, and what waiting costs.
function waiting({ days, lost }: Deferred): string {
  const weeks = Math.ceil(days / 7);
  const over = weeks <= 1 ? 'over the next days' : `over the next ${weeks} weeks`;
  const cost = Math.round(lost);
  const words = cost === 0 ? 'that costs next to nothing' : `about ${count(cost, 'question')} more may slip meanwhile`;
  return ` What you would lose first; the rest comes in ${over}, ${words}.`;
}

/** An offer that has been taken up, or put off: what stays of it. */
export function settled(words: string): Outbound {
  return message([note(md`${words}`)], words);
}

/** The end of a session: what came of it, what was earned, what comes next. */
export function closing(
  session: Session,
  after: { awards: readonly Block[]; goals: readonly Block[]; nextLine: string; streak: { days: number; of: number } },
): Outbound {
  const { right, partly, missed, fixed } = tally(session);
  const counts = [`${right} right`, `${partly} partly`, `${missed} missed`].filter((each) => !each.startsWith('0 '));
  const corrected =
    fixed > 0
      ? ` ${fixed === missed ? (missed === 1 ? 'You put it right at once.' : 'You put them right at once.') : `You put ${fixed} right at once.`}`
      : '';
  const rhythm =
    after.streak.of >= 3 ? ` You recalled something on ${after.streak.days} of your last ${after.streak.of} days.` : '';
  return message([
    text(counts.length > 0 ? md`Done: ${counts.join(', ')}.${corrected}` : md`Done for today.`),
    ...after.awards,
    ...after.goals,
    note(md`${after.nextLine}${rhythm}`),
  ]);
}

/** Nothing more to ask today. */
export function nothingDue(nextLine: string, more: boolean): Outbound {
  const blocks: Block[] = [text(md`Nothing is due today. ${nextLine}`)];
  if (more) blocks.push(buttons(button('one-more', 'One more anyway', { type: 'one-more' })));
  return message(blocks);
}

const WHEN: Readonly<Record<Tally['confidence'], string>> = { sure: 'sure', fairly: 'fairly sure', guess: 'guessing' };

function calibration(tallies: readonly Tally[]): string {
  return tallies
    .map(({ confidence, answers, right }, i) => `When ${WHEN[confidence]}: ${i === 0 ? 'right ' : ''}${right} of ${answers}.`)
    .join(' ');
}

/** What has been learned so far, in figures that say what they are of. */
export function stats(figures: {
  known: number;
  items: number;
  recalled: number;
  tried: number;
  /** The next day with questions, in words, and what is to review on it. */
  next: { when: string; due: number };
  /** Items that are left out until they are brought back. */
  resting: readonly string[];
  streak: { days: number; of: number };
  /** What is being built of a path, where one is followed. */
  path: string | undefined;
  awards: readonly { title: string; tier: number }[];
  confidence: readonly Tally[];
  /** What was mixed up once, and what became of it. */
  mixUps: readonly Markdown[];
}): Outbound {
  const facts = [
    { label: 'Answered from memory', value: `${figures.known} of ${figures.items} questions` },
    {
      label: 'Still known a day or more later',
      value:
        figures.tried > 0
          ? `${figures.recalled} of ${figures.tried} tries in the last four weeks`
          : 'Nothing to tell yet: come back tomorrow',
    },
    { label: `Due ${figures.next.when}`, value: count(figures.next.due, 'question') },
    {
      label: 'Rhythm',
      value:
        figures.streak.of > 0
          ? `Something recalled on ${figures.streak.days} of ${count(figures.streak.of, 'day')} with questions`
          : 'Not asked yet',
    },
  ];
  if (figures.path !== undefined) facts.push({ label: 'Path', value: figures.path });
  if (figures.resting.length > 0)
    facts.push({ label: 'Resting', value: `${figures.resting.join(', ')}: say resume and the name` });
  if (figures.confidence.length > 0) facts.push({ label: 'How sure, how right', value: calibration(figures.confidence) });
  if (figures.awards.length > 0) {
    facts.push({ label: 'Achievements', value: figures.awards.map((each) => `${each.title}: ${TIERS[each.tier]}`).join(', ') });
  }
  const mixUps = figures.mixUps.length > 0 ? [md`**Mixed up once**`, joined(figures.mixUps, '\n')] : [];
  const spoken = [...facts.map((fact) => `${fact.label}: ${fact.value}`), ...mixUps.map(plain)].join('\n');
  return message(
    [
      text(md`**What stays**`),
      { type: 'facts', facts },
      ...mixUps.map(text),
      buttons(button('start', 'Quiz', { type: 'start-quiz' }), button('effort', 'Week by week', { type: 'open-effort' })),
    ],
    spoken,
  );
}
