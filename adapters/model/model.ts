import { setTimeout } from 'node:timers/promises';
import type { Finding, Rubric } from '../../src/domain/grade/rubric.ts';
import { NoFindings } from './no-findings.ts';
import { type Answered, type Endpoint, post } from './post.ts';
import { findingsIn } from './read.ts';
import { bodyOf, RUNGS, type Rung } from './request.ts';

export type ModelOptions = {
  endpoint: Endpoint;
  /** For everything: each rung, the repeated request, and the last byte of the answer. */
  deadlineMs?: number;
  /** How long to wait before a request is repeated. */
  pause?: (ms: number, signal: AbortSignal) => Promise<unknown>;
};

/** Asks for the findings on an answer. Throws `NoFindings`. */
export type Model = (answer: string, rubric: Rubric, stop?: AbortSignal) => Promise<{ findings: readonly Finding[]; rung: Rung }>;

const PAUSE_MS = 500;
// Who is told to wait for longer would have no time left for an answer.
const LONGEST_PAUSE_MS = 3_000;

/** A model behind an endpoint, of which the way that works is remembered. */
export function openModel({ endpoint, deadlineMs = 8_000, pause = wait }: ModelOptions): Model {
  let known: Rung = 'json_schema';

  async function climb(answer: string, rubric: Rubric, signal: AbortSignal) {
    let repeats = 1;
    for (const rung of RUNGS.slice(RUNGS.indexOf(known))) {
      const body = bodyOf(endpoint.name, rung, answer, rubric);
      let answered = await post(endpoint, body, signal);
      const { retryAfterMs = PAUSE_MS } = answered;
      if (isPassing(answered) && repeats-- > 0 && retryAfterMs <= LONGEST_PAUSE_MS) {
        await pause(retryAfterMs, signal);
        answered = await post(endpoint, body, signal);
      }
      // Whoever does not know this way of asking says so like this; the next one asks for less.
      if ((answered.status === 400 || answered.status === 422) && rung !== 'text') continue;
      const findings = findingsOf(answered, rung, rubric);
      known = rung;
      return { findings, rung };
    }
    throw new NoFindings('refused');
  }

  return async (answer, rubric, stop = new AbortController().signal) => {
    const signal = AbortSignal.any([AbortSignal.timeout(deadlineMs), stop]);
    try {
      return await climb(answer, rubric, signal);
    } catch (error) {
      if (signal.aborted) throw new NoFindings(stop.aborted ? 'stopped' : 'timeout');
      throw error instanceof NoFindings ? error : new NoFindings('unreachable');
    }
  };
}

function wait(ms: number, signal: AbortSignal): Promise<unknown> {
  return setTimeout(ms, undefined, { signal });
}

function isPassing({ status }: Answered): boolean {
  return status === 429 || status >= 500;
}

function findingsOf(answered: Answered, rung: Rung, rubric: Rubric): readonly Finding[] {
  const { status, text } = answered;
  if (isPassing(answered)) throw new NoFindings(status === 429 ? 'throttled' : 'failed', { status, rung });
  if (status < 200 || status > 299) throw new NoFindings('refused', { status, rung });
  const findings = findingsIn(text, rubric);
  if (!findings) throw new NoFindings('unusable', { status, rung });
  return findings;
}
