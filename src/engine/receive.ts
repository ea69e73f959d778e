import { grade, type Item, present } from '../domain/deck.ts';
import { normalise } from '../domain/grade/normalise.ts';
import { current, type Session, showing } from '../domain/session.ts';
import { asAsked } from '../domain/wordings.ts';
import type { FormValues, Inbound, Said } from '../events.ts';
import type { Intent } from '../intents.ts';
import { buttonsOf, type Recipient } from '../letter.ts';
import { md } from '../markdown.ts';
import { phrase } from '../phrase.ts';
import { notUnderstood } from '../views/welcome.ts';
import { sentence, sentences } from '../views/words.ts';
import { familyNamed } from './achievements/achievements.ts';
import { refreshSoon } from './member/dashboard.ts';
import { noteStatus } from './member/status.ts';
import { welcomeNewcomer } from './member/welcome.ts';
import { foundAgain } from './reach.ts';
import { meetVisitor, reply, type Turn, type Visit } from './turn.ts';
import { command, looseCommand, reading } from './understand.ts';
import { carryOut } from './use-cases.ts';
import { isWaitedFor } from './waited-for.ts';

// A reply is read, graded and kept up to here; no answer is longer, and a pasted book is not an answer.
const LONGEST_REPLY = 4000;
// No form of ours has as many fields; a team may have as many people.
const MOST_FIELDS = 100;
const MOST_PICKS = 1000;

/** Deals with what somebody said or pressed. False where that was done before. */
export async function receive(turn: Turn, inbound: Inbound): Promise<boolean> {
  if (!(await turn.records.claim(inbound.id, inbound.at))) {
    turn.log.info({ workspace: turn.id, event: inbound.id }, 'ignored: this event was taken before');
    return false;
  }
  if (inbound.what.type === 'status') return noteStatus(turn, inbound.member, inbound.what);
  const member = await foundAgain(turn, await meetVisitor(turn, inbound.member), inbound.conversation);
  const { conversation, what } = inbound;
  const pressed = what.type === 'pressed' ? await turn.records.letters.get(what.letter) : undefined;
  const shown = pressed && isFor(pressed.to, inbound) ? pressed : undefined;
  const values = what.type === 'pressed' ? cleanedValues(what.values) : {};
  const visit: Visit = { ...turn, member, conversation, values, ...(shown && { pressed: shown }) };
  const intent = await understand(visit, inbound);
  // Whoever asks for questions in a channel gets them, and the welcome, in private.
  const starts = intent?.type === 'start-quiz';
  // Who looks at their page, or presses a button, has not said anything yet.
  const speaks = conversation.kind === 'personal' && (what.type === 'said' || what.type === 'met');
  if ((speaks || starts) && !member.welcomed) {
    visit.member = await welcomeNewcomer(visit, member, { started: starts });
    if (!intent || intent.type === 'hello') return true;
  }
  await refreshSoon(visit, visit.member);
  if (intent) await carryOut(visit, intent);
  return true;
}

/** A letter's buttons are for whom it was sent to; a channel's for everybody in it. */
function isFor(to: Recipient, inbound: Inbound): boolean {
  if (to.kind === 'group') return to.members.includes(inbound.member);
  return to.kind === 'channel' || to.member === inbound.member;
}

async function understand(visit: Visit, { what }: Inbound): Promise<Intent | undefined> {
  switch (what.type) {
    case 'opened':
      return { type: 'open-dashboard', page: true };
    case 'status':
      return undefined;
    case 'met':
      // A platform may tell of one meeting twice, and of a new one with each reinstallation.
      return visit.member.welcomed ? undefined : { type: 'hello' };
    case 'said':
      return understandWords(visit, what);
    case 'pressed': {
      const button = visit.pressed && buttonsOf(visit.pressed.outbound).find((each) => each.id === what.button);
      if (!button) await reply(visit, sentence(md`That button is over. Say quiz for what is due now, or help.`));
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
    const files = said.attachments > 0 ? phrase`I cannot read files.` : undefined;
    await reply(visit, sentence(sentences(files, phrase`Answer in words or with a button; the question is still open.`)));
    return undefined;
  }
  const version = await visit.records.decks.version(prompt);
  const at = { session: session.id, position: session.position };
  // "next" may be a command and "pass" a way to pass on, and either the right answer or an option: then it is the answer.
  if (version && isAnswer(asAsked(version.item, prompt.wording), text, session))
    return { type: 'answer', ...at, reply: { type: 'typed', text } };
  // Who compares does not answer: to whom it goes may be said without a mention's sign, which some platforms take away.
  const loose = looseCommand(text);
  const sending = prompt.comparing === undefined ? undefined : loose;
  if (wanted && (await isWaitedFor(visit, wanted))) return wanted;
  if (sending?.type === 'send-to-buddy') return sending;
  const isMeant =
    loose && version && (namesFamily(visit, loose) || isNoChoice(asAsked(version.item, prompt.wording), text, session));
  return isMeant && prompt.comparing === undefined ? loose : reading(text, at);
}

function namesFamily({ rules, teamRules }: Visit, intent: Intent): boolean {
  return intent.type === 'why' && familyNamed([...rules, ...teamRules], intent.name) !== undefined;
}

/** Whether words are none of the options that there are to choose among, nor say that somebody does not know. */
function isNoChoice(item: Item, text: string, session: Session): boolean {
  const { form } = present(item, showing(session));
  if (form.type !== 'pick-one' && form.type !== 'pick-some') return false;
  return grade(item, { type: 'typed', text }, showing(session)).type === 'unclear';
}

/** Whether words that may mean something else are certainly an answer: the right one, or one of the options as it is written. */
function isAnswer(item: Item, text: string, session: Session): boolean {
  const { form } = present(item, showing(session));
  if (form.type === 'pick-one' || form.type === 'pick-some')
    return form.options.some((option) => normalise(option.text) === normalise(text));
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
