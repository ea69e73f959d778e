import type { Member } from '../../domain/member.ts';
import { type Known, key, promptFor } from '../../domain/pick.ts';
import { nextWorkingDay } from '../../domain/rhythm.ts';
import { type Prompt, type Session, sprintCheckEnded } from '../../domain/session.ts';
import { jointItems, lastDayOf, openCheck, phaseOn, type Sprint, tallyOf } from '../../domain/sprint.ts';
import { sprintChecked } from '../../views/sprint.ts';
import { practised } from '../quiz/probe.ts';
import { type Turn, tell } from '../turn.ts';
import { roleIn } from './team.ts';

/** What a sprint asks of somebody on a day, before all else: what is open of a check, and the questions that are the same for all. It takes places of the day. */
export async function sprintPrompts(
  turn: Turn,
  member: Member,
  day: Temporal.PlainDate,
  { known, taken }: { known: Known; taken: readonly Prompt[] },
): Promise<Prompt[]> {
  const sprint = await turn.records.sprints.joined(member.id);
  if (!sprint || !roleIn(await turn.records.teams.members(sprint.team), member.id)) return [];
  const log = await turn.records.attempts.since([member.id], sprint.startsOn);
  const seen = new Set(taken.map(key));
  const open = openCheck(sprint, member.id, day, log).filter((prompt) => !seen.has(key(prompt)));
  // What a day has no room for comes on the next: there are four for the first check, and two for the second.
  const check = open.slice(0, member.budget);
  return [...check, ...(await jointPrompts(turn, { sprint, member, day, known, check }))].slice(0, member.budget);
}

type Asked = { sprint: Sprint; member: Member; day: Temporal.PlainDate; known: Known; check: readonly Prompt[] };

// Of what all have that day, what waits for a probe, rests, or comes up otherwise is left out.
async function jointPrompts(turn: Turn, { sprint, member, day, known, check }: Asked): Promise<Prompt[]> {
  const items = (await turn.records.decks.items([sprint.deck])).filter(({ topic }) => topic === sprint.topic);
  const may = await practised(turn, member, known.candidates);
  const left = new Set([...check, ...known.courses.filter(({ restsSince }) => restsSince !== undefined)].map(key));
  const met = new Set(known.memories.map(key));
  return jointItems(sprint, items, day).flatMap((item) => {
    const found = left.has(key(item)) ? undefined : may.find((each) => key(each) === key(item));
    return found ? [promptFor(found, met.has(key(found)) ? 'review' : 'new')] : [];
  });
}

// Whether what was passed over of a check comes no more.
function isLastDay({ isHoliday }: Turn, member: Member, sprint: Sprint, day: Temporal.PlainDate): boolean {
  const next = nextWorkingDay(day.add({ days: 1 }), member, isHoliday);
  return phaseOn(sprint, day) === 'before' ? phaseOn(sprint, next) !== 'before' : lastDayOf(sprint).until(day).days > 0;
}

/** Says how a check of a sprint ended with the last answer, to its learner alone. */
export async function endSprintCheck(turn: Turn, member: Member, session: Session): Promise<void> {
  const phase = sprintCheckEnded(session);
  const sprint = phase && (await turn.records.sprints.joined(member.id));
  if (!phase || !sprint) return;
  const log = await turn.records.attempts.since([member.id], sprint.startsOn);
  if (openCheck(sprint, member.id, session.day, log).length > 0 && !isLastDay(turn, member, sprint, session.day)) return;
  const [before, after] = (['before', 'after'] as const).map((each) => tallyOf(sprint, member.id, each, log));
  if (before && after) await tell(turn, member.id, sprintChecked(sprint, phase, { before, after }));
}
