import type { Member } from '../../domain/member.ts';
import { A_WEEK_DAYS } from '../../domain/path/path.ts';
import { inHand, type Standing } from '../../domain/path/standing.ts';
import { sampleOf } from '../../domain/path/test-out.ts';
import { key } from '../../domain/pick.ts';
import { dayAt } from '../../domain/rhythm.ts';
import { type Prompt, type Session, testEnded, withNext } from '../../domain/session.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import { phrase } from '../../phrase.ts';
import { noPath } from '../../views/path.ts';
import { settled } from '../../views/session.ts';
import { nothingToTestOut, tested, tooFewToTestOut } from '../../views/test-out.ts';
import { sentence } from '../../views/words.ts';
import { named } from '../named.ts';
import { todaysOrEmpty } from '../quiz/plan.ts';
import { ask } from '../quiz/session.ts';
import { reply, type Turn, tell, type Visit } from '../turn.ts';
import { type Following, followingOf, pathNews } from './path.ts';

/** `test out`: asks a sample of an open stage, for who knows it already. */
export async function testOut(visit: Visit, { module }: IntentOf<'test-out'>): Promise<void> {
  const following = await followingOf(visit, visit.member.id);
  if (!following) return void (await reply(visit, noPath(visit.paths.length > 0)));
  const standing = meant(following, module);
  if (!standing) return void (await reply(visit, nothingToTestOut(following)));
  const session = await todaysOrEmpty(visit, visit.member);
  if (session.prompts.slice(session.position).some(({ purpose }) => purpose === 'test-out'))
    return void (await reply(
      visit,
      sentence(md`A test is on already: answer its questions first. Say quiz to see where you are.`),
    ));
  const sample = await sampled(visit, following, standing);
  if (!sample) return void (await reply(visit, tooFewToTestOut(standing)));
  await begin(visit, session, sample);
}

/** The module that was named, else the first; of it the stage that is open and not held. What is to stay for longer than a week takes its time. */
function meant({ standings, path }: Following, module: string | undefined): Standing | undefined {
  const open = inHand(standings).filter(({ days }) => days === A_WEEK_DAYS);
  if (module === undefined) return standings.find((each) => open.includes(each));
  const id = named(path.modules, module)?.id;
  return open.find((each) => each.module.id === id);
}

async function sampled(visit: Visit, { path }: Following, standing: Standing): Promise<Prompt[] | undefined> {
  const memories = await visit.records.memories.of(visit.member.id);
  const seen = new Map(memories.map((memory) => [key(memory), memory.seenAt]));
  const seed = `${visit.member.id}/${dayAt(visit.now, visit.member.zone)}`;
  return sampleOf(standing, path.gate, { seen, seed, now: visit.now })?.map(({ deck, item, version }, i) => {
    return { deck, item, version, purpose: 'test-out', progress: [], ...(i === 0 && { isFirst: true }) };
  });
}

async function begin(visit: Visit, session: Session, sample: readonly Prompt[]): Promise<void> {
  const isOpen = session.status === 'open';
  const next = withNext(session, sample);
  if (isOpen) {
    await visit.records.sessions.save(next);
    await reply(visit, sentence(md`The test comes right after the question that is open.`));
    return;
  }
  if (session.letter) await tell(visit, visit.member.id, settled(phrase`Started with a test.`), { replaces: session.letter });
  if (visit.conversation.kind === 'channel') await reply(visit, sentence(md`I have sent it to you, in private.`));
  await ask(visit, visit.member, next);
}

/** Says how a test ended that the last answer, or skip, has ended. What it shows of the path is in the log by now. */
export async function endTest(turn: Turn, member: Member, session: Session): Promise<void> {
  const ended = testEnded(session);
  if (ended) await tell(turn, member.id, tested(ended, await pathNews(turn, member)));
}
