import { type Deck, grade, type Item, present } from '../domain/deck.ts';
import { normalise } from '../domain/grade/normalise.ts';
import { current, type Session } from '../domain/session.ts';
import type { FormValues, Inbound, Said, WorkspaceId } from '../events.ts';
import type { Intent } from '../intents.ts';
import { buttonsOf, type Letter, type Recipient } from '../outbound.ts';
import {
  type Accept,
  type Catalog,
  Conflict,
  type DueAlarm,
  type Holidays,
  type Log,
  type Platform,
  type Profile,
  type Records,
  type Store,
} from '../ports.ts';
import { notUnderstood } from '../views/welcome.ts';
import { sentence } from '../views/words.ts';
import { openPost } from './deliver.ts';
import { showing } from './session.ts';
import { meetVisitor, reply, Strangers, type Turn, type Visit } from './turn.ts';
import { command, looseCommand, reading } from './understand.ts';
import { carryOut, ring } from './use-cases.ts';
import { welcomeNewcomer } from './welcome.ts';

export type Engine = {
  accept: Accept;
  /** Does what is due. May run twice, late, and in several processes at once. Resolves when what it had to say is delivered. */
  tick(now: Temporal.Instant): Promise<void>;
  /** Does something in a workspace that nobody asked for, like setting up a demonstration. */
  prepare(workspace: WorkspaceId, now: Temporal.Instant, decide: (turn: Turn) => Promise<void>): Promise<void>;
  /** Resolves when nothing is on its way. */
  idle(): Promise<void>;
};

export type EngineDeps = {
  store: Store;
  platformOf: (workspace: WorkspaceId) => Platform | undefined;
  catalog: Catalog;
  holidays: Holidays;
  newId: () => string;
  now: () => Temporal.Instant;
  log: Log;
};

const ALARM_BATCH = 100;
const RING_AGAIN_MINUTES = 5;
// Two turns that were in each other's way: one of them starts over, and seldom more than once.
const MOST_TRIES = 5;
// A reply is read, graded and kept up to here; no answer is longer, and a pasted book is not an answer.
const LONGEST_REPLY = 4000;
// No form of ours has as many fields; a team may have as many people.
const MOST_FIELDS = 100;
const MOST_PICKS = 1000;

export function createEngine(deps: EngineDeps): Engine {
  const post = openPost(deps);
  // The authors' decks that each workspace has been brought into step with.
  const kept = new Map<WorkspaceId, readonly Deck[]>();

  async function takeTurn(
    workspace: WorkspaceId,
    about: { cause: string; now: Temporal.Instant },
    decide: (turn: Turn) => Promise<void>,
  ): Promise<Letter[]> {
    const profiles = new Map<string, Profile>();
    for (let tries = 1; ; tries++) {
      try {
        const decks = deps.catalog.decks();
        const letters = await deps.store.within(workspace, async (records) => {
          const turn = await beginTurn(deps, records, workspace, { ...about, profiles });
          if (kept.get(workspace) !== decks) for (const [i, deck] of decks.entries()) await records.decks.put(deck, i);
          await decide(turn);
          return turn.letters;
        });
        // Said after the commit: a transaction that was rolled back has kept nothing.
        kept.set(workspace, decks);
        return letters;
      } catch (error) {
        // Asked outside the transaction, which starts over: a platform may be slow.
        if (error instanceof Strangers) await ask(workspace, error.members, profiles);
        else if (!(error instanceof Conflict) || tries >= MOST_TRIES) throw error;
      }
    }
  }

  async function ask(workspace: WorkspaceId, members: readonly string[], profiles: Map<string, Profile>): Promise<void> {
    const platform = deps.platformOf(workspace);
    const told = await Promise.all(members.map((member) => platform?.profile(workspace, member) ?? { name: member }));
    for (const [i, member] of members.entries()) profiles.set(member, told[i] ?? { name: member });
  }

  async function ringOne(alarm: DueAlarm, now: Temporal.Instant): Promise<readonly Letter[]> {
    const { workspace, kind, subject, at } = alarm;
    const cause = `alarm:${kind}:${subject}:${at}`;
    try {
      return await takeTurn(workspace, { cause, now }, async (turn) => {
        if (await turn.records.alarms.take(alarm)) await ring(turn, alarm);
      });
    } catch (error) {
      deps.log.error({ workspace, kind, subject, error: String(error) }, 'an alarm failed; it rings again');
      // Later, so that those that fail do not stand before those that are due.
      await deps.store.within(workspace, async ({ alarms }) => {
        if (await alarms.take(alarm)) await alarms.set(kind, subject, now.add({ minutes: RING_AGAIN_MINUTES }));
      });
      return [];
    }
  }

  return {
    async accept(inbound) {
      const letters = await takeTurn(inbound.workspace, { cause: `event:${inbound.id}`, now: inbound.at }, (turn) =>
        receive(turn, inbound),
      );
      // Accepting is awaited, delivery is not: what a crash leaves unsent, the tick delivers.
      void post.deliver(letters);
      return letters;
    },

    async tick(now) {
      await deps.catalog.refresh();
      const rung = new Set<string>();
      const deliveries: Promise<void>[] = [];
      for (;;) {
        // What has rung in this tick and is due again would ring for ever.
        const due = (await deps.store.due(now, ALARM_BATCH)).filter((alarm) => !rung.has(nameOf(alarm)));
        if (due.length === 0) break;
        for (const alarm of due) {
          rung.add(nameOf(alarm));
          deliveries.push(post.deliver(await ringOne(alarm, now)));
        }
      }
      await Promise.all(deliveries);
      await post.deliverUnsent();
    },

    async prepare(workspace, now, decide) {
      await post.deliver(await takeTurn(workspace, { cause: 'prepare', now }, decide));
    },

    idle: () => post.idle(),
  };
}

function nameOf(alarm: DueAlarm): string {
  return `${alarm.workspace} ${alarm.kind} ${alarm.subject} ${alarm.at}`;
}

async function beginTurn(
  deps: EngineDeps,
  records: Records,
  id: WorkspaceId,
  about: { cause: string; now: Temporal.Instant; profiles: ReadonlyMap<string, Profile> },
): Promise<Turn> {
  const workspace = await records.workspace.get();
  const region = workspace.holidays;
  const isHoliday = (day: Temporal.PlainDate) => region !== undefined && deps.holidays.isHoliday(region, day);
  const { newId, log } = deps;
  return { ...about, id, records, workspace, isHoliday, isRegion: deps.holidays.isKnown, newId, letters: [], log };
}

async function receive(turn: Turn, inbound: Inbound): Promise<void> {
  if (!(await turn.records.claim(inbound.id, inbound.at))) {
    turn.log.info({ workspace: turn.id, event: inbound.id }, 'ignored: this event was taken before');
    return;
  }
  const member = await meetVisitor(turn, inbound.member);
  const { conversation, what } = inbound;
  const pressed = what.type === 'pressed' ? await turn.records.letters.get(what.letter) : undefined;
  const shown = pressed && isFor(pressed.to, inbound) ? pressed : undefined;
  const values = what.type === 'pressed' ? cleanedValues(what.values) : {};
  const visit: Visit = { ...turn, member, conversation, values, ...(shown && { pressed: shown }) };
  const intent = await understand(visit, inbound);
  // Whoever asks for questions in a channel gets them, and the welcome, in private.
  const isForMember = conversation.kind === 'personal' || intent?.type === 'start-quiz';
  if (isForMember && what.type !== 'pressed' && !member.welcomed) {
    visit.member = await welcomeNewcomer(visit, member, { started: intent?.type === 'start-quiz' });
    if (!intent || intent.type === 'hello') return;
  }
  if (intent) await carryOut(visit, intent);
}

/** A letter's buttons are for whom it was sent to; a channel's for everybody in it. */
function isFor(to: Recipient, inbound: Inbound): boolean {
  return to.kind === 'channel' || to.member === inbound.member;
}

async function understand(visit: Visit, { what }: Inbound): Promise<Intent | undefined> {
  switch (what.type) {
    case 'met':
      // A platform may tell of one meeting twice, and of a new one with each reinstallation.
      return visit.member.welcomed ? undefined : { type: 'hello' };
    case 'said':
      return understandWords(visit, what);
    case 'pressed': {
      const button = visit.pressed && buttonsOf(visit.pressed.outbound).find((each) => each.id === what.button);
      if (!button) await reply(visit, sentence('That button is over. Say quiz for what is due now, or help.'));
      return button?.intent;
    }
  }
}

async function understandWords(visit: Visit, said: Said): Promise<Intent | undefined> {
  const text = cleaned(said.text);
  const wanted = command(text);
  if (visit.conversation.kind === 'channel') return wanted ?? looseCommand(text) ?? { type: 'help' };
  const session = await visit.records.sessions.latest(visit.member.id);
  const prompt = session && current(session);
  if (!session || !prompt) {
    const intent = wanted ?? looseCommand(text);
    if (!intent && visit.member.welcomed) await reply(visit, notUnderstood());
    return intent;
  }
  if (text === '') {
    const files = said.attachments > 0 ? 'I cannot read files. ' : '';
    await reply(visit, sentence(`${files}Answer in words or with a button; the question is still open.`));
    return undefined;
  }
  const version = await visit.records.decks.version(prompt);
  const at = { session: session.id, position: session.position };
  // "next" may be a command and "pass" a way to pass on, and either the right answer or an option: then it is the answer.
  if (version && isAnswer(version.item, text, session)) return { type: 'answer', ...at, reply: { type: 'typed', text } };
  return wanted ?? reading(text, at);
}

/** Whether words that may mean something else are certainly an answer: the right one, or one of the options as it is written. */
function isAnswer(item: Item, text: string, session: Session): boolean {
  const { form } = present(item, showing(session));
  if (form.type !== 'type') return form.options.some((option) => normalise(option.text) === normalise(text));
  const outcome = grade(item, { type: 'typed', text }, showing(session));
  return outcome.type === 'graded' && outcome.grade.verdict === 'correct';
}

function cleanedValues(values: FormValues): FormValues {
  return Object.fromEntries(
    Object.entries(values)
      .slice(0, MOST_FIELDS)
      .map(([id, value]) => [id, typeof value === 'string' ? cleaned(value) : value.slice(0, MOST_PICKS).map(cleaned)]),
  );
}

// PostgreSQL keeps neither NUL nor half of a surrogate pair; other control characters, and those that turn the direction of
// writing for all that follows, would change how the words of others are read.
const UNSEEN = /[^\P{Cc}\t\n]|[\u202a-\u202e\u2066-\u2069]/gu;

function cleaned(text: string): string {
  return text.slice(0, LONGEST_REPLY).replace(/\r\n?/g, '\n').replace(UNSEEN, '').toWellFormed().trim();
}
