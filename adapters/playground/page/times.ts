const dayFormat = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
const timeFormat = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const shortFormat = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** Instants in this browser's zone and language. */
export const dayOf = (at: string | number): string => dayFormat.format(new Date(at));
export const timeOf = (at: string | number): string => timeFormat.format(new Date(at));
export const shortly = (at: string | number): string => shortFormat.format(new Date(at));

export function tomorrowAtNine(now: number): string {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1, 9).toISOString();
}

/** An instant as a `datetime-local` field takes it. */
export function localField(now: number): string {
  const day = new Date(now);
  const two = (part: number) => String(part).padStart(2, '0');
  const date = `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
  return `${date}T${two(day.getHours())}:${two(day.getMinutes())}`;
}
