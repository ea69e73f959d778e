import type { Intent } from '../intents.ts';
import { type Markdown, md, plain } from '../markdown.ts';
import { type Block, type Button, type Chart, chartSchema, type Outbound } from '../outbound.ts';

/** A message of blocks. Its plain text is what its texts say, the first line first, unless it is given. */
export function message(blocks: Block[], spoken?: string): Outbound {
  const words = blocks.flatMap((block) => (block.type === 'text' || block.type === 'note' ? [plain(block.text)] : []));
  return { text: spoken ?? words.join('\n'), blocks };
}

export function text(words: Markdown): Block {
  return { type: 'text', text: words };
}

export function note(words: Markdown): Block {
  return { type: 'note', text: words };
}

/** A chart within what every platform takes. */
export function chart(of: Omit<Chart, 'type'>): Block {
  return chartSchema.parse({ type: 'chart', ...of });
}

export function button(
  id: string,
  label: string,
  intent: Intent,
  options: { primary?: boolean; sends?: boolean; description?: string } = {},
): Button {
  return { id, label, intent, ...options };
}

export function buttons(...row: Button[]): Block {
  return { type: 'buttons', buttons: row };
}

export function count(n: number, one: string, many = `${one}s`): string {
  return n === 1 ? `1 ${one}` : `${n} ${many}`;
}

/** A sentence that stands alone. */
export function sentence(words: string): Outbound {
  return message([text(md`${words}`)]);
}

const WEEKDAYS = ['', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export function weekday(day: number): string {
  return WEEKDAYS[day] ?? '';
}

export function weekdays(days: readonly number[]): string {
  return days.length === 5 && [1, 2, 3, 4, 5].every((day) => days.includes(day))
    ? 'Monday to Friday'
    : days.map(weekday).join(', ');
}

/** A day as people say it: "today", "tomorrow", "on Monday", "in 12 days". */
export function whenDay(day: Temporal.PlainDate, today: Temporal.PlainDate): string {
  const days = today.until(day).days;
  if (days <= 0) return 'today';
  if (days === 1) return 'tomorrow';
  return days < 7 ? `on ${weekday(day.dayOfWeek)}` : `in ${days} days`;
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** A day with its name and year: "Friday 4 December 2026". */
export function date(day: Temporal.PlainDate): string {
  return `${weekday(day.dayOfWeek)} ${day.day} ${MONTHS[day.month - 1]} ${day.year}`;
}

export function clock(time: Temporal.PlainTime): string {
  return `${time.hour}:${String(time.minute).padStart(2, '0')}`;
}
