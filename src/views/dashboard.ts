import type { Member } from '../domain/member.ts';
import type { PutRight } from '../domain/put-right.ts';
import { minutesFor, type Session } from '../domain/session.ts';
import { md } from '../markdown.ts';
import type { Block, Button, Outbound } from '../outbound.ts';
import { type Phrase, phrase, shipped, type Words } from '../phrase.ts';
import { type Ladder, rungs, shortened } from './achievements.ts';
import { tallied } from './session.ts';
import { button, buttons, capital, count, date, listed, message, shortDate, text, weekday } from './words.ts';

/** A row of the dashboard: a name, and what there is to say; in other words where what is seen cannot be read out. */
export type Row = { label: Words; value: Words; spoken?: Words };

/** What stands at its top: how today's questions are, and the button for them. */
export type Today = { words: Words; buttons: readonly Button[] };

export function dashboard(today: Today, rows: readonly Row[], { isAway }: { isAway: boolean }): Outbound {
  const facts: Block[] = rows.length > 0 ? [{ type: 'facts', facts: rows.map(({ label, value }) => ({ label, value })) }] : [];
  const blocks = [
    text(md`**Today** · ${today.words}`),
    ...(today.buttons.length > 0 ? [buttons(...today.buttons)] : []),
    ...facts,
    buttons(
      button('privacy', phrase`What my lead sees`, { type: 'open-privacy' }),
      button('settings', phrase`Settings`, { type: 'open-settings' }),
      // Who is away has the way back at the top.
      ...(isAway ? [] : [button('pause', phrase`Pause`, { type: 'pause' })]),
    ),
  ];
  const lines = rows.map(({ label, value, spoken = value }) => phrase`${label}: ${spoken}`);
  return { ...message(blocks, listed([phrase`Today: ${today.words}`, ...lines], '\n')), stays: true };
}

/** What is left of a dashboard when another was asked for. */
export function dashboardMoved(): Outbound {
  return message([text(md`Your dashboard is further down now.`)]);
}

export function newcomerToday(): Today {
  return {
    words: phrase`nothing asked yet. I ask a few short questions a day and bring each back before you would forget it.`,
    buttons: [button('start', phrase`First question`, { type: 'start-quiz' }, { primary: true })],
  };
}

export function awayToday({ status }: Pick<Member, 'status'>, until: Temporal.PlainDate | undefined): Today {
  const paused = until ? phrase`away until ${date(until)}.` : phrase`paused. Nothing counts against you meanwhile.`;
  const words = status === 'left' ? phrase`I do not write to you. What you learned is kept.` : paused;
  return { words, buttons: [button('resume', phrase`Resume`, { type: 'resume' }, { primary: true })] };
}

export function noDeckToday(): Today {
  return {
    words: phrase`you learn no deck that is asked at present.`,
    buttons: [button('decks', phrase`Decks`, { type: 'list-decks' })],
  };
}

/** Questions that wait to be begun, or to be gone on with. */
export function waitingToday(questions: number, { isOpen }: { isOpen: boolean }): Today {
  const [size, time] = [count(questions, 'question'), count(minutesFor(questions), 'minute')];
  const words = isOpen ? phrase`${size} left, about ${time}.` : phrase`${size}, about ${time}.`;
  const start = button('start', isOpen ? phrase`Go on` : phrase`Start`, { type: 'start-quiz' }, { primary: true });
  const one = button('busy', phrase`Just one today`, { type: 'busy-day' });
  return { words, buttons: questions > 1 ? [start, one] : [start] };
}

export function doneToday(session: Session | undefined): Today {
  const counts = session ? tallied(session) : [];
  const words = counts.length > 0 ? phrase`done: ${listed(counts)}.` : phrase`nothing is due.`;
  return { words, buttons: [button('one-more', phrase`One more`, { type: 'one-more' })] };
}

export function nextRow(next: Words): Row {
  return { label: phrase`Next due`, value: capital(next) };
}

// It stands in half of the width.
const LONGEST_PROMPT = 40;

export function putRightRow({ missedOn, rightSince }: PutRight, prompt: string, today: Temporal.PlainDate): Row {
  const since = missedOn.equals(rightSince) ? phrase`right the same day` : phrase`right since ${pastDay(rightSince, today)}`;
  return {
    label: phrase`Last put right`,
    value: phrase`“${shortened(prompt, LONGEST_PROMPT)}” · missed ${pastDay(missedOn, today)}, ${since}`,
  };
}

export function tierRow(ladder: Ladder): Row {
  return { label: shipped(ladder.rule.title), value: rungs(ladder) };
}

/** A mark for each day, and the same in words. */
export function daysRow(days: readonly boolean[]): Row {
  const words = phrase`${days.filter(Boolean).length} of ${days.length}`;
  const label = days.length === 1 ? phrase`Last day` : phrase`Last ${days.length} days`;
  const marks = days.map((isRecalled) => (isRecalled ? '▪' : '▫')).join('');
  return { label, value: listed([marks, words], ' '), spoken: phrase`something recalled on ${words}` };
}

/** A day that has been, as people say it. */
function pastDay(day: Temporal.PlainDate, today: Temporal.PlainDate): Phrase {
  const ago = day.until(today).days;
  if (ago <= 0) return phrase`today`;
  if (ago === 1) return phrase`yesterday`;
  return phrase`on ${ago < 7 ? weekday(day.dayOfWeek) : shortDate(day)}`;
}
