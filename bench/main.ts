import { parseArgs } from 'node:util';
import type { Bench, Row } from './bench.ts';

const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  reply: async () => (await import('./reply.ts')).reply,
  fanout: async () => (await import('./fanout.ts')).fanout,
  due: async () => (await import('./due.ts')).due,
  start: async () => (await import('./start.ts')).start,
  queue: async () => (await import('./queue.ts')).queue,
  grading: async () => (await import('./grading.ts')).grading,
  scheduling: async () => (await import('./scheduling.ts')).scheduling,
  policy: async () => (await import('./policy.ts')).policy,
  plan: async () => (await import('./plan.ts')).plan,
  achievements: async () => (await import('./achievements.ts')).achievements,
  matching: async () => (await import('./matching.ts')).matching,
  summary: async () => (await import('./summary.ts')).summary,
  soak: async () => (await import('./soak.ts')).soak,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, rounds: { type: 'string' }, minutes: { type: 'string' }, revlog: { type: 'string' } },
});
const load = BENCHES[positionals[0] ?? ''];
if (!load) {
  process.stderr.write(
    `npm run bench -- NAME [--json] [--rounds N] [--minutes N] [--revlog FILE]; NAME: ${Object.keys(BENCHES).join(', ')}\n`,
  );
  process.exit(2);
}
const bench = await load();
const tell = (line: string) => void process.stderr.write(`${line}\n`);
const rows = await bench({
  rounds: Number(values.rounds ?? 5),
  minutes: Number(values.minutes ?? 10),
  ...(values.revlog && { revlog: values.revlog }),
  tell,
});
for (const row of rows) process.stdout.write(values.json ? `${JSON.stringify(row)}\n` : shown(row));
process.exit(rows.every(({ ok }) => ok) ? 0 : 1);

function shown({ bench, what, ratio, target, ok, rounds: _, ratios: __, ...figures }: Row): string {
  const wanted = 'atLeast' in target ? `at least ${target.atLeast.toPrecision(3)}` : `at most ${target.atMost}`;
  const rest = Object.entries(figures).map(([name, value]) => `${name} ${value}`);
  return `${ok ? 'ok  ' : 'MISS'}  ${bench}: ${what}: ${ratio} (${wanted})\n      ${rest.join(', ')}\n`;
}
