import { z } from 'zod';
import type { Fault } from './compare.ts';
import type { Outcome } from './run.ts';

/** A run in one line a figure: that it was as rough as it should be. */
export function summary({ plan, ledger, kept, written, kills, faults, logs, seconds }: Outcome): string[] {
  const deliveries = written.flatMap((each) => each.deliveries);
  const byOutcome = Object.entries(Object.groupBy(ledger, (saying) => saying.outcome)).map(
    ([name, all]) => `${name} ${all?.length}`,
  );
  const twice = written.filter((each) => each.deliveries.filter((delivery) => delivery.outcome === 200).length > 1).length;
  return [
    `seed ${plan.seed}: ${kills.length} kills (${kills.filter((kill) => !kill.serving).length} at the start of a process), ${seconds.active.toFixed()} s, drained in ${seconds.drained.toFixed()} s`,
    `calls of Slack: ${byOutcome.join(', ')}`,
    `letters: ${kept.letters.length}; answers: ${kept.attempts.length}; events: ${written.length}, acknowledged twice ${twice}, brought again ${deliveries.filter((each) => each.outcome !== 200).length}`,
    ...complaints(logs),
    `lost, repeated or wrong: ${faults.length}`,
  ];
}

const loggedSchema = z.object({ level: z.number(), msg: z.string(), error: z.unknown() });
const ERROR = 50;

/** What processes logged as errors, and how often. */
function complaints(logs: string): string[] {
  const errors = logs.split('\n').flatMap((line) => {
    const logged = line.startsWith('{') && line.endsWith('}') ? loggedSchema.safeParse(JSON.parse(line)).data : undefined;
    return logged && logged.level >= ERROR ? [`${logged.msg}: ${JSON.stringify(logged.error)}`] : [];
  });
  return Object.entries(Object.groupBy(errors, (text) => text)).map(([text, all]) => `logged ${all?.length} times: ${text}`);
}

// A process that was killed so long before or after may have to do with it.
const NEAR_MS = 30_000;

/** All that is known of one fault: rows, what Slack was told, what the member wrote, which processes were killed near it, and their logs. */
export function explained({ what, letter, member }: Fault, { ledger, kept, written, kills, logs }: Outcome): string {
  const isOfMember = (channel: string) => member !== undefined && channel === member.replace(/^U/, 'D');
  const rows = kept.letters.filter((row) => (letter ? row.letter_id === letter : row.conversation === `member:${member}`));
  const sayings = ledger.filter((saying) => (letter ? saying.letter === letter : isOfMember(saying.channel)));
  const wrote = written.filter((each) => each.member.id === member);
  const near = kills.filter((kill) => sayings.some((saying) => Math.abs(saying.at - kill.at) < NEAR_MS));
  const lines = logs.split('\n').filter((line) => (letter && line.includes(letter)) || (member && line.includes(`"${member}"`)));
  return [
    `FAULT ${what}: ${letter ?? ''} ${member ?? ''}`,
    ...rows.map((row) => `  row     ${JSON.stringify(row)}`),
    ...sayings.map(
      (each) => `  ledger  ${time(each.at)} ${each.method} ${each.letter} ${each.outcome} recorded=${each.recorded}`,
    ),
    ...wrote.map(
      (each) => `  wrote   ${each.id} ${each.text}: ${each.deliveries.map((one) => `${time(one.at)} ${one.outcome}`).join(', ')}`,
    ),
    ...near.map((kill) => `  kill    ${time(kill.at)} process ${kill.slot} (${kill.pid})`),
    ...lines.map((line) => `  log     ${line}`),
  ].join('\n');
}

function time(ms: number): string {
  return new Date(ms).toISOString().slice(11, 23);
}
