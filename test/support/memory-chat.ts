import type { Inbound, WorkspaceId } from '../../src/events.ts';
import { type Block, buttonsOf, type Input, type Letter, type Outbound } from '../../src/letter.ts';
import { parse } from '../../src/markdown.ts';
import type { Accept, NotDelivered, Platform, Profile, Sighting } from '../../src/ports/platform.ts';
import type { Chat, Message } from './chat.ts';

type Deps = {
  workspace: WorkspaceId;
  accept: Accept;
  idle: () => Promise<void>;
  now: () => Temporal.Instant;
  zones: Record<string, string>;
};

/** The neutral platform: what the engine says, as it says it. For journeys that are about the engine alone. */
export type MemoryChat = Chat & {
  platform: Platform;
  /** Every letter in the order in which it was delivered. */
  delivered: readonly Letter[];
  /** The next delivery is refused with this. */
  refuseNext(refusal: NotDelivered): void;
  /** The next delivery arrives, and then this is thrown: the answer got lost. */
  loseAnswerNext(refusal: NotDelivered): void;
  /** The next delivery never ends, and what is sent does not arrive. */
  hangNext(): void;
  /** What the platform says to those who look for a message, in place of what is so. */
  sightAs(sighting: Sighting | undefined): void;
  inbound(person: string, what: Inbound['what'], options?: { id?: string; channel?: string | undefined }): Inbound;
};

export function memoryChat(deps: () => Deps): MemoryChat {
  const delivered: Letter[] = [];
  const shown: { ref: string; letter: Letter }[] = [];
  const refusals: NotDelivered[] = [];
  const losses: NotDelivered[] = [];
  let hanging = 0;
  let sighting: Sighting | undefined;
  let events = 0;

  const put = async (letter: Letter, ref: string) => {
    if (hanging-- > 0) await new Promise(() => {});
    const refusal = refusals.shift();
    if (refusal) throw refusal;
    delivered.push(letter);
    const before = shown.find((each) => each.ref === ref);
    if (before) before.letter = letter;
    else shown.push({ ref, letter });
    const lost = losses.shift();
    if (lost) throw lost;
    return ref;
  };

  const profile = async (_: WorkspaceId, member: string): Promise<Profile> => {
    const zone = deps().zones[member];
    return { name: member.charAt(0).toUpperCase() + member.slice(1), ...(zone && { zone }) };
  };

  const inbound: MemoryChat['inbound'] = (person, what, options = {}) => ({
    id: options.id ?? `event-${++events}`,
    workspace: deps().workspace,
    member: person,
    conversation:
      options.channel === undefined ? { kind: 'personal' } : { kind: 'channel', id: options.channel, name: options.channel },
    at: deps().now(),
    what,
  });

  const send = async (event: Inbound) => {
    await deps().accept(event);
    await deps().idle();
  };

  return {
    platform: {
      post: (letter) => put(letter, `message-${letter.id}`),
      update: put,
      find: async ({ id }) =>
        sighting ?? (delivered.some((each) => each.id === id) ? { seen: 'yes', ref: `message-${id}` } : { seen: 'no' }),
      profile,
      pace: { workspace: Infinity, conversation: Infinity },
      tellsStatus: true,
      opensGroups: false,
    },
    delivered,
    refuseNext: (refusal) => void refusals.push(refusal),
    loseAnswerNext: (refusal) => void losses.push(refusal),
    hangNext: () => {
      hanging = 1;
    },
    sightAs: (told) => {
      sighting = told;
    },
    inbound,
    say: (person, text, channel) => send(inbound(person, { type: 'said', text, attachments: 0 }, { channel })),

    async press(person, message, label, changed = {}, channel) {
      const letter = shown.find((each) => each.ref === message.id)?.letter;
      const button = letter && buttonsOf(letter.outbound).find((each) => each.label === label);
      if (!letter || !button) throw new Error(`There is no button "${label}" on: ${message.text}`);
      await send(
        inbound(
          person,
          { type: 'pressed', letter: letter.id, button: button.id, values: { ...message.inputs, ...changed } },
          { channel },
        ),
      );
    },

    async thread(message) {
      return shown
        .filter(({ letter: { to } }) => to.kind === 'channel' && `message-${to.thread}` === message.id)
        .map(({ ref, letter }) => messageOf(ref, letter.outbound));
    },

    async messages(person, channel) {
      return shown
        .filter(({ letter }) => isSeen(letter, person, channel))
        .map(({ ref, letter }) => messageOf(ref, letter.outbound));
    },
  };
}

function isSeen({ to }: Letter, person: string, channel: string | undefined): boolean {
  if (channel === undefined) return to.kind === 'member' && to.member === person;
  return 'channel' in to && to.channel === channel && (to.kind === 'channel' ? !to.thread : to.member === person);
}

/** A message as the vocabulary itself says it. */
export function messageOf(id: string, outbound: Outbound): Message {
  const inputs = outbound.blocks.flatMap((block) => (block.type === 'input' ? [block.input] : []));
  return {
    id,
    text: wordsIn(outbound),
    buttons: buttonsOf(outbound).map((button) => button.label),
    inputs: Object.fromEntries(inputs.map((input) => [input.id, heldBy(input)])),
  };
}

function wordsIn(outbound: Outbound): string {
  return outbound.blocks.map(wordsOf).filter(Boolean).join('\n');
}

function wordsOf(block: Block): string {
  if (block.type === 'chart') return `${block.title}\n${block.text}`;
  if (block.type === 'facts') return block.facts.map((fact) => `${fact.label}: ${fact.value}`).join('\n');
  if (block.type !== 'text' && block.type !== 'note') return '';
  return parse(block.text)
    .map((paragraph) => (paragraph.type === 'code' ? paragraph.text : paragraph.runs.map((run) => run.text).join('')))
    .join('\n');
}

function heldBy(input: Input): string | readonly string[] {
  return input.value ?? (input.as === 'some-of' || input.as === 'people' ? [] : '');
}
