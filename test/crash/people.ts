import { setTimeout } from 'node:timers/promises';
import { chanceOf } from '../support/seeded.ts';
import { saying as message, slackClient } from '../support/slack-client.ts';
import type { Saying } from '../support/slack-server/ledger.ts';
import { copies, type Plan, type PlannedMember, replyTo } from './plan.ts';

type Delivery = { at: number; door: string; copy: number; outcome: number | 'too late' | 'cut off' };

/** Something that a member wrote, and how often it was brought to Cairn until it was acknowledged. */
export type Written = {
  id: string;
  member: PlannedMember;
  text: string;
  /** The mark that it is to get, where it answers a question. */
  verdict?: 'correct' | 'incorrect';
  deliveries: Delivery[];
};

export type People = {
  /** Tells of what a member sees. */
  see(saying: Saying): void;
  readonly written: readonly Written[];
  /** Members whose session is not over yet. */
  waiting(): readonly PlannedMember[];
  /** Resolves when nothing that was written is on its way. */
  stop(): Promise<void>;
};

export const SIGNING_SECRET = 'a-signing-secret';

// Slack waits for so long, and then sends an event again; there the first time at once, later more slowly than here.
const PATIENCE_MS = 3_000;
const AGAIN_MS = 150;
// What Cairn is asked to take at once: the machine is small, and the run is about crashes.
const TOGETHER = 10;

/** Members who begin when they are offered their session and answer each question that they see; one thing at a time, so that each answer has its question. */
export function openPeople(plan: Plan, doors: () => readonly string[]): People {
  const members = new Map(plan.members.map((member) => [member.id, member]));
  const unfinished = new Set(plan.members);
  const seen = new Set<string>();
  const written: Written[] = [];
  const said = new Map<string, number>();
  const queue: Written[] = [];
  const atWork = new Set<Promise<void>>();
  let stopped = false;

  function see({ recorded, method, channel, letter, text }: Saying): void {
    const member = members.get(channel.replace(/^D/, 'U'));
    if (!member || !letter || !recorded || method !== 'chat.postMessage' || seen.has(letter)) return;
    seen.add(letter);
    if (/^\d+ questions?, about/.test(text)) write(member, { text: 'quiz' });
    else if (/Question \d+\?/.test(text)) write(member, replyTo(plan.seed, nextId(member)));
    else if (text.startsWith('Done')) unfinished.delete(member);
  }

  function write(member: PlannedMember, what: Pick<Written, 'text' | 'verdict'>): void {
    const each = { id: nextId(member), member, ...what, deliveries: [] };
    said.set(member.id, (said.get(member.id) ?? 0) + 1);
    written.push(each);
    queue.push(each);
    if (atWork.size < TOGETHER) work();
  }

  function nextId({ id }: PlannedMember): string {
    return `Ev${id}x${(said.get(id) ?? 0) + 1}`;
  }

  function work(): void {
    const done = bringAll().finally(() => atWork.delete(done));
    atWork.add(done);
  }

  async function bringAll(): Promise<void> {
    for (let next = queue.shift(); next; next = queue.shift()) await bringCopies(next);
  }

  async function bringCopies(what: Written): Promise<void> {
    const often = copies(plan.seed, what.id);
    if (often === 'together') await Promise.all([bring(what, 1), bring(what, 2)]);
    else await bring(what, 1);
    if (often === 'again') await bring(what, 2);
  }

  /** Until it is acknowledged, each time to a process that chance names. */
  async function bring(what: Written, copy: number): Promise<void> {
    for (let tries = 1; !stopped; tries++) {
      const open = doors();
      const door = open[Math.floor(chanceOf(plan.seed, what.id, copy, tries) * open.length)];
      const outcome = door && (await knock(door, what, tries));
      if (door && outcome) what.deliveries.push({ at: Date.now(), door, copy, outcome });
      if (outcome === 200) return;
      await setTimeout(AGAIN_MS);
    }
  }

  return {
    see,
    written,
    waiting: () => [...unfinished],
    async stop() {
      stopped = true;
      await Promise.all(atWork);
    },
  };
}

async function knock(appUrl: string, { id, member, text }: Written, tries: number): Promise<Delivery['outcome']> {
  const client = slackClient({ appUrl, signingSecret: SIGNING_SECRET, team: member.team });
  const late = setTimeout(PATIENCE_MS, 'too late' as const, { ref: false });
  const answer = client.event(message(member.id, text), { id, ...(tries > 1 && { retry: tries - 1 }) });
  return Promise.race([late, answer.then((reply) => reply.status)]).catch(() => 'cut off');
}
