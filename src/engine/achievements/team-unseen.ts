import type { Roll, Unseen } from '../../domain/achievements/gathering.ts';
import type { Proof } from '../../domain/achievements/proof.ts';
import type { TeamShown } from '../../domain/achievements/team-achieve.ts';
import { familiesOf, type TeamRule } from '../../domain/achievements/team-rule.ts';
import type { Attempt } from '../../domain/attempt.ts';
import type { Team } from '../../domain/team.ts';
import type { Records } from '../../ports/store.ts';
import { WITHDRAWN } from './achieve.ts';
import { keyOf, subjectsOf } from './replay-awards.ts';

type Left = { rolls: readonly Roll[]; kept: TeamShown; people: readonly string[]; log: readonly Attempt[] };

/** Why what a team has shown cannot be made anew: live, something was seen that is gone by now, or stands elsewhere. Nothing where all of it is there. */
export async function unseenOf(
  records: Records,
  team: Team,
  { rolls, kept, people, log }: Left,
  teamRules: readonly TeamRule[],
): Promise<Unseen | undefined> {
  const sizes = new Map(rolls.map((roll) => [roll.id, roll.people.length]));
  const isGone = ({ roll, people }: TeamShown['proofs'][number]) => sizes.get(roll) !== people;
  if (rolls.some(({ isWhole }) => !isWhole) || kept.proofs.some(isGone)) return 'people';
  if (rolls.some(({ deck = team.deck }) => deck !== team.deck)) return 'deck';
  const answered = new Set(log.filter(({ purpose }) => purpose === 'channel').map(({ askedAt }) => String(askedAt)));
  const isAnswered = (question: string) => rolls.some(({ id, at }) => id === question && answered.has(String(at)));
  const evidenceOf = (family: string) => teamRules.find((rule) => rule.family === family)?.evidence;
  for (const { family, subject } of kept.proofs) {
    const evidence = evidenceOf(family);
    if (evidence?.shows === 'start' && !isAnswered(subject)) return 'answers';
    if (evidence && evidence.shows !== 'start' && !subject.startsWith(`${team.deck}/`)) return 'deck';
  }
  return (
    (await unseenProofs(records, team, { people, log }, teamRules)) ?? (await unseenMistakes(records, team, { people, log }))
  );
}

type Seen = Pick<Left, 'people' | 'log'>;

/** Why what learners of a team have shown of its topics cannot be made anew. */
async function unseenProofs(
  records: Records,
  { deck }: Team,
  { people, log }: Seen,
  teamRules: readonly TeamRule[],
): Promise<Unseen | undefined> {
  const families = familiesOf(teamRules);
  const proofs: Proof[] = [];
  for (const member of families.size > 0 ? people : [])
    proofs.push(...(await records.proofs.of(member)).filter((proof) => proof.deck === deck && families.has(proof.family)));
  const answers = new Set(log.map(({ id }) => id));
  if (proofs.some(({ lapsedBy }) => lapsedBy === WITHDRAWN)) return 'key';
  if (proofs.some(({ attempt }) => !answers.has(attempt))) return 'answers';
  const topics = new Map((await records.decks.items([deck])).map(({ item, topic }) => [item, topic]));
  const then = await subjectsOf(records, proofs);
  const isMoved = (proof: Proof) => topics.get(proof.item) !== then.get(keyOf(proof))?.topic;
  return proofs.some(isMoved) ? 'items' : undefined;
}

async function unseenMistakes(records: Records, { deck }: Team, { people, log }: Seen): Promise<Unseen | undefined> {
  const shown = new Set(
    log.filter((each) => each.deck === deck).flatMap((each) => each.misconceptions.map((id) => `${each.member} ${id}`)),
  );
  const kept = (await records.misconceptions.of(people)).filter((entry) => entry.deck === deck);
  const isGone = kept.some(({ member, misconception }) => !shown.has(`${member} ${misconception}`));
  return isGone ? 'answers' : undefined;
}
