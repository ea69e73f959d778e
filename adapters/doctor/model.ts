import type { Config } from '../../src/config.ts';
import type { Rubric } from '../../src/domain/grade/rubric.ts';
import { openModel } from '../model/model.ts';
import { NoFindings } from '../model/no-findings.ts';
import { type Check, type Finding, fail, ok, warn } from './check.ts';

// Nobody's answer: what every model should find.
const SAMPLE: Rubric = { question: 'What colour is a clear sky at noon?', points: [{ text: 'It is blue.' }] };
const ANSWER = 'A clear sky looks blue.';

/** Asks the language model about a sample, as a learner's answer would be asked about. */
export function modelCheck(endpoint: NonNullable<Config['model']>, deadlineMs = 4_500): Check {
  return {
    about: 'language model',
    look: async (signal) => {
      const model = openModel({ endpoint, deadlineMs });
      try {
        const { findings, rung } = await model(ANSWER, SAMPLE, signal);
        return [...overPlainHttp(endpoint), WAYS[rung], ...quality(findings[0]?.is === 'met')];
      } catch (error) {
        return [...overPlainHttp(endpoint), failure(error instanceof NoFindings ? error : new NoFindings('failed'), endpoint)];
      }
    },
  };
}

const WAYS = {
  json_schema: ok('answers, by json_schema'),
  json_object: ok('answers, by json_object: json_schema is not known there, which costs one request more after each start'),
  text: warn(
    'answers, in plain text: it knows no JSON mode, so more answers will be unusable',
    'prefer a model or server with one',
  ),
};

function quality(isFound: boolean): Finding[] {
  return isFound ? [] : [warn('it did not find "blue" in a sentence that says it', 'choose a more able model in LLM_MODEL')];
}

function failure({ reason, message, status }: NoFindings, { baseUrl }: { baseUrl: string }): Finding {
  const what = `${message}${status === undefined ? '' : ` (${status})`}; learners compare meanwhile`;
  const todo = status === 401 || status === 403 ? 'check LLM_API_KEY' : ADVICE[reason];
  return fail(what, `${todo} (at ${new URL(baseUrl).host})`);
}

const ADVICE: Readonly<Record<NoFindings['reason'], string>> = {
  timeout: 'choose a faster model or endpoint: an answer has to come within 8 s, here within 4.5',
  stopped: 'choose a faster model or endpoint: an answer has to come within 8 s, here within 4.5',
  unreachable: 'check LLM_BASE_URL, and that this machine may reach it',
  refused: 'check LLM_MODEL, and that LLM_BASE_URL is what stands before /chat/completions, often ending in /v1',
  throttled: 'see the limits of your account there',
  failed: 'look at its own log or status page',
  unusable: 'choose a model in LLM_MODEL that can answer in JSON',
};

function overPlainHttp({ baseUrl, apiKey }: { baseUrl: string; apiKey?: string }): Finding[] {
  const { protocol, hostname } = new URL(baseUrl);
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  if (protocol === 'https:' || isHere) return [];
  const what = `${apiKey === undefined ? 'answers go' : 'answers and the key go'} over the network unencrypted`;
  return [warn(what, 'use https in LLM_BASE_URL, unless the network is all yours')];
}
