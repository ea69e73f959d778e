import type { Judge } from '../../src/ports/judge.ts';
import type { Log } from '../../src/ports/log.ts';
import { openBreaker } from './breaker.ts';
import { type ModelOptions, openModel } from './model.ts';
import { NoFindings } from './no-findings.ts';

// A morning's answers come at once; more than these would only wait for each other at the endpoint.
const MOST_AT_ONCE = 16;

/** The judge that never keeps anybody waiting: what a model does not say in time, it does not say. */
export function openJudge({ elapsedMs, log, ...options }: ModelOptions & { elapsedMs: () => number; log: Log }): Judge {
  const ask = openModel(options);
  const breaker = openBreaker(elapsedMs);
  const stopping = new AbortController();
  let underWay = 0;

  function note(error: unknown): undefined {
    const { reason, status, message } = error instanceof NoFindings ? error : new NoFindings('failed');
    if (reason === 'stopped') return;
    log.warn({ reason, ...(status !== undefined && { status }) }, `the language model found nothing: ${message}`);
    // A single answer may be beyond a model; that says nothing of the next one.
    if (reason === 'unusable') breaker.worked();
    else if (breaker.failed()) log.warn({ reason }, 'the language model is not asked for a minute; learners compare');
  }

  return {
    async find(answer, rubric) {
      if (stopping.signal.aborted || underWay >= MOST_AT_ONCE || !breaker.mayTry()) return undefined;
      underWay++;
      try {
        const { findings } = await ask(answer, rubric, stopping.signal);
        breaker.worked();
        return findings;
      } catch (error) {
        return note(error);
      } finally {
        underWay--;
      }
    },
    stop: () => stopping.abort(),
  };
}
