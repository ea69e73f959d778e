import { ahead, covering, type Leave, type Trip } from '../domain/leave.ts';
import type { Member } from '../domain/member.ts';
import { md } from '../markdown.ts';
import type { Block, Button, Outbound } from '../outbound.ts';
import { phrase, type Words } from '../phrase.ts';
import { button, buttons, date, listed, message, sentences, text } from './words.ts';

const BACK = button('resume', phrase`I am back`, { type: 'resume' });
const CANCEL = button('cancel-leave', phrase`Cancel it`, { type: 'cancel-leave' });
const HOME = button('end-trip', phrase`I am home`, { type: 'end-trip' });

/** Days off that were just said. */
export function awayNow(
  { from, until }: Pick<Leave, 'from' | 'until'>,
  { sick, today }: { sick: boolean; today: Temporal.PlainDate },
): Outbound {
  const wish = sick ? phrase`Get well soon.` : undefined;
  const words = from.equals(today)
    ? phrase`Away until ${date(until)}: I write again then, and nothing counts against you meanwhile. Say back if you are here sooner.`
    : phrase`Noted: away from ${date(from)}, back on ${date(until)}.`;
  return message([text(md`${sentences(wish, words)}`), buttons(from.equals(today) ? BACK : CANCEL)]);
}

export function pausedNow(): Outbound {
  return message([
    text(md`Paused. Nothing counts against you meanwhile.`),
    buttons(button('resume', phrase`Resume`, { type: 'resume' })),
  ]);
}

/** A trip that was just said. */
export function travelling(trip: Trip, today: Temporal.PlainDate, nextLine: Words): Outbound {
  const isAhead = Temporal.PlainDate.compare(trip.from, today) > 0;
  const times = isAhead
    ? phrase`Your times are those of ${trip.zone} from ${date(trip.from)} until ${date(trip.until)}, then of ${trip.home} again.`
    : phrase`Your times are those of ${trip.zone} until ${date(trip.until)}, then of ${trip.home} again.`;
  return message([
    text(md`${sentences(times, nextLine)}`),
    buttons(isAhead ? button('end-trip', phrase`Cancel it`, { type: 'end-trip' }) : HOME),
  ]);
}

export function homeAgain({ zone }: Member, nextLine: Words): Outbound {
  return message([text(md`Your times are those of ${zone} again. ${nextLine}`)]);
}

/** What of somebody's calendar is not as usual, with how to end it. */
export function unusual({ leaves, trip }: Member, today: Temporal.PlainDate): { lines: Block[]; row: Button[] } {
  const planned = ahead(leaves, today);
  const here = covering(leaves, today);
  const spans = planned.map(({ from, until }) => phrase`${date(from)} until ${date(until)}`);
  const away = spans.length > 0 ? [text(md`Away: ${listed(spans, '; ')}. (back, or away off)`)] : [];
  const gone = trip ? [text(md`Travelling: ${trip.zone}, ${date(trip.from)} until ${date(trip.until)}. (travel home)`)] : [];
  const row = [...(here ? [BACK] : spans.length > 0 ? [CANCEL] : []), ...(trip ? [HOME] : [])];
  return { lines: [...away, ...gone], row };
}
