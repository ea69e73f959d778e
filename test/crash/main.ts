import { parseArgs } from 'node:util';
import { crash } from './crash.ts';

const { values } = parseArgs({ options: { seed: { type: 'string' }, short: { type: 'boolean' } } });
const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9));
const long = { scheduled: 2_000, answerers: 250, answersEach: 8, kills: 50, overMs: 540_000 };
const short = { scheduled: 100, answerers: 20, answersEach: 5, kills: 5, overMs: 30_000 };
const tell = (line: string) => process.stdout.write(`${line}\n`);

tell(`seed ${seed}; npm run test:crash -- --seed ${seed}${values.short ? ' --short' : ''} repeats it`);
const { lost, repeated, miscounted, unsaved, outOfOrder, ...counts } = await crash(
  { seed, ...(values.short ? short : long) },
  tell,
);
const faults = { lost, repeated, miscounted, unsaved, outOfOrder };
for (const [name, lines] of Object.entries(faults)) {
  for (const line of lines.slice(0, 20)) tell(`  ${name}: ${line}`);
}
tell(
  JSON.stringify({ seed, ...counts, ...Object.fromEntries(Object.entries(faults).map(([name, { length }]) => [name, length])) }),
);
process.exitCode = Object.values(faults).every((lines) => lines.length === 0) ? 0 : 1;
