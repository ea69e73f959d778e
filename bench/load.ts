import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';

export const jobSchema = z.object({
  /** Where the system takes its events. */
  url: z.string(),
  /** The fake Slack's address. */
  slack: z.string(),
  secret: z.string(),
  team: z.string(),
  people: z.array(z.string()),
  /** What each of them says, and how often; again only when the last was answered. */
  text: z.string(),
  times: z.int(),
  /** What of a message shows that it is the answer. */
  answer: z.string(),
  /** How many wait for an acknowledgement at once; or how many are sent a second, come what may. */
  pace: z.union([z.object({ inFlight: z.int() }), z.object({ perSecond: z.number() })]),
});
export type Job = z.infer<typeof jobSchema>;

const resultSchema = z.object({
  sent: z.int(),
  /** Sent, and not acknowledged with 200. */
  refused: z.int(),
  /** Answered within the time; the rest was lost. */
  answered: z.int(),
  /** From the first event sent to the last answer seen by Slack. */
  seconds: z.number(),
  /** From an event sent to its acknowledgement. */
  acknowledgedMs: z.array(z.number()),
  /** From an event sent to its answer seen by Slack. */
  answeredMs: z.array(z.number()),
});
export type Result = z.infer<typeof resultSchema>;

/** The load generator in a process of its own. */
export type Load = { run(job: Job): Promise<Result>; stop(): void };

export function startLoad(): Load {
  const child = fork(join(import.meta.dirname, 'load-main.ts'), { execArgv: ['--disable-warning=ExperimentalWarning'] });
  return {
    async run(job) {
      child.send(job);
      const [result] = await once(child, 'message');
      return resultSchema.parse(result);
    },
    stop: () => void child.kill('SIGKILL'),
  };
}
