import { may } from '../../domain/access.ts';
import type { Attempt } from '../../domain/attempt.ts';
import type { Item } from '../../domain/deck.ts';
import { answerOf, type Dispute, isDisputable, questionOf, type Ruling, saidIn } from '../../domain/dispute.ts';
import { isSilent } from '../../domain/member.ts';
import { sameQuestion } from '../../domain/wordings.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import type { Outbound } from '../../outbound.ts';
import { disputed, marked, ruledFor } from '../../views/disputes.ts';
import { sentence } from '../../views/words.ts';
import { teamsOf } from '../team/team.ts';
import { reply, say, type Visit } from '../turn.ts';
import { credit } from './credit.ts';

// So long several disputes are gathered for one message.
const GATHER_MINUTES = 10;

/** "I was right": the mark waits for somebody who may rule on it. Nothing is lost meanwhile, and asking twice is one dispute. */
export async function dispute(visit: Visit, { attempt: id }: IntentOf<'dispute'>): Promise<void> {
  const { attempts, decks, disputes } = visit.records;
  const attempt = id === undefined ? await attempts.latest(visit.member.id) : await attempts.get(id);
  const version = attempt && (await decks.version(attempt));
  if (!attempt || !version || attempt.member !== visit.member.id || !isDisputable(attempt)) {
    await reply(
      visit,
      sentence(md`There is no mark of mine here to look at again: that is for answers that I called wrong or partly right.`),
    );
    return;
  }
  const known = await disputes.of(attempt.id, attempt.member);
  if (known) return tellKnown(visit, known);
  await contest(visit, attempt, version.item);
}

/** Puts an answer before those who may rule on it; where somebody has ruled on the same before, that counts at once. */
export async function contest(visit: Visit, attempt: Attempt, asked: Item): Promise<void> {
  const { deck, item, version: number, member } = attempt;
  const question = questionOf(sameQuestion(asked, attempt.wording));
  const same = { deck, item, version: number, question, answer: answerOf(attempt) };
  const ruling = (await visit.records.rulings.on(deck, item)).findLast(
    (each) => each.question === same.question && each.answer === same.answer && each.decision !== 'once',
  );
  const begun: Dispute = { ...same, attempt: attempt.id, member, at: visit.now, told: false };
  if (ruling) return settle(visit, attempt, { ...begun, ruling: ruling.id, told: true }, ruling);
  await visit.records.disputes.save(begun);
  const whom = await rouse(visit);
  await note(visit, disputed(saidIn(attempt), whom));
}

async function tellKnown(visit: Visit, { ruling: id }: Dispute): Promise<void> {
  const ruling = id === undefined ? undefined : await visit.records.rulings.get(id);
  if (ruling) return note(visit, ruledFor(ruling, { insisted: true }));
  await note(visit, sentence(md`That one is noted already. You lose nothing meanwhile.`));
}

// The same answer was ruled on before: nobody is asked again.
async function settle(visit: Visit, attempt: Attempt, dispute: Dispute, ruling: Ruling): Promise<void> {
  const isCorrected = (await visit.records.attempts.corrected([attempt.id])).length > 0;
  if (ruling.decision === 'always' && !isCorrected) await credit(visit, visit.member, attempt);
  await visit.records.disputes.save(dispute);
  await note(visit, ruledFor({ ...ruling, people: 1 }, { insisted: true }));
}

/** Beneath the verdict whose button was pressed, which goes; else as an answer. */
async function note(visit: Visit, outbound: Outbound): Promise<void> {
  if (!visit.pressed) return void (await reply(visit, outbound));
  await say(visit, visit.pressed.to, marked(visit.pressed.outbound, outbound), { replaces: visit.pressed.id });
}

/** Makes sure that those who may rule hear of it, each at a time of theirs. Gives whom the learner may count on. */
async function rouse(visit: Visit): Promise<'author' | 'lead' | 'admin'> {
  const all = await visit.records.members.all();
  const keepers = all.filter((each) => may('rule-dispute', each));
  const leads = await leadsOf(visit);
  const rulers = [...keepers, ...all.filter((each) => leads.has(each.id))].filter((each) => !isSilent(each));
  const at = visit.now.add({ minutes: GATHER_MINUTES });
  for (const ruler of new Set(rulers.map(({ id }) => id))) await visit.records.alarms.set('disputes', ruler, at);
  return keepers.some((each) => each.author) ? 'author' : leads.size > 0 ? 'lead' : 'admin';
}

async function leadsOf(visit: Visit): Promise<Set<string>> {
  const leads = new Set<string>();
  for (const team of await teamsOf(visit, visit.member.id)) {
    for (const each of await visit.records.teams.members(team.id)) {
      if (each.role === 'lead' && each.member !== visit.member.id) leads.add(each.member);
    }
  }
  return leads;
}
