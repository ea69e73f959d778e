import type { Deferred } from '../domain/amnesty.ts';
import type { Tally } from '../domain/confidence.ts';
import { minutesFor, type Prompt, type Session, tally } from '../domain/session.ts';
import { joined, type Markdown, md, plainly } from '../markdown.ts';
import type { Block, Fact, Outbound } from '../outbound.ts';
import { type Phrase, phrase, shipped, type Words } from '../phrase.ts';
import { tierName } from './achievements.ts';
import { button, buttons, clock, count, listed, message, note, sentences, text } from './words.ts';

/** The day's offer: how many, how long, and what is particular about them. */
export function offer(
  session: Session,
  about: { misses: number; away?: Deferred | 'nothing' | undefined; snoozeTo?: Temporal.PlainTime | undefined },
): Outbound {
  const questions = session.prompts.length - session.position;
  const size = phrase`${count(questions, 'question')}, about ${count(minutesFor(questions), 'minute')}.`;
  const row = [button('start', phrase`Start`, { type: 'start-quiz' }, { primary: true })];
  if (questions > 1) row.push(button('busy', phrase`Just one today`, { type: 'busy-day' }));
  if (about.snoozeTo)
    row.push(button('snooze', phrase`At ${clock(about.snoozeTo)}`, { type: 'snooze', until: clock(about.snoozeTo) }));
  const lead = about.away
    ? sentences(phrase`Welcome back. Today: ${size}`, about.away === 'nothing' ? undefined : waiting(about.away))
    : sentences(size, particular(session, about.misses));
  return message([text(md`${lead}`), buttons(...row)]);
}

function particular(session: Session, misses: number): Phrase | undefined {
  const checked = session.prompts.slice(session.position).filter(isOfSprint).length;
  if (checked > 0)
    return checked === 1
      ? phrase`The first is the check of your sprint.`
      : phrase`The first ${checked} are the check of your sprint.`;
  if (misses === 0) return undefined;
  return misses === 1 ? phrase`One is from your last misses.` : phrase`${misses} are from your last misses.`;
}

function isOfSprint({ purpose }: Prompt): boolean {
  return purpose === 'sprint-before' || purpose === 'sprint-after';
}

// Neither how many wait nor what was not done: when it comes, and what waiting costs.
function waiting({ days, lost }: Deferred): Phrase {
  const weeks = Math.ceil(days / 7);
  const over = weeks <= 1 ? phrase`over the next days` : phrase`over the next ${weeks} weeks`;
  const cost = Math.round(lost);
  const words =
    cost === 0 ? phrase`that costs next to nothing` : phrase`about ${count(cost, 'question')} more may slip meanwhile`;
  return phrase`What you would lose first; the rest comes in ${over}, ${words}.`;
}

/** An offer that has been taken up, or put off: what stays of it. */
export function settled(words: Words): Outbound {
  return message([note(md`${words}`)], words);
}

/** The end of a session: what came of it, what was earned, what comes next. */
export function closing(
  session: Session,
  after: { awards: readonly Block[]; goals: readonly Block[]; nextLine: Words; streak: { days: number; of: number } },
): Outbound {
  const counts = tallied(session);
  const { days, of } = after.streak;
  const rhythm = of >= 3 ? phrase`You recalled something on ${days} of your last ${of} days.` : undefined;
  return message([
    text(md`${counts.length > 0 ? sentences(phrase`Done: ${listed(counts)}.`, putRight(session)) : phrase`Done for today.`}`),
    ...after.awards,
    ...after.goals,
    note(md`${sentences(after.nextLine, rhythm)}`),
  ]);
}

/** How a session went, in counts; what there was none of is left out. */
export function tallied(session: Session): Phrase[] {
  const { right, partly, missed } = tally(session);
  return [
    ...(right > 0 ? [phrase`${right} right`] : []),
    ...(partly > 0 ? [phrase`${partly} partly`] : []),
    ...(missed > 0 ? [phrase`${missed} missed`] : []),
  ];
}

function putRight(session: Session): Phrase | undefined {
  const { missed, fixed } = tally(session);
  if (fixed === 0) return undefined;
  if (fixed < missed) return phrase`You put ${fixed} right at once.`;
  return missed === 1 ? phrase`You put it right at once.` : phrase`You put them right at once.`;
}

/** Nothing more to ask today. */
export function nothingDue(nextLine: Words, more: boolean): Outbound {
  const blocks: Block[] = [text(md`Nothing is due today. ${nextLine}`)];
  if (more) blocks.push(buttons(button('one-more', phrase`One more anyway`, { type: 'one-more' })));
  return message(blocks);
}

const WHEN: Readonly<Record<Tally['confidence'], Phrase>> = {
  sure: phrase`sure`,
  fairly: phrase`fairly sure`,
  guess: phrase`guessing`,
};

function calibration(tallies: readonly Tally[]): Phrase {
  return sentences(
    ...tallies.map(({ confidence, answers, right }, i) =>
      i === 0
        ? phrase`When ${WHEN[confidence]}: right ${right} of ${answers}.`
        : phrase`When ${WHEN[confidence]}: ${right} of ${answers}.`,
    ),
  );
}

/** What has been learned so far, in figures that say what they are of. */
export function stats(figures: {
  known: number;
  items: number;
  recalled: number;
  tried: number;
  /** The next day with questions, in words, and what is to review on it. */
  next: { when: Words; due: number };
  /** Items that are left out until they are brought back. */
  resting: readonly string[];
  streak: { days: number; of: number };
  /** What is being built of a path, where one is followed. */
  path: Words | undefined;
  awards: readonly { title: string; tier: number }[];
  confidence: readonly Tally[];
  /** What was mixed up once, and what became of it. */
  mixUps: readonly Markdown[];
}): Outbound {
  const facts: Fact[] = [
    { label: phrase`Answered from memory`, value: phrase`${figures.known} of ${figures.items} questions` },
    {
      label: phrase`Still known a day or more later`,
      value:
        figures.tried > 0
          ? phrase`${figures.recalled} of ${figures.tried} tries in the last four weeks`
          : phrase`Nothing to tell yet: come back tomorrow`,
    },
    { label: phrase`Due ${figures.next.when}`, value: count(figures.next.due, 'question') },
    {
      label: phrase`Rhythm`,
      value:
        figures.streak.of > 0
          ? phrase`Something recalled on ${figures.streak.days} of ${count(figures.streak.of, 'day')} with questions`
          : phrase`Not asked yet`,
    },
  ];
  if (figures.path !== undefined) facts.push({ label: phrase`Path`, value: figures.path });
  if (figures.resting.length > 0)
    facts.push({ label: phrase`Resting`, value: phrase`${listed(figures.resting)}: say resume and the name` });
  if (figures.confidence.length > 0) facts.push({ label: phrase`How sure, how right`, value: calibration(figures.confidence) });
  if (figures.awards.length > 0) {
    facts.push({
      label: phrase`Achievements`,
      value: listed(figures.awards.map((each) => phrase`${shipped(each.title)}: ${tierName(each.tier)}`)),
    });
  }
  const mixUps = figures.mixUps.length > 0 ? [md`**Mixed up once**`, joined(figures.mixUps, '\n')] : [];
  const spoken = listed([...facts.map((fact) => phrase`${fact.label}: ${fact.value}`), ...mixUps.map(plainly)], '\n');
  return message(
    [
      text(md`**What stays**`),
      { type: 'facts', facts },
      ...mixUps.map(text),
      buttons(
        button('start', phrase`Quiz`, { type: 'start-quiz' }),
        button('effort', phrase`Week by week`, { type: 'open-effort' }),
      ),
    ],
    spoken,
  );
}
