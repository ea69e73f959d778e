import { ahead, covering, type Leave, type Trip } from '../domain/leave.ts';
import type { Member } from '../domain/member.ts';
import { md } from '../markdown.ts';
import type { Block, Button, Outbound } from '../outbound.ts';
import { button, buttons, date, message, text } from './words.ts';

const BACK = button('resume', 'I am back', { type: 'resume' });
const CANCEL = button('cancel-leave', 'Cancel it', { type: 'cancel-leave' });
const HOME = button('end-trip', 'I am home', { type: 'end-trip' });

/** Days off that were just said. */
export function awayNow(
  { from, until }: Pick<Leave, 'from' | 'until'>,
  { sick, today }: { sick: boolean; today: Temporal.PlainDate },
): Outbound {
  const wish = sick ? 'Get well soon. ' : '';
  const words = from.equals(today)
    ? `${wish}Away until ${date(until)}: I write again then, and nothing counts against you meanwhile. Say back if you are here sooner.`
    : `${wish}Noted: away from ${date(from)}, back on ${date(until)}.`;
  return message([text(md`${words}`), buttons(from.equals(today) ? BACK : CANCEL)]);
}

export function pausedNow(): Outbound {
  return message([
    text(md`Paused. Nothing counts against you meanwhile.`),
    buttons(button('resume', 'Resume', { type: 'resume' })),
  ]);
}

/** A trip that was just said. */
export function travelling(trip: Trip, today: Temporal.PlainDate, nextLine: string): Outbound {
  const from = Temporal.PlainDate.compare(trip.from, today) > 0 ? `from ${date(trip.from)} ` : '';
  return message([
    text(md`Your times are those of ${trip.zone} ${from}until ${date(trip.until)}, then of ${trip.home} again. ${nextLine}`),
    buttons(from === '' ? HOME : button('end-trip', 'Cancel it', { type: 'end-trip' })),
  ]);
}

export function homeAgain({ zone }: Member, nextLine: string): Outbound {
  return message([text(md`Your times are those of ${zone} again. ${nextLine}`)]);
}

/** What of somebody's calendar is not as usual, with how to end it. */
export function unusual({ leaves, trip }: Member, today: Temporal.PlainDate): { lines: Block[]; row: Button[] } {
  const planned = ahead(leaves, today);
  const here = covering(leaves, today);
  const spans = planned.map(({ from, until }) => `${date(from)} until ${date(until)}`);
  const away = spans.length > 0 ? [text(md`Away: ${spans.join('; ')}. (back, or away off)`)] : [];
  const gone = trip ? [text(md`Travelling: ${trip.zone}, ${date(trip.from)} until ${date(trip.until)}. (travel home)`)] : [];
  const row = [...(here ? [BACK] : spans.length > 0 ? [CANCEL] : []), ...(trip ? [HOME] : [])];
  return { lines: [...away, ...gone], row };
}
