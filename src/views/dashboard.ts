import type { Member } from '../domain/member.ts';
import type { PutRight } from '../domain/put-right.ts';
import { minutesFor, type Session, tally } from '../domain/session.ts';
import { md } from '../markdown.ts';
import type { Block, Button, Outbound } from '../outbound.ts';
import { type Ladder, rungs, shortened } from './achievements.ts';
import { button, buttons, count, date, message, text, weekday } from './words.ts';

/** A row of the dashboard: a name, and what there is to say; in other words where what is seen cannot be read out. */
export type Row = { label: string; value: string; spoken?: string };

/** What stands at its top: how today's questions are, and the button for them. */
export type Today = { words: string; buttons: readonly Button[] };

export function dashboard(today: Today, rows: readonly Row[], { isAway }: { isAway: boolean }): Outbound {
  const facts: Block[] = rows.length > 0 ? [{ type: 'facts', facts: rows.map(({ label, value }) => ({ label, value })) }] : [];
  const blocks = [
    text(md`**Today** · ${today.words}`),
    ...(today.buttons.length > 0 ? [buttons(...today.buttons)] : []),
    ...facts,
    buttons(
      button('privacy', 'What my lead sees', { type: 'open-privacy' }),
      button('settings', 'Settings', { type: 'open-settings' }),
      // Who is away has the way back at the top.
      ...(isAway ? [] : [button('pause', 'Pause', { type: 'pause' })]),
    ),
  ];
  const lines = rows.map(({ label, value, spoken = value }) => `${label}: ${spoken}`);
  return { ...message(blocks, [`Today: ${today.words}`, ...lines].join('\n')), stays: true };
}

/** What is left of a dashboard when another was asked for. */
export function dashboardMoved(): Outbound {
  return message([text(md`Your dashboard is further down now.`)]);
}

export function newcomerToday(): Today {
  return {
    words: 'nothing asked yet. I ask a few short questions a day and bring each back before you would forget it.',
    buttons: [button('start', 'First question', { type: 'start-quiz' }, { primary: true })],
  };
}

export function awayToday({ status }: Pick<Member, 'status'>, until: Temporal.PlainDate | undefined): Today {
  const paused = until ? `away until ${date(until)}.` : 'paused. Nothing counts against you meanwhile.';
  const words = status === 'left' ? 'I do not write to you. What you learned is kept.' : paused;
  return { words, buttons: [button('resume', 'Resume', { type: 'resume' }, { primary: true })] };
}

export function noDeckToday(): Today {
  return { words: 'you learn no deck that is asked at present.', buttons: [button('decks', 'Decks', { type: 'list-decks' })] };
}

/** Questions that wait to be begun, or to be gone on with. */
export function waitingToday(questions: number, { isOpen }: { isOpen: boolean }): Today {
  const words = `${count(questions, 'question')}${isOpen ? ' left' : ''}, about ${count(minutesFor(questions), 'minute')}.`;
  const start = button('start', isOpen ? 'Go on' : 'Start', { type: 'start-quiz' }, { primary: true });
  const one = button('busy', 'Just one today', { type: 'busy-day' });
  return { words, buttons: questions > 1 ? [start, one] : [start] };
}

export function doneToday(session: Session | undefined): Today {
  const { right, partly, missed } = session ? tally(session) : { right: 0, partly: 0, missed: 0 };
  const counts = [`${right} right`, `${partly} partly`, `${missed} missed`].filter((each) => !each.startsWith('0 '));
  const words = counts.length > 0 ? `done: ${counts.join(', ')}.` : 'nothing is due.';
  return { words, buttons: [button('one-more', 'One more', { type: 'one-more' })] };
}

export function nextRow(next: string): Row {
  return { label: 'Next due', value: `${next.charAt(0).toUpperCase()}${next.slice(1)}` };
}

// It stands in half of the width.
const LONGEST_PROMPT = 40;

export function putRightRow({ missedOn, rightSince }: PutRight, prompt: string, today: Temporal.PlainDate): Row {
  const since = missedOn.equals(rightSince) ? 'right the same day' : `right since ${pastDay(rightSince, today)}`;
  return {
    label: 'Last put right',
    value: `“${shortened(prompt, LONGEST_PROMPT)}” · missed ${pastDay(missedOn, today)}, ${since}`,
  };
}

export function tierRow(ladder: Ladder): Row {
  return { label: ladder.rule.title, value: rungs(ladder) };
}

/** A mark for each day, and the same in words. */
export function daysRow(days: readonly boolean[]): Row {
  const words = `${days.filter(Boolean).length} of ${days.length}`;
  const label = days.length === 1 ? 'Last day' : `Last ${days.length} days`;
  const marks = days.map((isRecalled) => (isRecalled ? '▪' : '▫')).join('');
  return { label, value: `${marks} ${words}`, spoken: `something recalled on ${words}` };
}

/** A day that has been, as people say it. */
function pastDay(day: Temporal.PlainDate, today: Temporal.PlainDate): string {
  const ago = day.until(today).days;
  if (ago <= 0) return 'today';
  if (ago === 1) return 'yesterday';
  return ago < 7 ? `on ${weekday(day.dayOfWeek)}` : `on ${day.toLocaleString('en-GB', { day: 'numeric', month: 'short' })}`;
}
