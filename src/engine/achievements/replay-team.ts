import type { Unseen } from '../../domain/achievements/gathering.ts';
import type { Rule } from '../../domain/achievements/rule.ts';
import { lookAt, type TeamShown } from '../../domain/achievements/team-achieve.ts';
import { familiesOf, type TeamRule } from '../../domain/achievements/team-rule.ts';
import type { Team } from '../../domain/team.ts';
import type { Records } from '../../ports/store.ts';
import { between, type Told } from './replay-awards.ts';
import { openTeamPast } from './team-past.ts';
import { unseenOf } from './team-unseen.ts';

type Options = { mend: boolean; rules: readonly Rule[]; teamRules: readonly TeamRule[] };

const FIRST_DAY = Temporal.PlainDate.from('2000-01-01');

/**
 * Makes anew, from the rolls that were taken and the log, what a team has shown and its awards; says what was kept otherwise, and mends that if asked to.
 * Where not all that was seen live is there, it leaves the team as it is, and says why.
 */
export async function replayTeam(
  records: Records,
  team: Team,
  { mend, rules, teamRules }: Options,
): Promise<{ differences: Told[]; unseen?: Unseen }> {
  const rolls = await records.rolls.of(team.id);
  const kept = await records.teamAwards.shown(team.id);
  const people = [...new Set(rolls.flatMap((roll) => roll.people))].sort();
  const log = await records.attempts.since(people, FIRST_DAY);
  const unseen = await unseenOf(records, team, { rolls, kept, people, log }, teamRules);
  if (unseen !== undefined) return { differences: [], unseen };
  const families = familiesOf(teamRules);
  const known = rules.filter(({ family }) => families.has(family));
  const past = await openTeamPast(records, team, { rolls, people, log }, known);
  const looks = rolls.filter(({ why }) => why === 'looked');
  const made = looks.reduce<TeamShown>((shown, roll) => lookAt(teamRules, shown, past(roll)), { proofs: [], awards: [] });
  const differences = between(told(kept), told(made));
  if (mend && differences.length > 0) await write(records, team.id, kept, made);
  return { differences };
}

function told({ proofs, awards }: TeamShown): ReadonlyMap<string, string> {
  return new Map([
    ...proofs.map((proof) => [`proof ${proof.family} ${proof.subject}`, countsAs(proof)] as const),
    ...awards.map(({ family, tier, state, earnedOn }) => [`award ${family} ${tier}`, `${state}, of ${earnedOn}`] as const),
  ]);
}

function countsAs({ level, lapsed }: TeamShown['proofs'][number]): string {
  return lapsed ? `lapsed, for tier ${level}` : `counts for tier ${level}`;
}

async function write({ teamAwards }: Records, team: string, kept: TeamShown, made: TeamShown): Promise<void> {
  await teamAwards.forget(team);
  for (const proof of made.proofs) await teamAwards.saveProof(team, proof);
  for (const award of made.awards) {
    const before = kept.awards.find(({ family, tier }) => family === award.family && tier === award.tier);
    await teamAwards.saveAward(team, { ...award, action: before?.action ?? award.action, announced: before?.announced ?? true });
  }
}
