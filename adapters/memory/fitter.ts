import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { History } from '../../src/domain/memory-fit.ts';
import type { Log } from '../../src/ports/log.ts';
import type { Fitter } from '../../src/ports/memory.ts';

const SCRIPT = fileURLToPath(new URL('fit-main.ts', import.meta.url));
// 10,000 reviews take some 15 ms; what takes so long will not end.
const LONGEST_MS = 60_000;
// FSRS-6 has 21 parameters.
const weightsSchema = z.array(z.number()).length(21);

/** The fitter is native code that ends its process on odd input (science.md, "The scheduler"): it gets one of its own. */
export function openFitter(log: Log): Fitter {
  return {
    async fit(histories) {
      const { output, cause } = await run(JSON.stringify(histories.map(asReviews)));
      const weights = weightsSchema.safeParse(parsed(output));
      if (!weights.success) log.warn({ histories: histories.length, cause }, 'the parameters of memory could not be fitted');
      return weights.success ? weights.data : undefined;
    },
  };
}

/** Ratings, 1 for a miss and 3 for a recall, with the days since the one before. */
function asReviews(history: History): [number, number][] {
  return history.map(({ day, recalled }, i) => {
    const before = history[i - 1];
    return [recalled ? 3 : 1, before ? Math.max(1, before.day.until(day).days) : 0];
  });
}

// What Node says of an error, and Rust before its backtrace.
const CAUSE = /^\w*Error: [\s\S]*?(?=\n +at )|(?<=panicked at .*\n).+/m;
const LONGEST_CAUSE = 300;

function causeIn(errors: string): string | undefined {
  return CAUSE.exec(errors)?.[0].replace(/\s+/g, ' ').slice(0, LONGEST_CAUSE);
}

/** What the process wrote, and why it ended, where it said so. */
function run(input: string): Promise<{ output: string; cause: string | undefined }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [SCRIPT], { timeout: LONGEST_MS });
    let [output, errors] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.once('error', (error) => resolve({ output: '', cause: error.message }));
    child.once('close', (code, signal) => resolve({ output, cause: causeIn(errors) ?? `it ended with ${signal ?? code}` }));
    // It may end before it has read all.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
