import { z } from 'zod';
import { wilson } from '../statistics/interval.ts';
import { type Gate, STAGES } from './path.ts';
import { opens, type Standing } from './standing.ts';

/** What was answered of an item, by the version that was asked; never the answer. */
export const evidenceSchema = z.array(z.object({ deck: z.string(), item: z.string(), version: z.int(), right: z.boolean() }));
export type Evidence = z.infer<typeof evidenceSchema>;

/** That somebody held a module of a path, as it was said then. */
export type Certificate = {
  /** Nobody can guess it: who knows it may see the certificate. */
  id: string;
  member: string;
  /** What the holder was called. */
  name: string;
  path: string;
  role: string;
  module: string;
  title: string;
  capability: string;
  issuedAt: Temporal.Instant;
  expiresAt: Temporal.Instant;
  evidence: Evidence;
};

export type CertificateState = 'valid' | 'expired' | 'key-corrected' | 'lapsed';

// What was known half a year ago may be gone.
const VALID_DAYS = 180;

export function expiryOf(issuedAt: Temporal.Instant): Temporal.Instant {
  return issuedAt.add({ hours: VALID_DAYS * 24 });
}

/** The stages that a certificate of a module is about: all up to mastery, or, without that, up to its last. */
export function certified(standings: readonly Standing[], module: string): Standing[] {
  const own = standings.filter((each) => each.module.id === module);
  const upTo = STAGES.indexOf('mastery');
  const isShort = !own.some(({ stage }) => stage === 'mastery');
  return own.filter(({ stage }) => isShort || STAGES.indexOf(stage) <= upTo);
}

/** The modules of which a certificate can be had. */
export function mastered(standings: readonly Standing[]): Standing['module'][] {
  const modules = new Map(standings.map(({ module }) => [module.id, module]));
  return [...modules.values()].filter(({ id }) => certified(standings, id).every((each) => each.isHeld));
}

export function evidenceOf(stages: readonly Standing[]): Evidence {
  return stages.flatMap(({ evidence }) => evidence.map(({ deck, item, version, right }) => ({ deck, item, version, right })));
}

/** So many of so many were right, and the bounds of the 95 % interval. */
export function figuresOf(evidence: Evidence) {
  const hits = evidence.filter(({ right }) => right).length;
  const { low, high } = wilson(hits, evidence.length);
  return { hits, answers: evidence.length, low, high };
}

/** Whether a certificate still says what is so: `changed` are items whose right answer is another by now, `standings` none where its path is gone. */
export function stateOf(
  { expiresAt, evidence, module }: Certificate,
  {
    now,
    gate,
    changed,
    standings,
  }: { now: Temporal.Instant; gate: Gate; changed: ReadonlySet<string>; standings: readonly Standing[] },
): CertificateState {
  if (Temporal.Instant.compare(expiresAt, now) <= 0) return 'expired';
  const standing = evidence.filter(({ deck, item, version }) => !changed.has(`${deck}/${item}/${version}`));
  if (standing.length < evidence.length && !opens(figuresOf(standing), gate)) return 'key-corrected';
  return certified(standings, module).every((each) => each.isHeld) ? 'valid' : 'lapsed';
}
