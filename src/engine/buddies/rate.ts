import { type Explanation, gradeByBuddy, TICKS, type Tick, ticksFor } from '../../domain/buddy.ts';
import { gradeTicks } from '../../domain/compare.ts';
import { keyPoints } from '../../domain/deck.ts';
import type { Grade } from '../../domain/kinds/kind.ts';
import { ticksIn } from '../../domain/ticks.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import { phrase } from '../../phrase.ts';
import { noMore, thanked } from '../../views/explanations.ts';
import { verdict } from '../../views/question.ts';
import { settled } from '../../views/session.ts';
import { message, sentence } from '../../views/words.ts';
import { witness } from '../audit.ts';
import { correct } from '../decks/credit.ts';
import { replace, reply, tell, type Visit } from '../turn.ts';
import { betweenThem } from './consent.ts';
import { explainedItem } from './explained-item.ts';
import { giveBack, settleSoon } from './give-back.ts';
import { backOn } from './outcome.ts';

const LONGEST_NOTE = 300;

/** What the buddy ticked; they have met the item by it. The mark is written in a turn of the explainer's (`outcome.ts`). */
export async function rateExplanation(visit: Visit, intent: IntentOf<'rate-explanation'>): Promise<void> {
  const found = await givenTo(visit, intent.explanation);
  if (!found) return;
  const { explanation, item, explainer } = found;
  const ticks = ticksOf(visit, ticksFor(item), intent.words);
  const credit = (await meets(visit, explanation)) && ticks.includes('idea') ? 'pending' : 'none';
  const given = { ticks, note: noteIn(visit), ratedAt: visit.now, credit } as const;
  const rated: Explanation = { ...explanation, state: 'rated', ...given, told: false };
  await visit.records.explanations.save(rated);
  const { deck, item: id } = explanation;
  const { verdict: said } = gradeByBuddy(item, ticks);
  await witness(visit, 'buddy-mark', `member:${explainer.id}`, { deck, item: id, said });
  await tell(visit, visit.member.id, thanked(explainer), { ...betweenThem(visit, rated), replaces: rated.letter });
  if (!visit.pressed) await reply(visit, sentence(md`Sent. Thank you.`));
  await settleSoon(visit, rated);
}

function noteIn({ values }: Visit): string {
  const words = typeof values['note'] === 'string' ? values['note'].replace(/\s+/g, ' ') : '';
  return words.slice(0, LONGEST_NOTE).toWellFormed().trim();
}

/** `not now`: it goes back without a reason. */
export async function returnExplanation(visit: Visit, intent: IntentOf<'return-explanation'>): Promise<void> {
  const found = await givenTo(visit, intent.explanation, phrase`All right.`);
  if (!found) return;
  await giveBack(visit, found.explanation);
  // Below a reminder, or what was typed, it is said as well.
  if (visit.pressed?.id !== found.explanation.letter) await replace(visit, settled(phrase`All right.`));
}

/** What a buddy was given and may still rate, locked; where that is over, they are told. */
async function givenTo(visit: Visit, id: string | undefined, nothing = phrase`Nothing waits for you to read.`) {
  const { records, member } = visit;
  const all = await records.explanations.givenTo(member.id);
  const known = all.find(({ attempt, state }) => (id === undefined ? state === 'sent' : attempt === id));
  // Whoever is erased meanwhile takes it along: then there is none once its row can be had.
  const explanation = known && (await records.explanations.get(known.attempt));
  const item = explanation && (await explainedItem(visit, explanation));
  const [explainer] = explanation ? await records.members.all([explanation.explainer]) : [];
  if (explanation?.state === 'sent' && explanation.buddy === member.id && item && explainer)
    return { explanation, explainer, item };
  if (id === undefined) await reply(visit, sentence(nothing));
  else if (explanation?.state === 'rated') await replace(visit, settled(phrase`You have sent that one already, thank you.`));
  else await replace(visit, noMore());
  return undefined;
}

function ticksOf({ values }: Visit, asked: readonly Tick[], words: string | undefined): Tick[] {
  if (words !== undefined) return (ticksIn(words, asked.length) ?? []).flatMap((place) => asked[place] ?? []);
  const ticked = [values['ticks'] ?? []].flat();
  return TICKS.filter((tick) => asked.includes(tick) && ticked.includes(tick));
}

/** Who reads an explanation meets its item. Whether it is one that they learn. */
async function meets({ records, member, now }: Visit, { deck, item }: Explanation): Promise<boolean> {
  await records.memories.meet(member.id, { deck, item }, now);
  await records.probes.expose([member.id], { deck, item }, now);
  return (await records.enrolments.of(member.id)).includes(deck);
}

/** The explainer's own mark, where nobody read it. */
export async function compareExplanation(visit: Visit, intent: IntentOf<'compare-explanation'>): Promise<void> {
  const { records, member } = visit;
  const waiting = (await records.explanations.of(member.id)).filter(({ state, open }) => state === 'returned' && open);
  const explanation = waiting.find(({ attempt }) => (intent.explanation ?? attempt) === attempt);
  const item = explanation && (await explainedItem(visit, explanation));
  const attempt = explanation && (await records.attempts.get(explanation.attempt));
  if (!explanation || !item || !attempt) {
    await reply(visit, sentence(md`There is no explanation of yours to compare.`));
    return;
  }
  const points = keyPoints(item);
  const picked = [visit.values['points'] ?? []].flat().filter(Boolean).map(Number);
  const ticks = intent.words === undefined ? picked : ticksIn(intent.words, points.length);
  if (!ticks) return void (await reply(visit, sentence(md`Which of the points did you say? Like this: i said 1 2.`)));
  const grade = gradeTicks(item, ticks);
  const memory = await correct(visit, member, attempt, { grade, grader: 'self' });
  await records.explanations.save({ ...explanation, open: false, told: true });
  await witness(visit, 'self-mark', `member:${member.id}`, { deck: attempt.deck, item: attempt.item, said: inWords(grade) });
  const back = memory ? backOn(visit, member, memory.dueDay) : '';
  await replace(visit, message(verdict(item, { said: '', grade, hints: attempt.hints }, back)));
}

function inWords({ verdict: found }: Grade): string {
  return found === 'correct' ? 'yes' : found === 'partly' ? 'in part' : 'no';
}
