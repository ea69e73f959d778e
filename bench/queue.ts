import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { startPostgres } from '../test/support/real-postgres.ts';
import { alternate, type Bench, median, rounded, row } from './bench.ts';
import { installPeers } from './peers.ts';
import { newDatabase } from './system.ts';

const resultSchema = z.object({ writtenPerSecond: z.number(), deliveredPerSecond: z.number() });

/** Letters that are written and delivered: in a leased table alone, and with a pg-boss job for each, enqueued in the same transaction. */
export const queue: Bench = async ({ rounds, tell }) => {
  await installPeers(tell);
  const server = await startPostgres();
  const measured = { leased: [] as z.infer<typeof resultSchema>[], boss: [] as z.infer<typeof resultSchema>[] };
  const script = join(import.meta.dirname, 'peers/queue.mjs');
  try {
    await alternate(['leased', 'boss'] as const, rounds, async (name, round) => {
      const url = await newDatabase(server.url, `${name}${round}`);
      const { stdout } = await promisify(execFile)(process.execPath, [script, url, name]);
      const result = resultSchema.parse(JSON.parse(stdout));
      tell(
        `round ${round}, ${name}: ${result.writtenPerSecond.toFixed()} written/s, ${result.deliveredPerSecond.toFixed()} delivered/s`,
      );
      measured[name].push(result);
    });
  } finally {
    await server.stop();
  }
  const of = (name: 'leased' | 'boss', what: 'writtenPerSecond' | 'deliveredPerSecond') =>
    measured[name].map((each) => each[what]);
  return (['writtenPerSecond', 'deliveredPerSecond'] as const).map((what) =>
    row(
      'queue',
      `${what}, pg-boss against the leased table`,
      { atMost: 1 },
      of('boss', what).map((speed, i) => speed / (of('leased', what)[i] ?? Number.NaN)),
      { leased: rounded(median(of('leased', what))), boss: rounded(median(of('boss', what))) },
    ),
  );
};
