import { asAnswered } from '../../domain/correction.ts';
import { type Evidence, isOf, ledgerOf, noted, type Verification } from '../../domain/misconception.ts';
import type { Turn } from '../turn.ts';

/** Brings the ledger up to date after an answer; of an item that names no misconception there is nothing to say. */
export async function keepLedger(turn: Turn, attempt: Evidence): Promise<void> {
  const ledger = await turn.records.misconceptions.of([attempt.member]);
  for (const entry of noted(ledger, attempt)) await turn.records.misconceptions.save(entry);
}

const FIRST_DAY = Temporal.PlainDate.from('2000-01-01');

/** Makes a member's ledger of a deck anew from the log, after an answer that showed a misconception was credited. */
export async function mendLedger({ records }: Turn, { member, deck }: { member: string; deck: string }): Promise<void> {
  const log = (await records.attempts.since([member], FIRST_DAY)).filter((each) => each.deck === deck);
  const before = (await records.misconceptions.of([member])).filter((each) => each.deck === deck);
  const verified = before.flatMap((each): Verification[] =>
    each.verifiedAt ? [{ ...each, at: each.verifiedAt, day: each.sinceDay }] : [],
  );
  const ledger = ledgerOf(asAnswered(log), verified);
  for (const entry of ledger) await records.misconceptions.save(entry);
  for (const entry of before) if (!ledger.some(isOf(entry))) await records.misconceptions.remove(entry);
}
