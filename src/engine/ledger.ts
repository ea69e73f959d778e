import { type Evidence, noted } from '../domain/misconception.ts';
import type { Turn } from './turn.ts';

/** Brings the ledger up to date after an answer; of an item that names no misconception there is nothing to say. */
export async function keepLedger(turn: Turn, attempt: Evidence): Promise<void> {
  const ledger = await turn.records.misconceptions.of([attempt.member]);
  for (const entry of noted(ledger, attempt)) await turn.records.misconceptions.save(entry);
}
