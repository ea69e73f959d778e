import type { Roll } from '../domain/achievements/gathering.ts';
import type { Rule } from '../domain/achievements/rule.ts';
import { lookAt, type TeamShown } from '../domain/achievements/team-achieve.ts';
import { isOfMastery, type TeamRule } from '../domain/achievements/team-rule.ts';
import type { Team } from '../domain/team.ts';
import type { Records } from '../ports/store.ts';
import { WITHDRAWN } from './achieve.ts';
import { between, type Told } from './replay-awards.ts';
import { openTeamPast } from './team-past.ts';

type Options = { mend: boolean; rules: readonly Rule[]; teamRules: readonly TeamRule[] };

/** Makes anew, from the rolls that were taken and the log, what a team has shown and its awards; says what was kept otherwise, and mends that if asked to. */
export async function replayTeam(records: Records, team: Team, { mend, rules, teamRules }: Options): Promise<Told[]> {
  const rolls = await records.rolls.of(team.id);
  const kept = await records.teamAwards.shown(team.id);
  if (!(await isAllThere(records, team, { rolls, kept, teamRules }))) return [];
  const families = familiesOf(teamRules);
  const past = await openTeamPast(
    records,
    team,
    rolls,
    rules.filter(({ family }) => families.has(family)),
  );
  const looks = rolls.filter(({ why }) => why === 'looked');
  const made = looks.reduce<TeamShown>((shown, roll) => lookAt(teamRules, shown, past(roll)), { proofs: [], awards: [] });
  const differences = between(told(kept), told(made));
  if (mend && differences.length > 0) await write(records, team.id, kept, made);
  return differences;
}

function familiesOf(teamRules: readonly TeamRule[]): ReadonlySet<string> {
  return new Set(teamRules.flatMap(({ evidence }) => (isOfMastery(evidence) ? [evidence.family] : [])));
}

type Kept = { rolls: readonly Roll[]; kept: TeamShown; teamRules: readonly TeamRule[] };

// People are erased, teams change their deck, decks their topics, and keys may have been wrong: what was shown before stays as it is.
async function isAllThere(records: Records, team: Team, { rolls, kept, teamRules }: Kept): Promise<boolean> {
  const sizes = new Map(rolls.map(({ id, people }) => [id, people.length]));
  if (kept.proofs.some(({ roll, people }) => sizes.get(roll) !== people)) return false;
  const topics = new Set((await records.decks.items([team.deck])).map(({ topic }) => `${team.deck}/${topic}`));
  for (const { family, subject } of kept.proofs) {
    const shows = teamRules.find((rule) => rule.family === family)?.evidence.shows;
    if (shows === 'mastery' && !topics.has(subject)) return false;
    if (shows === 'correction' && !subject.startsWith(`${team.deck}/`)) return false;
  }
  const families = familiesOf(teamRules);
  for (const member of new Set(rolls.flatMap(({ people }) => people)))
    if ((await records.proofs.of(member)).some(({ family, lapsedBy }) => lapsedBy === WITHDRAWN && families.has(family)))
      return false;
  return true;
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
