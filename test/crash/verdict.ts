import { withClient } from '../support/crowd.ts';
import type { Saying } from '../support/slack-server/ledger.ts';
import { dmOf } from '../support/slack-web-api.ts';
import type { Fleet } from './fleet.ts';
import type { Sent } from './learners.ts';

type Row = {
  letter_id: string;
  purpose: string;
  state: string;
  replaces: string | null;
  reason: string | null;
  tries: number;
  conversation: string;
  sequence: string;
};

/** What the ledger and the tables tell together; each list has a line for each fault. */
export type Verdict = {
  letters: number;
  posts: number;
  attempts: number;
  lost: string[];
  repeated: string[];
  /** Answers that were acknowledged and counted not at all, or more than once. */
  miscounted: string[];
  /** People see it, and no transaction has kept it. */
  unsaved: string[];
  outOfOrder: string[];
};

type Told = { url: string; ledger: readonly Saying[]; scheduled: readonly string[]; sent: Sent; kills: Fleet['kills'] };

export async function compare({ url, ledger, scheduled, sent, kills }: Told): Promise<Verdict> {
  const { letters, attempts, taken } = await withClient(url, async (client) => ({
    letters: (
      await client.query<Row>(
        'select letter_id, purpose, state, replaces, reason, tries, conversation, sequence from letter order by sequence',
      )
    ).rows,
    attempts: (await client.query<{ member_id: string; n: number }>('select member_id, count(*)::int n from attempt group by 1'))
      .rows,
    taken: new Set(
      (await client.query<{ event_id: string }>('select event_id from inbound_event')).rows.map((row) => row.event_id),
    ),
  }));
  const calls = Map.groupBy(ledger, (saying) => saying.letter ?? '');
  const seen = (letter: string) => (calls.get(letter) ?? []).filter((saying) => saying.recorded);
  const story = (letter: Row) => tellStory(letter, calls.get(letter.letter_id) ?? [], kills);
  const counted = new Map(attempts.map((row) => [row.member_id, row.n]));
  const known = new Set(letters.map((letter) => letter.letter_id));
  const offered = new Set(ledger.filter((saying) => saying.recorded).map((saying) => saying.channel));
  return {
    letters: letters.length,
    posts: ledger.filter((saying) => saying.recorded && saying.method === 'chat.postMessage').length,
    attempts: attempts.reduce((sum, row) => sum + row.n, 0),
    lost: [
      ...letters.filter(({ state }) => state !== 'sent').map((letter) => `never sent: ${story(letter)}`),
      ...letters
        .filter((letter) => letter.state === 'sent' && seen(letter.letter_id).length === 0)
        .map((letter) => `seen by nobody: ${story(letter)}`),
      ...scheduled.filter((person) => !offered.has(dmOf(person))).map((person) => `${person} was not asked`),
    ],
    repeated: letters
      .filter(({ letter_id: id }) => seen(id).filter((saying) => saying.method === 'chat.postMessage').length > 1)
      .map((letter) => story(letter)),
    miscounted: [...sent.answers].flatMap(([person, events]) => [
      ...events.filter((event) => !taken.has(event)).map((event) => `${event} was acknowledged and never taken`),
      ...(counted.get(person) === events.length
        ? []
        : [`${person}: ${counted.get(person) ?? 0} attempts for ${events.length} answers`]),
    ]),
    unsaved: ledger
      .filter((saying) => saying.recorded && saying.letter && !known.has(saying.letter))
      .map((saying) => `${saying.letter} in ${saying.channel}, by ${saying.via}`),
    outOfOrder: disordered(letters, seen),
  };
}

/** New messages of one conversation that people saw in another order than they were said. */
function disordered(letters: readonly Row[], seen: (letter: string) => Saying[]): string[] {
  return [
    ...Map.groupBy(
      letters.filter((letter) => !letter.replaces),
      (letter) => letter.conversation,
    ),
  ].flatMap(([conversation, row]) => {
    const times = row.flatMap((letter) => seen(letter.letter_id)[0]?.at ?? []);
    return times.some((at, i) => at < (times[i - 1] ?? 0)) ? [conversation] : [];
  });
}

const NEAR_MS = 60_000;

/** All that happened to a letter, in the order of time: for whoever looks for the cause. */
function tellStory(letter: Row, calls: readonly Saying[], kills: Fleet['kills']): string {
  const [first, last] = [calls[0]?.at ?? 0, calls.at(-1)?.at ?? 0];
  const callers = new Set(calls.map((call) => call.via));
  const steps = [
    ...calls.map(({ at, via, method, outcome, recorded }) => ({
      at,
      what: `${via} ${method} ${outcome}${recorded ? ', seen' : ''}`,
    })),
    ...kills
      .filter(({ at, name }) => callers.has(name) && at > first - 1_000 && at < last + NEAR_MS)
      .map(({ at, name, when }) => ({ at, what: `${name} killed (${when})` })),
  ].sort((a, b) => a.at - b.at);
  const told = steps.map(({ at, what }) => `+${((at - first) / 1_000).toFixed(2)} s ${what}`).join('; ');
  const { letter_id: id, purpose, state, tries, reason } = letter;
  return `${id} (${purpose}; ${state}, ${tries} tries${reason ? `, ${reason}` : ''}): ${told || 'no call'}`;
}
