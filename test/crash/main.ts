import { parseArgs } from 'node:util';
import { z } from 'zod';
import { run } from './run.ts';
import { explained, summary } from './tell.ts';

// npm run test:crash -- [--seed N] [--dms N] [--kills N]
const options = { seed: { type: 'string' }, dms: { type: 'string' }, kills: { type: 'string' } } as const;
const given = z
  .object({
    seed: z.coerce
      .number()
      .int()
      .default(() => Date.now() % 1_000_000),
    dms: z.coerce.number().int().min(1).default(2_000),
    kills: z.coerce.number().int().min(0).default(50),
  })
  .parse(parseArgs({ options }).values);

const MEMBERS_A_WORKSPACE = 50;
const MOST_EXPLAINED = 20;

const tell = (line: string) => process.stdout.write(`${line}\n`);
tell(`seed ${given.seed}: npm run test:crash -- --seed ${given.seed} --dms ${given.dms} --kills ${given.kills}`);
const outcome = await run({ ...given, workspaces: Math.ceil(given.dms / MEMBERS_A_WORKSPACE) }, tell);
for (const fault of outcome.faults.slice(0, MOST_EXPLAINED)) tell(explained(fault, outcome));
for (const line of summary(outcome)) tell(line);
// Said outright: what looks after the database at the end of a process ends it with 0, whatever the exit code was to be.
process.exit(outcome.faults.length === 0 ? 0 : 1);
