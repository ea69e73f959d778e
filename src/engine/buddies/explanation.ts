import type { Attempt } from '../../domain/attempt.ts';
import { type Explanation, isExplained } from '../../domain/buddy.ts';
import { saidIn } from '../../domain/dispute.ts';
import type { Member } from '../../domain/member.ts';
import { current, skipped } from '../../domain/session.ts';
import type { IntentOf } from '../../intents.ts';
import { buttonsOf } from '../../letter.ts';
import { md } from '../../markdown.ts';
import type { Outbound } from '../../outbound.ts';
import { type Phrase, phrase } from '../../phrase.ts';
import { named, withBuddy, withoutSend } from '../../views/buddies.ts';
import { compared } from '../../views/compare.ts';
import { message, sentence } from '../../views/words.ts';
import { finishAction } from '../achievements/reward.ts';
import { findPerson } from '../find-person.ts';
import { retire } from '../quiz/answer.ts';
import { type Open, openQuestion } from '../quiz/open-question.ts';
import { recordUnmarked } from '../quiz/record.ts';
import { ask } from '../quiz/session.ts';
import { replace, reply, say, type Visit } from '../turn.ts';
import { choose, showForm } from './buddies.ts';
import { betweenThem } from './consent.ts';
import { deliver } from './give-back.ts';

type Target = Pick<IntentOf<'send-to-buddy'>, 'attempt' | 'session' | 'position'>;

/** The button beside an explanation, or `send to @Ana`: to whom is named, or was named last; else somebody is to be named first. */
export async function sendToBuddy(visit: Visit, { name, attempt, session, position }: IntentOf<'send-to-buddy'>): Promise<void> {
  const target: Target = { attempt, session, position };
  const person = name === undefined ? await usual(visit) : await findPerson(visit, name);
  if (name === undefined && !person) return showForm(visit, target);
  await giveTo(visit, person, target);
}

/** `my buddy is @Ana`, or the form: they are asked, and get what there is to send. */
export async function nameBuddy(visit: Visit, { name, ...target }: IntentOf<'name-buddy'>): Promise<void> {
  const picked = [visit.values['buddy'] ?? []].flat().filter(Boolean);
  if (name === undefined && picked.length !== 1) return void (await reply(visit, sentence(md`Choose one person.`)));
  const person = await findPerson(visit, name ?? picked[0] ?? '');
  const buddy = person && (await choose(visit, person));
  if (!person || !buddy) return showForm(visit, target, whyNot(person));
  await replace(visit, named(person, buddy.status === 'agreed'), betweenThem(visit, buddy));
  if (target.attempt !== undefined || target.session !== undefined) await giveTo(visit, person, target);
}

async function usual(visit: Visit): Promise<Member | undefined> {
  const open = (await visit.records.buddies.of(visit.member.id)).filter(
    ({ status }) => status !== 'declined' && status !== 'ended',
  );
  return (await visit.records.members.all(open.slice(0, 1).map(({ buddy }) => buddy)))[0];
}

function whyNot(person: Member | undefined): Phrase {
  if (!person) return phrase`I know nobody by that name alone who has used Cairn here.`;
  // Whatever the reason: nobody is told it.
  return phrase`They are not available as a buddy. Name somebody else here who uses Cairn.`;
}

async function giveTo(visit: Visit, person: Member | undefined, wanted: Target): Promise<void> {
  const target = await targetOf(visit, wanted);
  if (!target) return;
  const buddy = person && (await choose(visit, person));
  if (!person || !buddy) return showForm(visit, wanted, whyNot(person));
  const given = 'session' in target ? await giveOpen(visit, target, person) : await giveMarked(visit, target, person);
  if (given) await deliver(visit, given);
}

/** The answer that is being compared, or one that was marked; where it is neither, the learner is told. */
async function targetOf(visit: Visit, { attempt: id, session, position }: Target): Promise<Open | Attempt | undefined> {
  const { records, member } = visit;
  const latest = session === undefined && id === undefined ? await records.sessions.latest(member.id) : undefined;
  const isComparing = latest !== undefined && current(latest)?.comparing !== undefined;
  const at = isComparing ? { session: latest.id, position: latest.position } : { session, position };
  if (at.session !== undefined && at.position !== undefined) {
    const open = await openQuestion(visit, { session: at.session, position: at.position });
    if (!open || (open.prompt.comparing !== undefined && isExplained(open.item))) return open;
    return nothingToSend(visit);
  }
  const attempt = id === undefined ? await records.attempts.latest(member.id) : await records.attempts.get(id);
  const version = attempt?.member === member.id ? await records.decks.version(attempt) : undefined;
  const isThis = attempt && version && isExplained(version.item) && saidIn(attempt).trim() !== '';
  return isThis ? attempt : nothingToSend(visit);
}

async function nothingToSend(visit: Visit): Promise<undefined> {
  await reply(visit, sentence(md`There is no explanation of yours here to send: that is for “explain it to a colleague”.`));
}

/** Keeps an answer that nobody has marked yet, to be marked by the buddy, and goes on with the session. */
async function giveOpen(visit: Visit, open: Open, person: Member): Promise<Explanation> {
  const { member } = visit;
  const { session, prompt } = open;
  const said = prompt.comparing ?? '';
  const { deck, item, version } = prompt;
  const attempt = visit.newId();
  await recordUnmarked(visit, open, { id: attempt, member, said, grader: 'buddy' });
  await finishAction(visit, member, prompt.action);
  await retire(visit, open, [...compared(said), ...withBuddy()]);
  const explanation = begun(visit, { attempt, deck, item, version }, { person, open: true });
  await visit.records.explanations.save(explanation);
  await ask(visit, member, skipped(session));
  return explanation;
}

const ALREADY = {
  waiting: phrase`Your buddy has that one already.`,
  sent: phrase`Your buddy has that one already.`,
  rated: phrase`Your buddy has read that one already.`,
  returned: phrase`Your buddy could not look at it. Perhaps somebody else: send to @NAME.`,
};

async function giveMarked(visit: Visit, attempt: Attempt, person: Member): Promise<Explanation | undefined> {
  const { id, deck, item, version } = attempt;
  const known = await visit.records.explanations.get(id);
  if (known && (known.state !== 'returned' || known.buddy === person.id)) {
    await reply(visit, sentence(ALREADY[known.state]));
    return undefined;
  }
  const explanation = begun(visit, { attempt: id, deck, item, version }, { person, open: known?.open ?? false });
  await visit.records.explanations.save(explanation);
  // The offer below a verdict goes; what was typed, and the form, are answered.
  const offer = visit.pressed && isOffer(visit.pressed.outbound) ? visit.pressed : undefined;
  if (offer) await say(visit, offer.to, withoutSend(offer.outbound), { replaces: offer.id });
  else await reply(visit, message(withBuddy()));
  return explanation;
}

function isOffer(outbound: Outbound): boolean {
  return buttonsOf(outbound).some(({ intent }) => intent.type === 'send-to-buddy');
}

function begun(
  visit: Visit,
  answer: Pick<Explanation, 'attempt' | 'deck' | 'item' | 'version'>,
  { person, open }: { person: Member; open: boolean },
): Explanation {
  return {
    ...answer,
    ...{ explainer: visit.member.id, buddy: person.id, state: 'waiting', open, givenAt: visit.now, reminded: false },
    ...{ ticks: [], note: '', told: false, credit: 'none', creditTold: false },
  };
}
