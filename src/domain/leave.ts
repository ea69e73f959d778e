/** Days off: from the first, until the day on which somebody is there again. */
export type Leave = {
  from: Temporal.PlainDate;
  until: Temporal.PlainDate;
  /** Read from the status in their chat, so it ends with that. */
  fromStatus?: boolean;
};

/** Somewhere else for a while: the zone there, and the one to come home to. */
export type Trip = { zone: string; from: Temporal.PlainDate; until: Temporal.PlainDate; home: string };

/** No more leaves are planned at a time. */
export const MOST_LEAVES = 20;
// A streak looks back on so many days at most.
const KEPT_DAYS = 90;

/** The leave that a day is in. */
export function covering(leaves: readonly Leave[], day: Temporal.PlainDate): Leave | undefined {
  return leaves.find(({ from, until }) => isBefore(from, day, { orOn: true }) && isBefore(day, until));
}

/** Those that are not over on a day, the first to come first. */
export function ahead(leaves: readonly Leave[], day: Temporal.PlainDate): Leave[] {
  return leaves.filter(({ until }) => isBefore(day, until)).toSorted((a, b) => Temporal.PlainDate.compare(a.from, b.from));
}

/** With one more; what ended long ago is let go. */
export function withLeave(leaves: readonly Leave[], leave: Leave, today: Temporal.PlainDate): Leave[] {
  const oldest = today.subtract({ days: KEPT_DAYS });
  return [...leaves.filter(({ until }) => isBefore(oldest, until)), leave];
}

/** Who is back today was away until today; what was to come later stays. */
export function ended(
  leaves: readonly Leave[],
  today: Temporal.PlainDate,
  isMeant: (leave: Leave) => boolean = () => true,
): Leave[] {
  return leaves.flatMap((leave) => {
    if (!isMeant(leave) || !covering([leave], today)) return [leave];
    return isBefore(leave.from, today) ? [{ ...leave, until: today }] : [];
  });
}

// Who has named no end is asked again after so long, as if they had forgotten it.
const OPEN_STATUS_WEEKS = 4;

/** The day on which somebody is there again whose status ends at a time: one that ends in the afternoon has that day in it. */
export function leaveUntil(today: Temporal.PlainDate, end: Temporal.ZonedDateTime | undefined): Temporal.PlainDate {
  if (!end) return today.add({ weeks: OPEN_STATUS_WEEKS });
  const day = end.hour < 12 ? end.toPlainDate() : end.toPlainDate().add({ days: 1 });
  const tomorrow = today.add({ days: 1 });
  return Temporal.PlainDate.compare(day, tomorrow) < 0 ? tomorrow : day;
}

/** Without those that were read from a status. */
export function withoutStatus(leaves: readonly Leave[]): Leave[] {
  return leaves.filter(({ fromStatus }) => !fromStatus);
}

/** Whether a leave has a day of a span in it. */
export function meets(leaves: readonly Leave[], span: Pick<Leave, 'from' | 'until'>): boolean {
  return leaves.some(({ from, until }) => isBefore(from, span.until) && isBefore(span.from, until));
}

function isBefore(a: Temporal.PlainDate, b: Temporal.PlainDate, { orOn } = { orOn: false }): boolean {
  return Temporal.PlainDate.compare(a, b) < (orOn ? 1 : 0);
}
