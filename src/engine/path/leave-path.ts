import { current, type Session, withoutTest } from '../../domain/session.ts';
import { md } from '../../markdown.ts';
import { phrase } from '../../phrase.ts';
import { noPath } from '../../views/path.ts';
import { settled } from '../../views/session.ts';
import { sentence } from '../../views/words.ts';
import { sessionsOf } from '../quiz/plan.ts';
import { ask } from '../quiz/session.ts';
import { reply, tell, type Visit } from '../turn.ts';

/** `leave path`: what is known of it is kept, and a test of it that is on is over. */
export async function leavePath(visit: Visit): Promise<void> {
  const { records, member } = visit;
  const before = await records.paths.followed(member.id);
  if (!before) return void (await reply(visit, noPath(visit.paths.length > 0)));
  await records.paths.follow(member.id, undefined);
  const title = visit.paths.find(({ id }) => id === before.path)?.title ?? before.path;
  await reply(
    visit,
    sentence(
      md`You have left ${title}. What you know of it is kept: say follow ${before.path} to go on with what is left; its days then begin anew.`,
    ),
  );
  const { today } = await sessionsOf(visit, member);
  if (today) await endTestIn(visit, today);
}

async function endTestIn(visit: Visit, session: Session): Promise<void> {
  const left = withoutTest(session);
  if (left.prompts.length === session.prompts.length) return;
  if (current(session)?.purpose !== 'test-out') return visit.records.sessions.save(left);
  if (session.letter) await tell(visit, visit.member.id, settled(phrase`The test is over.`), { replaces: session.letter });
  // What else was asked that day has been told of at its end.
  if (left.status === 'done') return visit.records.sessions.save(left);
  await ask(visit, visit.member, left);
}
