import { broughtBack, type Course } from '../../domain/course.ts';
import type { Member } from '../../domain/member.ts';
import { dayAt } from '../../domain/rhythm.ts';
import type { IntentOf } from '../../intents.ts';
import { broughtBackNow, resting } from '../../views/rest.ts';
import { reply, type Turn, type Visit } from '../turn.ts';

/** `resume ITEM`, and the button: an item that rests is asked again. */
export async function resumeItem(visit: Visit, wanted: IntentOf<'resume-item'>): Promise<void> {
  const courses = await restingOf(visit, visit.member);
  const course = courses.find((each) => isMeant(each, wanted));
  if (!course) return void (await reply(visit, resting(courses.map(({ item }) => item))));
  await visit.records.courses.save(visit.member.id, broughtBack(course));
  await reply(visit, broughtBackNow(course.item));
}

function isMeant({ deck, item }: Course, wanted: IntentOf<'resume-item'>): boolean {
  return (wanted.deck === undefined || wanted.deck === deck) && wanted.item.trim().toLowerCase() === item;
}

/** What is not asked because it was missed again and again. */
export async function restingOf(turn: Turn, member: Member): Promise<readonly Course[]> {
  return (await turn.records.courses.of(member.id)).filter(({ restsSince }) => restsSince !== undefined);
}

/** Whether an item has been left to rest today. */
export async function hasComeToRest(turn: Turn, member: Member, item: { deck: string; item: string }): Promise<boolean> {
  const course = await turn.records.courses.get(member.id, item);
  return course?.restsSince?.equals(dayAt(turn.now, member.zone)) === true;
}
