import type { Saying } from '../support/slack-server/ledger.ts';
import type { Kept, KeptLetter } from './kept.ts';
import type { Written } from './people.ts';
import type { PlannedMember } from './plan.ts';

/** Something that was lost, repeated, or is not as it was said; `letter` and `member` are what it is about. */
export type Fault = { what: string; member?: string; letter?: string };

type Run = { members: readonly PlannedMember[]; written: readonly Written[]; ledger: readonly Saying[]; kept: Kept };

/** Compares what people saw and what they wrote with what Cairn has kept of both. */
export function compare(run: Run): Fault[] {
  const sayings = Map.groupBy(
    run.ledger.filter((saying) => saying.recorded && saying.letter),
    (saying) => saying.letter ?? '',
  );
  return [
    ...run.kept.letters.flatMap((letter) => lettersFaults(letter, sayings.get(letter.letter_id) ?? [])),
    ...strangers(run, sayings),
    ...disorder(run),
    ...run.members.flatMap((member) => offerFaults(member, run.kept)),
    ...answerFaults(run),
  ];
}

function lettersFaults({ letter_id: letter, conversation, state, replaces }: KeptLetter, seen: readonly Saying[]): Fault[] {
  const about = { letter, member: conversation.replace('member:', '') };
  const posted = seen.filter((saying) => saying.method === 'chat.postMessage').length;
  if (state !== 'sent') return [{ ...about, what: `a letter ended as ${state}` }];
  if (seen.length === 0) return [{ ...about, what: 'lost: a letter that was sent was never seen' }];
  if (posted > 1) return [{ ...about, what: `repeated: a letter came ${posted} times` }];
  if (replaces && posted > 0) return [{ ...about, what: 'repeated: a change of a message came as a new one' }];
  return [];
}

/** What people saw that Cairn knows nothing of. */
function strangers({ kept }: Run, sayings: ReadonlyMap<string, readonly Saying[]>): Fault[] {
  const known = new Set(kept.letters.map((letter) => letter.letter_id));
  return [...sayings.keys()].flatMap((letter) => (known.has(letter) ? [] : [{ letter, what: 'seen, but never kept' }]));
}

/** In each direct message things were seen in the order in which they were said; that a change is repeated changes nothing. */
function disorder({ ledger, kept }: Run): Fault[] {
  const sequences = new Map(kept.letters.map((letter) => [letter.letter_id, Number(letter.sequence)]));
  const latest = new Map<string, number>();
  const faults: Fault[] = [];
  for (const { recorded, letter, channel } of ledger) {
    const sequence = letter === undefined ? undefined : sequences.get(letter);
    if (!recorded || letter === undefined || sequence === undefined) continue;
    if (sequence < (latest.get(channel) ?? 0)) faults.push({ letter, member: channel.replace(/^D/, 'U'), what: 'out of order' });
    latest.set(channel, Math.max(sequence, latest.get(channel) ?? 0));
  }
  return faults;
}

function offerFaults({ id, workspace }: PlannedMember, { letters }: Kept): Fault[] {
  const offers = letters.filter((letter) => letter.workspace_id === workspace && letter.purpose.startsWith(`session:${id}:`));
  return offers.length === 1 ? [] : [{ member: id, what: `${offers.length} offers of a session` }];
}

/** Each answer was put to a question that was open: each has its mark, once, in the order in which they were given. */
function answerFaults({ members, written, kept }: Run): Fault[] {
  const taken = new Set(kept.events);
  const unknown = written.flatMap(({ id, member, deliveries }) => {
    const acknowledged = new Set(deliveries.flatMap(({ outcome, event }) => (outcome === 200 ? [event] : [])));
    if (acknowledged.size === 0) return [{ member: member.id, what: `never acknowledged: ${id}` }];
    const lost = [...acknowledged].filter((event) => !taken.has(event));
    return lost.map((event) => ({ member: member.id, what: `lost: ${event} was acknowledged and not kept` }));
  });
  const given = Map.groupBy(written, (each) => each.member.id);
  const marked = Map.groupBy(kept.attempts, (attempt) => attempt.member_id);
  const miscounted = members.flatMap(({ id }) => {
    const expected = (given.get(id) ?? []).flatMap((each) => each.verdict ?? []).join(', ');
    const found = (marked.get(id) ?? []).map((attempt) => attempt.verdict).join(', ');
    return expected === found ? [] : [{ member: id, what: `answers: ${expected || 'none'}; counted: ${found || 'none'}` }];
  });
  return [...unknown, ...miscounted];
}
