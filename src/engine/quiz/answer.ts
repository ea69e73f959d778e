import { type Attempt, isCheck, type Purpose } from '../../domain/attempt.ts';
import { isExplained } from '../../domain/buddy.ts';
import { gradeInWords, gradeTicks, gradeWhole, hasTicks } from '../../domain/compare.ts';
import { afterComparing, grade, notKnown, present } from '../../domain/deck.ts';
import { withHints } from '../../domain/hints.ts';
import type { Grade, Outcome, Reply } from '../../domain/kinds/kind.ts';
import { dayAt, nextWorkingDay } from '../../domain/rhythm.ts';
import { answered, changed, showing, skipped } from '../../domain/session.ts';
import { stated } from '../../domain/stated.ts';
import type { IntentOf } from '../../intents.ts';
import { type Phrase, phrase, type Words } from '../../phrase.ts';
import { whyRefused } from '../../views/achievements.ts';
import { sendToBuddy } from '../../views/buddies.ts';
import { compared } from '../../views/compare.ts';
import { iWasRight } from '../../views/disputes.ts';
import { writtenBy } from '../../views/exchange.ts';
import { answerGiven, asked, compare, verdict } from '../../views/question.ts';
import { restsNow, restWords } from '../../views/rest.ts';
import { otherWay, stepTaken, whatCameOf } from '../../views/scenario.ts';
import { settled } from '../../views/session.ts';
import { buttons, message, sentence, sentences, whenDay } from '../../views/words.ts';
import { finishAction } from '../achievements/reward.ts';
import { witness } from '../audit.ts';
import { writerOf } from '../buddies/exchange-news.ts';
import { creditExplainer } from '../buddies/listen.ts';
import { endTest } from '../path/test-out.ts';
import { endSprintCheck } from '../team/sprint-plan.ts';
import { reply, say, tell, type Visit } from '../turn.ts';
import { awaitMark } from './await-mark.ts';
import { type Open, openQuestion, tooLate } from './open-question.ts';
import { backOn, passProbe } from './probe.ts';
import { record, whatWasAsked } from './record.ts';
import { hasComeToRest } from './rest.ts';
import { ask } from './session.ts';

export async function answer(visit: Visit, intent: IntentOf<'answer'>): Promise<void> {
  const asked = await openQuestion(visit, intent);
  if (!asked) return;
  if (asked.prompt.comparing !== undefined) return compareInWords(visit, asked, intent.reply);
  const { given, open } = apart(asked, withInputs(visit, asked, intent.reply));
  const outcome = grade(open.item, given, showing(open.session));
  switch (outcome.type) {
    case 'unclear':
      await reply(visit, sentence(outcome.hint));
      return;
    case 'next-step':
      return takeStep(visit, open, outcome);
    case 'graded':
      if (outcome.grade.verdict === 'unsure' && (await awaitMark(visit, open, given))) return;
      if (outcome.grade.verdict === 'unsure') return askToCompare(visit, open, given, outcome);
      return mark(visit, open, { reply: given, grade: outcome.grade, grader: 'rules', said: outcome.said });
  }
}

export async function giveUp(visit: Visit, intent: IntentOf<'give-up'>): Promise<void> {
  const open = await openQuestion(visit, intent);
  if (open)
    await mark(visit, open, { reply: { type: 'typed', text: '' }, grade: notKnown(open.item), grader: 'rules', said: '' });
}

/** Goes on without an answer; nothing is recorded, so the item comes back as if it had not been asked. */
export async function skip(visit: Visit, intent: IntentOf<'skip'>): Promise<void> {
  const open = await openQuestion(visit, intent);
  if (!open) return;
  if (open.prompt.purpose === 'probe') await passProbe(visit, visit.member, open.prompt);
  await retire(visit, open, [...asked(open.item, open)], { spoken: phrase`Skipped.` });
  const next = skipped(open.session);
  await endTest(visit, visit.member, next);
  await endSprintCheck(visit, visit.member, next);
  await ask(visit, visit.member, next);
}

/** The learner's own mark, beside the model answer. */
export async function selfMark(visit: Visit, intent: IntentOf<'self-mark'>): Promise<void> {
  const open = await openQuestion(visit, intent);
  if (!open) return;
  await markOwn(visit, open, gradeWhole(open.item, intent.said));
}

/** The same idea by idea: what is ticked was said. */
export async function tickPoints(visit: Visit, intent: IntentOf<'tick-points'>): Promise<void> {
  const open = await openQuestion(visit, intent);
  if (!open) return;
  if (!hasTicks(open.item)) return tooLate(visit, 'compare');
  const ticked = [visit.values['points'] ?? []].flat().filter(Boolean).map(Number);
  await markOwn(visit, open, gradeTicks(open.item, ticked));
}

// The learner's own mark may be typed as well.
async function compareInWords(visit: Visit, open: Open, given: Reply): Promise<void> {
  const own = given.type === 'typed' ? gradeInWords(open.item, given.text) : undefined;
  if (!own) return tooLate(visit, hasTicks(open.item) ? 'ticks' : 'compare');
  await markOwn(visit, open, own);
}

async function markOwn(visit: Visit, open: Open, own: Grade): Promise<void> {
  const said = open.prompt.comparing;
  if (said === undefined) return tooLate(visit, 'answered');
  const { deck, item } = open.prompt;
  const part = own.verdict === 'correct' ? 'yes' : own.verdict === 'partly' ? 'in part' : 'no';
  await witness(visit, 'self-mark', `member:${visit.member.id}`, { deck, item, said: part });
  const step = afterComparing(open.item, said, own.verdict === 'correct', showing(open.session));
  if (step?.type === 'next-step') return takeStep(visit, open, step);
  const given = step?.type === 'graded' ? step.grade : own;
  await mark(visit, open, { reply: { type: 'typed', text: said }, grade: given, grader: 'self', said });
}

// How sure somebody is belongs to the prompt: it stays with it while they compare.
function apart(open: Open, given: Reply): { given: Reply; open: Open } {
  const { reply: bare, confidence } = stated(open.item, given, showing(open.session));
  if (!confidence) return { given, open };
  const prompt = { ...open.prompt, confidence };
  return { given: bare, open: { ...open, prompt, session: changed(open.session, { confidence }) } };
}

// A form's button says which inputs go with it, not what they held.
function withInputs(visit: Visit, { session, item }: Open, given: Reply): Reply {
  const { form } = present(item, showing(session));
  if (given.type === 'filled' && form.type === 'fill-in')
    return { type: 'filled', fields: Object.fromEntries(form.fields.map(({ id }) => [id, wordsIn(visit.values[id])])) };
  const picks = visit.values['options'];
  if (given.type !== 'picked' || picks === undefined) return given;
  return { type: 'picked', options: typeof picks === 'string' ? [picks].filter(Boolean) : [...picks] };
}

function wordsIn(value: string | readonly string[] = ''): string {
  return typeof value === 'string' ? value : (value[0] ?? '');
}

type Marked = { reply: Reply; grade: Grade; grader: Attempt['grader']; said: string };

const BY_MODEL = phrase`Marked with a language model, which can be wrong.`;

/** Records an answer with its grade, says so, and goes on. */
export async function mark(visit: Visit, open: Open, marked: Marked): Promise<void> {
  const { session, prompt, item } = open;
  const { grade: found, said } = marked;
  const what = whatWasAsked(visit, open);
  const { hints, purpose, confidence } = what;
  const given = withHints(found, hints);
  const attempt = visit.newId();
  // What was typed is in the reply already.
  const typed = marked.reply.type === 'typed' && marked.reply.text === said ? {} : { said };
  const { memory, refused } = await record(visit, visit.member, {
    ...{ ...what, ...typed, id: attempt, grade: given, grader: marked.grader },
    reply: withSteps(marked.reply, prompt.progress),
  });
  await finishAction(visit, visit.member, prompt.action);
  const next = answered(session, given);
  const again = next.prompts.length > session.prompts.length;
  const rests = await hasComeToRest(visit, visit.member, prompt);
  const back = rests
    ? restWords(prompt.item, again)
    : comesBack(visit, await backOn(visit, visit.member, memory), purpose, again);
  const refusal = hints > 0 ? 'hint' : refused;
  const words = sentences(
    back,
    refusal && found.verdict === 'correct' ? whyRefused(refusal) : undefined,
    marked.grader === 'model' ? BY_MODEL : undefined,
  );
  const blocks = verdict(item, { said, grade: found, hints, confidence }, words);
  // What a way led to is no matter of right or wrong: there it is played again.
  const another = again ? [] : otherWay(item, prompt);
  blocks.push(...another);
  const isDecided = marked.grader !== 'self' && purpose !== 'replay' && another.length === 0;
  const isDoubtful = isDecided && found.verdict !== 'correct' && said.trim() !== '';
  if (isDoubtful) blocks.push(iWasRight(attempt));
  // What a check measures earns nobody anything.
  if (isExplained(item) && !isCheck(purpose)) await creditExplainer(visit, visit.member, attempt);
  if (isExplained(item) && said.trim() !== '' && !again) blocks.push(buttons(sendToBuddy({ attempt })));
  if (rests && again) blocks.push(...restsNow(prompt, item.source));
  const writer = await writerOf(visit, prompt);
  if (writer) blocks.push(writtenBy(writer));
  // What names its writer carries who, so that erasing finds it.
  const naming = writer && { purpose: `written:${writer.id}:${visit.cause}` };
  const shown = visit.pressed ? undefined : present(item, showing(session));
  const left =
    prompt.comparing === undefined || marked.grader === 'model' ? asked(item, open, shown) : compared(prompt.comparing);
  const yours = prompt.comparing === undefined ? answerGiven(item, said, found) : [];
  if (visit.pressed) await retire(visit, open, [...left, ...yours, ...blocks], naming);
  else {
    await retire(visit, open, left);
    await tell(visit, visit.member.id, message(blocks), naming);
  }
  await endTest(visit, visit.member, next);
  await endSprintCheck(visit, visit.member, next);
  await ask(visit, visit.member, next);
}

// The log keeps all the steps of a scenario, not the last alone.
function withSteps(given: Reply, progress: readonly string[]): Reply {
  if (given.type === 'picked') return { type: 'picked', options: [...progress, ...given.options] };
  return given.type === 'typed' && progress.length > 0 ? { type: 'picked', options: [...progress, given.text] } : given;
}

async function takeStep(visit: Visit, open: Open, taken: Extract<Outcome, { type: 'next-step' }>): Promise<void> {
  const shown = present(open.item, showing(open.session));
  // What somebody typed stands below the question: so does what came of it.
  if (visit.pressed) await retire(visit, open, stepTaken(open.item, shown, open, taken).blocks);
  else {
    await retire(visit, open, asked(open.item, open, shown));
    await tell(visit, visit.member.id, whatCameOf(taken));
  }
  await ask(visit, visit.member, changed(open.session, { progress: [...taken.progress], comparing: undefined }));
}

async function askToCompare(visit: Visit, open: Open, given: Reply, found: { said: string; grade: Grade }): Promise<void> {
  const { said, grade: unsure } = found;
  const kept = { comparing: given.type === 'typed' ? given.text : said, found: [...unsure.matched] };
  const waiting = changed(open.session, kept);
  await retire(visit, open, asked(open.item, open, present(open.item, showing(open.session))));
  const { model } = present(open.item, showing(open.session));
  const place = { session: waiting, prompt: { ...open.prompt, ...kept } };
  const letter = await tell(visit, visit.member.id, compare(open.item, place, said, model));
  await visit.records.sessions.save({ ...waiting, ...(letter && { letter }) });
}

/** Puts what is left of a question in its place, so that its buttons are gone. */
export async function retire(
  visit: Visit,
  { session }: Open,
  blocks: Parameters<typeof message>[0],
  { spoken, ...options }: { spoken?: Words; purpose?: string } = {},
): Promise<void> {
  if (!session.letter) return;
  const outbound = spoken ? message([...blocks, ...settled(spoken).blocks]) : message(blocks);
  await say(visit, { kind: 'member', member: visit.member.id }, outbound, { ...options, replaces: session.letter });
}

function comesBack(visit: Visit, dueDay: Temporal.PlainDate, purpose: Purpose, again: boolean): Phrase {
  const today = dayAt(visit.now, visit.member.zone);
  const day = nextWorkingDay(dueDay, visit.member, visit.isHoliday);
  const back = whenDay(day, today);
  if (purpose === 'replay') return phrase`That was for practice: the first time today counts. Back ${back}.`;
  return again ? phrase`It comes again at the end of this session, and ${back} or soon after.` : phrase`Back ${back}.`;
}
