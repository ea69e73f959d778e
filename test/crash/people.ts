import { setTimeout } from 'node:timers/promises';
import { chanceOf } from '../support/seeded.ts';
import { saying as message, slackClient } from '../support/slack-client.ts';
import type { Saying } from '../support/slack-server/ledger.ts';
import { dmOf } from '../support/slack-web-api.ts';
import { copies, type Plan, type PlannedMember, replyTo } from './plan.ts';

/** `event`: the id under which it came. */
type Delivery = { at: number; door: string; event: string; outcome: number | 'too late' | 'cut off' };

/** Something that a member wrote, and how often it was brought to Cairn until it was acknowledged. */
export type Written = {
  id: string;
  member: PlannedMember;
  text: string;
  /** The button that says so, and the letter that it is on, where it was pressed instead. */
  pressed?: { letter: string; button: string };
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
    else if (/Question \d+\?/.test(text)) write(member, answerTo(member, letter));
    else if (text.startsWith('Done')) unfinished.delete(member);
  }

  function answerTo(member: PlannedMember, letter: string): Pick<Written, 'text' | 'verdict' | 'pressed'> {
    const { button, ...reply } = replyTo(plan.seed, nextId(member));
    return { ...reply, ...(button !== undefined && { pressed: { letter, button } }) };
  }

  function write(member: PlannedMember, what: Pick<Written, 'text' | 'verdict' | 'pressed'>): void {
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
      // Slack brings words again under their id; a button that does nothing is pressed again by the person, which is another press.
      const event = what.pressed ? `${what.id}c${copy}t${tries}` : what.id;
      const outcome = door && (await knock(door, what, event, tries));
      if (door && outcome) what.deliveries.push({ at: Date.now(), door, event, outcome });
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

async function knock(appUrl: string, what: Written, event: string, tries: number): Promise<Delivery['outcome']> {
  const { member, text, pressed } = what;
  const client = slackClient({ appUrl, signingSecret: SIGNING_SECRET, team: member.team });
  const late = setTimeout(PATIENCE_MS, 'too late' as const, { ref: false });
  const answer = pressed
    ? client.interaction(pressOf(member, pressed, event))
    : client.event(message(member.id, text), { id: event, ...(tries > 1 && { retry: tries - 1 }) });
  return Promise.race([late, answer.then((reply) => reply.status)]).catch(() => 'cut off');
}

function pressOf({ id, team }: PlannedMember, { letter, button }: { letter: string; button: string }, event: string): object {
  const action = { type: 'button', block_id: 'b1', action_id: `press:${button}`, value: `${letter}#${button}` };
  const channel = { id: dmOf(id), name: 'directmessage' };
  return {
    type: 'block_actions',
    user: { id, team_id: team },
    team: { id: team },
    channel,
    trigger_id: event,
    actions: [action],
  };
}
