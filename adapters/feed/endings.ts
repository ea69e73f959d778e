import ICAL from 'ical.js';
import type { FeedQuestion } from '../../src/ports/cues.ts';

type Asked = Omit<FeedQuestion, 'url'>;

// A daily event of thirty years.
const MOST_OCCURRENCES = 11_000;

/** When the events of a day whose title has these words end, the first first. Those that last all day have no end that tells anything. Throws where it is no calendar. */
export function endingsIn(calendar: string, { event, day, zone }: Asked): Temporal.Instant[] {
  const root = new ICAL.Component(ICAL.parse(calendar));
  const wanted = event.toLowerCase();
  const components = root.getAllSubcomponents('vevent');
  // A changed occurrence has its own title; it belongs to its series by its id.
  const titled = components.filter((each) =>
    String(each.getFirstPropertyValue('summary') ?? '')
      .toLowerCase()
      .includes(wanted),
  );
  const ids = new Set(titled.map((each) => each.getFirstPropertyValue('uid')));
  const events = components
    .filter((each) => ids.has(each.getFirstPropertyValue('uid')))
    .map((each) => new ICAL.Event(each, { strictExceptions: false }))
    .filter((each) => !each.isRecurrenceException() || !components.some((other) => isSeriesOf(other, each)));
  return events
    .flatMap((each) => occurrences(each, day, zone))
    .filter(({ title }) => title.toLowerCase().includes(wanted))
    .map(({ end }) => end)
    .sort(Temporal.Instant.compare);
}

function isSeriesOf(other: ICAL.Component, { uid, component }: ICAL.Event): boolean {
  return other !== component && other.getFirstPropertyValue('uid') === uid && !other.hasProperty('recurrence-id');
}

type Occurrence = { title: string; end: Temporal.Instant };

function occurrences(event: ICAL.Event, day: Temporal.PlainDate, zone: string): Occurrence[] {
  if (event.startDate.isDate) return [];
  if (!event.isRecurring()) return found(event, event.startDate, event.endDate, day, zone);
  const all: Occurrence[] = [];
  const iterator = event.iterator();
  for (let i = 0; i < MOST_OCCURRENCES; i++) {
    const next = iterator.next();
    // A day later, whatever the zones; an occurrence that was moved stands where it was.
    if (!next || Temporal.PlainDate.compare(dateOf(next), day.add({ days: 8 })) > 0) return all;
    if (Temporal.PlainDate.compare(dateOf(next), day.subtract({ days: 8 })) < 0) continue;
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    all.push(...found(item, startDate, endDate, day, zone));
  }
  return all;
}

function found(
  { summary, component }: ICAL.Event,
  start: ICAL.Time,
  end: ICAL.Time,
  day: Temporal.PlainDate,
  zone: string,
): Occurrence[] {
  if (start.isDate || component.getFirstPropertyValue('status') === 'CANCELLED') return [];
  const named = component.getFirstProperty('dtstart')?.getFirstParameter('tzid');
  const begins = instantOf(start, named, zone);
  if (!begins.toZonedDateTimeISO(zone).toPlainDate().equals(day)) return [];
  return [{ title: summary ?? '', end: instantOf(end, named, zone) }];
}

function dateOf({ year, month, day }: ICAL.Time): Temporal.PlainDate {
  return new Temporal.PlainDate(year, month, day);
}

// A zone that the calendar does not describe is an IANA name, or else the learner's: times without any are theirs.
function instantOf(time: ICAL.Time, named: string | undefined, zone: string): Temporal.Instant {
  const isDescribed = time.zone !== null && time.zone !== ICAL.Timezone.localTimezone;
  if (isDescribed) return Temporal.Instant.fromEpochMilliseconds(time.toUnixTime() * 1000);
  const plain = new Temporal.PlainDateTime(time.year, time.month, time.day, time.hour, time.minute, time.second);
  try {
    return plain.toZonedDateTime(named ?? zone).toInstant();
  } catch {
    return plain.toZonedDateTime(zone).toInstant();
  }
}
