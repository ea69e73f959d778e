import { z } from 'zod';
import { type Attempt, isRecall } from './attempt.ts';

/** A wrong idea behind wrong answers: a short name, and what is said to who has it. */
export const misconceptionSchema = z.strictObject({
  name: z.string().min(1).max(80),
  correction: z.string().min(1).max(600),
});
export type Misconception = z.infer<typeof misconceptionSchema>;

/** Seen; right on the same item afterwards; right again on a later day; resolved, says a lead or author; seen again after one of these. */
export const STANDINGS = ['seen', 'corrected', 'held', 'verified', 'relapsed'] as const;
export type Standing = (typeof STANDINGS)[number];

/** How one member stands with one misconception. Follows from the log of attempts, and from when it was verified. */
export type LedgerEntry = {
  member: string;
  deck: string;
  misconception: string;
  standing: Standing;
  /** The items whose answers showed it, and the version of the last. */
  items: readonly string[];
  version: number;
  /** How many answers showed it. */
  times: number;
  /** The learner's day, and the time, on which the standing came about. */
  sinceDay: Temporal.PlainDate;
  since: Temporal.Instant;
  verifiedAt?: Temporal.Instant;
};

/** Counts of fewer people than this could be read as somebody's. */
export const SMALLEST_LEDGER = 5;

/** As much of an attempt as the ledger looks at. */
export type Evidence = Pick<
  Attempt,
  'member' | 'deck' | 'item' | 'version' | 'verdict' | 'answeredAt' | 'day' | 'misconceptions'
>;

/** Each member's ledger, from the log alone: what the table holds can be made again. */
export function ledgerOf(attempts: readonly Evidence[], verified: readonly Verification[] = []): readonly LedgerEntry[] {
  const events = [
    ...attempts.map((attempt) => ({ at: attempt.answeredAt, after: (ledger: Ledger) => noted(ledger, attempt) })),
    ...verified.map((each) => ({
      at: each.at,
      after: (ledger: Ledger) => ledger.filter(isOf(each)).map((e) => verifiedBy(e, each)),
    })),
  ];
  return events
    .sort((a, b) => Temporal.Instant.compare(a.at, b.at))
    .reduce<Ledger>((ledger, { after }) => replaced(ledger, after(ledger)), []);
}

type Ledger = readonly LedgerEntry[];
export type Verification = Pick<LedgerEntry, 'member' | 'deck' | 'misconception'> & {
  at: Temporal.Instant;
  day: Temporal.PlainDate;
};

/** The entries that an answer changes or adds. */
export function noted(ledger: Ledger, attempt: Evidence): Ledger {
  const seen = attempt.misconceptions.map((misconception) => {
    const key = { member: attempt.member, deck: attempt.deck, misconception };
    return seenIn(ledger.find(isOf(key)), key, attempt);
  });
  const isAboutItem = ({ member, deck, items, misconception }: LedgerEntry) =>
    member === attempt.member &&
    deck === attempt.deck &&
    items.includes(attempt.item) &&
    !attempt.misconceptions.includes(misconception);
  const right = isRecall(attempt.verdict) ? ledger.filter(isAboutItem).flatMap((entry) => putRight(entry, attempt)) : [];
  return [...seen, ...right];
}

function seenIn(
  before: LedgerEntry | undefined,
  key: Pick<LedgerEntry, 'member' | 'deck' | 'misconception'>,
  { item, version, day, answeredAt }: Evidence,
): LedgerEntry {
  const standing = before && before.standing !== 'seen' ? 'relapsed' : 'seen';
  const isSame = before?.standing === standing;
  return {
    ...before,
    ...key,
    standing,
    version,
    items: [...(before?.items ?? []).filter((each) => each !== item), item],
    times: (before?.times ?? 0) + 1,
    sinceDay: isSame ? before.sinceDay : day,
    since: isSame ? before.since : answeredAt,
  };
}

function putRight(entry: LedgerEntry, { day, answeredAt }: Evidence): LedgerEntry[] {
  const isLater = Temporal.PlainDate.compare(day, entry.sinceDay) > 0;
  const changed = (standing: Standing) => [{ ...entry, standing, sinceDay: day, since: answeredAt }];
  if (entry.standing === 'seen' || entry.standing === 'relapsed') return changed('corrected');
  return entry.standing === 'corrected' && isLater ? changed('held') : [];
}

/** What is held is resolved, where somebody who leads says so; anything else stays as it is. */
export function verifiedBy(entry: LedgerEntry, { at, day }: { at: Temporal.Instant; day: Temporal.PlainDate }): LedgerEntry {
  return entry.standing === 'held' ? { ...entry, standing: 'verified', since: at, sinceDay: day, verifiedAt: at } : entry;
}

/** Whether an entry is the same member's of the same misconception. */
export function isOf(key: Pick<LedgerEntry, 'member' | 'deck' | 'misconception'>): (entry: LedgerEntry) => boolean {
  return (entry) => entry.member === key.member && entry.deck === key.deck && entry.misconception === key.misconception;
}

function replaced(ledger: Ledger, changed: Ledger): Ledger {
  return [...ledger.filter((entry) => !changed.some(isOf(entry))), ...changed];
}

/** How many people of a group met a misconception, and whether most of them are over it; nothing of fewer than five. */
export type GroupCount = {
  deck: string;
  misconception: string;
  people: number;
  mostHoldIt: boolean;
  item: string;
  version: number;
};

export function countsOf(ledger: Ledger): readonly GroupCount[] {
  const groups = Map.groupBy(ledger, ({ deck, misconception }) => `${deck}/${misconception}`);
  return [...groups.values()]
    .flatMap((entries) => {
      const [first] = entries;
      const people = new Set(entries.map(({ member }) => member)).size;
      if (!first || people < SMALLEST_LEDGER) return [];
      const over = entries.filter(({ standing }) => standing === 'held' || standing === 'verified').length;
      const { deck, misconception, version } = first;
      return [{ deck, misconception, people, mostHoldIt: over * 2 > people, item: first.items.at(-1) ?? '', version }];
    })
    .sort((a, b) => b.people - a.people || a.misconception.localeCompare(b.misconception));
}
