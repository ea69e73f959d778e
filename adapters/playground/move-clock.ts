import { z } from 'zod';
import { parsed, Refused } from './refused.ts';

const MOST_YEARS = 10;

const moveSchema = z.object({ advance: z.string().optional(), to: z.string().optional(), zone: z.string().optional() });

/** Where the clock is to be moved, by the body of a request. Refuses what is unclear, what lies back, and what is absurdly far. */
export function destination(body: unknown, now: Temporal.Instant): Temporal.Instant {
  const { advance, to, zone } = parsed(moveSchema, body ?? {});
  if ((advance === undefined) === (to === undefined)) {
    throw new Refused(400, 'Send either {"advance":"P1D"} or {"to":"2026-12-01T09:00:00+01:00"}.');
  }
  const here = now.toZonedDateTimeISO(knownZone(zone));
  const there = advance === undefined ? instantOf(to ?? '') : advanced(here, advance);
  if (Temporal.Instant.compare(there, now) < 0) {
    throw new Refused(400, `The clock only goes forward: it is ${now} now, and ${there} is past.`);
  }
  if (Temporal.Instant.compare(there, here.add({ years: MOST_YEARS }).toInstant()) > 0) {
    throw new Refused(400, `That is more than ${MOST_YEARS} years ahead, and the clock cannot come back: take smaller steps.`);
  }
  return there;
}

export function isZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

function knownZone(zone: string | undefined): string {
  if (zone === undefined) return 'UTC';
  if (!isZone(zone)) throw new Refused(400, 'zone: not a time zone; write one like "Europe/Berlin", or leave it out for UTC.');
  return zone;
}

function advanced(here: Temporal.ZonedDateTime, advance: string): Temporal.Instant {
  try {
    return here.add(Temporal.Duration.from(advance)).toInstant();
  } catch {
    throw new Refused(400, 'advance: not an ISO 8601 duration that the clock can take; write one like "PT1H", "P1D" or "P1W".');
  }
}

function instantOf(to: string): Temporal.Instant {
  try {
    return to.includes('[') ? Temporal.ZonedDateTime.from(to).toInstant() : Temporal.Instant.from(to);
  } catch {
    throw new Refused(
      400,
      'to: not an instant; write one like "2026-12-01T09:00:00+01:00", "2026-12-01T08:00:00Z" or "2026-12-01T09:00[Europe/Berlin]".',
    );
  }
}
