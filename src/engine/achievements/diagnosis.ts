import { type FamilyChange, rulesOverTime, type Tuned, tunedTo } from '../../domain/achievements/overlay.ts';
import { replayAwards } from '../../domain/achievements/replay.ts';
import { retuned } from '../../domain/achievements/retune.ts';
import { type Diagnosis, WEEKS } from '../../domain/evidence/diagnosis.ts';
import { hash } from '../../domain/hash.ts';
import { dayAt } from '../../domain/rhythm.ts';
import type { Proposal } from '../../views/families.ts';
import { evidenceOf, reportAmong } from '../team/group-evidence.ts';
import type { Turn, Visit } from '../turn.ts';
import { historyOf } from './replay-awards.ts';

// Of more people, and of more of their answers, a sample says as much, and nobody waits for it.
const MOST_REPLAYED = 100;
const MOST_ANSWERS = 20_000;
const FIRST_DAY = Temporal.PlainDate.from('2000-01-01');

/** What to change after a diagnosis of some members, with what it would have made of the last weeks; nothing where nothing is to be changed. */
export async function proposedBy(
  turn: Turn,
  diagnosis: Pick<Diagnosis, 'finding'> | undefined,
  members: readonly string[],
  only: readonly string[] = turn.rules.map(({ family }) => family),
): Promise<Proposal | undefined> {
  const { records, now, families: files } = turn;
  const from = dayAt(now, 'UTC').subtract({ weeks: WEEKS });
  const awards = await records.awards.since(members, from);
  const rules = turn.rules.filter(({ family }) => only.includes(family));
  const tuned = diagnosis ? retuned(diagnosis.finding, { rules, files, awards }) : [];
  if (tuned.length === 0) return undefined;
  const people = await sampleOf(turn, members);
  const isMeant = ({ member, family }: { member: string; family: string }) =>
    people.includes(member) && tuned.some((each) => each.family === family);
  const given = awards.filter(isMeant);
  const would = (await awardsWith(turn, people, tuned)).filter(isMeant);
  const still = given.filter((each) => would.some((made) => nameOf(made) === nameOf(each))).length;
  const changes = tuned.flatMap(({ family, counts }) => {
    const rule = turn.rules.find((each) => each.family === family);
    return rule ? [{ rule, counts }] : [];
  });
  return { changes, given: given.length, still, would: would.length, people: people.length };
}

/** Some members, the same each time, with no more answers among them than can be replayed while somebody waits; one at least. */
async function sampleOf({ records }: Turn, members: readonly string[]): Promise<string[]> {
  const drawn = members.toSorted((a, b) => hash(a) - hash(b)).slice(0, MOST_REPLAYED);
  const answers = await records.attempts.counts(drawn);
  const people: string[] = [];
  let sum = 0;
  for (const member of drawn) {
    sum += answers.get(member) ?? 0;
    if (sum > MOST_ANSWERS && people.length > 0) break;
    people.push(member);
  }
  return people;
}

/** The awards of the last weeks as they would have been with other thresholds from their beginning on: replayed from the log. */
async function awardsWith(turn: Turn, people: readonly string[], tuned: readonly Tuned[]) {
  const { records, families, workspace, now } = turn;
  const since = dayAt(now, 'UTC').subtract({ weeks: WEEKS }).toZonedDateTime('UTC').toInstant();
  const proposed = tuned.flatMap(({ family, counts }): FamilyChange[] => {
    const file = families.find((each) => each.family === family);
    return file ? [tunedTo(file, counts, false, since)] : [];
  });
  // What was changed in these weeks is not what is asked about.
  const others = workspace.families.filter(({ family }) => !tuned.some((each) => each.family === family));
  const rules = rulesOverTime(families, [...others, ...proposed]);
  const log = Map.groupBy(await records.attempts.since(people, FIRST_DAY), ({ member }) => member);
  const made = [];
  for (const member of people) made.push(...replayAwards(rules, await historyOf(turn, member, log.get(member) ?? [])).awards);
  return made.filter(({ earnedAt }) => Temporal.Instant.compare(earnedAt, since) >= 0);
}

function nameOf({ member, family, tier }: { member: string; family: string; tier: number }): string {
  return JSON.stringify([member, family, tier]);
}

/** What the diagnosis of the whole workspace proposes now. */
export async function proposalNow(visit: Visit): Promise<readonly Tuned[]> {
  const members = (await visit.records.members.all()).map(({ id }) => id);
  const since = dayAt(visit.now, 'UTC').subtract({ weeks: 2 * WEEKS });
  const { diagnosis } = reportAmong(await evidenceOf(visit.records, members, { since, now: visit.now }), members);
  const proposal = await proposedBy(visit, diagnosis, members);
  return (proposal?.changes ?? []).map(({ rule, counts }) => ({ family: rule.family, counts }));
}
