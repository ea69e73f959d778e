import { weekOfGoals } from '../../domain/goals/week.ts';
import type { Member } from '../../domain/member.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import { phrase } from '../../phrase.ts';
import { mentorForm, mentorNamed, mentorReport } from '../../views/mentor.ts';
import { sentence } from '../../views/words.ts';
import { witness } from '../audit.ts';
import { findPerson } from '../find-person.ts';
import { inPrivate } from '../member/privacy.ts';
import { teamsOf } from '../team/team.ts';
import { tell, type Visit } from '../turn.ts';
import { goalsNow } from './goal-progress.ts';
import { sorted } from './goals.ts';

/** `my mentor`: who may see the own goals, and the form to name somebody. */
export async function openMentors(visit: Visit): Promise<void> {
  const { member, records } = visit;
  await inPrivate(visit);
  const mentors = await records.members.all((await records.mentors.of(member.id)).map(({ mentor }) => mentor));
  const mates = new Set<string>();
  for (const team of await teamsOf(visit, member.id))
    for (const each of await records.teams.members(team.id)) mates.add(each.member);
  const people = (await records.members.all([...mates])).filter((each) => each.id !== member.id && each.status !== 'left');
  await tell(visit, member.id, mentorForm({ people, mentors }), {
    purpose: purpose(visit, member.id, ...mentors.map(({ id }) => id)),
  });
}

/** `my mentor is @NAME`: they may ask from now on. They are not told. */
export async function nameMentor(visit: Visit, { name }: IntentOf<'name-mentor'>): Promise<void> {
  const { member, records, now } = visit;
  await inPrivate(visit);
  const picked = [visit.values['mentor'] ?? []].flat()[0];
  const mentor = await findPerson(visit, name ?? picked ?? '');
  if (!mentor || mentor.id === member.id) return unknown(visit);
  await records.mentors.add({ member: member.id, mentor: mentor.id, since: now });
  await witness(visit, 'mentor-named', `member:${member.id}`);
  await tell(visit, member.id, mentorNamed(mentor, member), { purpose: purpose(visit, member.id, mentor.id) });
}

async function unknown(visit: Visit): Promise<void> {
  await tell(
    visit,
    visit.member.id,
    sentence(md`Whom do you mean? Say it like this: my mentor is @NAME. They must have written to me once.`),
  );
}

/** `stop mentor @NAME`, or all: nothing more is shown to them. */
export async function endMentor(visit: Visit, { name }: IntentOf<'end-mentor'>): Promise<void> {
  const { member, records } = visit;
  await inPrivate(visit);
  const whose = name === undefined ? undefined : await findPerson(visit, name);
  const ended = (await records.mentors.of(member.id)).filter(({ mentor }) => name === undefined || mentor === whose?.id);
  for (const each of ended) await records.mentors.remove(each);
  if (ended.length > 0) await witness(visit, 'mentor-ended', `member:${member.id}`);
  const words = ended.length > 0 ? phrase`Done: they cannot see your goals any more.` : phrase`They could not see your goals.`;
  await tell(visit, member.id, sentence(name === undefined && ended.length === 0 ? md`Nobody can see your goals.` : words));
}

/** `mentor report @NAME`: for whom they named as a mentor; without a name, what a mentor of one's own would see. */
export async function openMentorReport(visit: Visit, { name }: IntentOf<'open-mentor-report'>): Promise<void> {
  const { member, records } = visit;
  await inPrivate(visit);
  const learner = name === undefined ? member : await findPerson(visit, name);
  const isOwn = learner?.id === member.id;
  const mentors = learner && !isOwn ? await records.mentors.of(learner.id) : [];
  // The same words whoever it is: they tell neither who is here nor who has goals.
  if (!learner || !(isOwn || mentors.some(({ mentor }) => mentor === member.id)))
    return void (await tell(
      visit,
      member.id,
      sentence(md`They have not named you as their mentor. They can say: my mentor is ${member.name}.`),
    ));
  if (!isOwn) await witness(visit, 'mentor-report-opened', `member:${learner.id}`);
  const shown = await reportOn(visit, learner, isOwn);
  await tell(visit, member.id, shown, isOwn ? {} : { purpose: purpose(visit, learner.id, member.id) });
}

async function reportOn(visit: Visit, learner: Member, isOwn: boolean) {
  const now = await goalsNow(visit, learner);
  const { underWay, toCome } = sorted(now);
  const week = weekOfGoals(now.today, now.measured, now.log, now.isOf);
  const open = underWay.filter(({ progress }) => !progress.reachedOn);
  const reached = now.measured.filter(({ progress }) => progress.reachedOn);
  return mentorReport({ ...now, whose: isOwn ? undefined : learner, underWay: open, reached, week, toCome: toCome[0] });
}

/** What names one of two to the other carries both, so that erasing finds it. */
function purpose(visit: Visit, ...ids: string[]): string {
  return `mentor:${ids.join(':')}:${visit.cause}/${visit.letters.length + 1}`;
}
