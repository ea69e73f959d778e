import type { Award } from '../../domain/achievements/award.ts';
import type { Attempt } from '../../domain/attempt.ts';
import type { ProbeRow } from '../../domain/evidence/probe-row.ts';
import { type Report, reportOf } from '../../domain/evidence/report.ts';
import type { Tuning } from '../../domain/schedule.ts';
import type { Records } from '../../ports/store.ts';

/** What the answers of some members prove since a day. */
export async function reportFor(
  records: Records,
  members: readonly string[],
  when: { since: Temporal.PlainDate; now: Temporal.Instant },
): Promise<Report> {
  return reportAmong(await evidenceOf(records, members, when), members);
}

export type Evidence = {
  now: Temporal.Instant;
  since: Temporal.PlainDate;
  rows: readonly ProbeRow[];
  log: readonly Attempt[];
  awards: readonly Award[];
  tuning: Tuning | undefined;
};

/** What reports of some members are made of, read once for all of them. */
export async function evidenceOf(
  { probes, attempts, awards, workspace }: Records,
  members: readonly string[],
  { since, now }: Pick<Evidence, 'since' | 'now'>,
): Promise<Evidence> {
  const rows = await probes.rows(since.toZonedDateTime('UTC').toInstant());
  const among = [...new Set(members)];
  const log = await attempts.since(among, since);
  return { now, since, rows, log, awards: await awards.since(among, since), tuning: (await workspace.get()).tuning };
}

export function reportAmong({ now, since, rows, log, awards, tuning }: Evidence, members: readonly string[]): Report {
  const among = new Set(members);
  return reportOf(
    since,
    rows.filter(({ learner }) => among.has(learner)),
    log.filter(({ member }) => among.has(member)),
    { tuning, awarded: { awards: awards.filter(({ member }) => among.has(member)), now } },
  );
}
