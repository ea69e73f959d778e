import { type Standing, shown, thresholdOf } from '../../domain/achievements/achieve.ts';
import { heldTier, stepOf } from '../../domain/achievements/award.ts';
import { STRENGTH_OF, strengthOf } from '../../domain/achievements/moment.ts';
import { longestRow, type Rule, TIERS, tierRule } from '../../domain/achievements/rule.ts';
import { normalise } from '../../domain/grade/normalise.ts';
import { LANGUAGES } from '../../domain/language.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import { shipped } from '../../phrase.ts';
import { type Ladder, ladders, noSuchFamily, why, withoutAchievements } from '../../views/achievements.ts';
import { sentence } from '../../views/words.ts';
import { daysWithQuestions } from '../quiz/days.ts';
import { reply, type Visit } from '../turn.ts';
import { goesWithout } from './experiment.ts';
import { rulesShownTo } from './rollout-week.ts';
import { openTeamAchievements, teamMeant, whyTeamAchievement } from './team-achievements.ts';

/** `achievements`: what there is to reach at present, a few families and no more. */
export async function openAchievements(visit: Visit): Promise<void> {
  if (await goesWithout(visit, visit.member)) return void (await reply(visit, withoutAchievements()));
  const team = visit.conversation.kind === 'channel' ? await teamMeant(visit) : undefined;
  if (team) return openTeamAchievements(visit, team);
  const awards = await visit.records.awards.of(visit.member.id);
  const rules = await rulesShownTo(visit, visit.member);
  const open = shown(rules, awards);
  const mastered = rules.filter(({ family }) => heldTier(awards, family) === TIERS.length - 1);
  await reply(
    visit,
    ladders(
      await laddersOf(visit, open),
      mastered.map(({ title }) => title),
    ),
  );
}

/** `why NAME`: what it was given for, and what is missing for more. */
export async function whyAchievement(visit: Visit, { name }: IntentOf<'why'>): Promise<void> {
  if (await goesWithout(visit, visit.member)) return void (await reply(visit, withoutAchievements()));
  const ofTeam = familyNamed(visit.teamRules, name);
  const team = ofTeam && (await teamMeant(visit));
  if (ofTeam && team) return whyTeamAchievement(visit, team, ofTeam);
  const rule = familyNamed(visit.rules, name);
  const [ladder] = rule ? await laddersOf(visit, [rule]) : [];
  if (!rule || !ladder)
    return void (await reply(visit, noSuchFamily(visit.rules.flatMap(({ title, off }) => (off ? [] : [title])))));
  const { records, member } = visit;
  const proofs = (await records.proofs.of(member.id)).filter(
    ({ family, lapsedBy }) => family === rule.family && lapsedBy === undefined,
  );
  const newest = proofs.slice(-MOST_PROOFS).reverse();
  const named = [];
  for (const proof of newest) named.push({ day: proof.day, prompt: (await records.decks.version(proof))?.item.prompt });
  const awards = (await records.awards.of(member.id)).filter(({ family }) => family === rule.family);
  await reply(visit, why(ladder, awards, named, { isDays: rule.evidence.of === 'days' }));
}

/** The family that somebody asks about: by its title or its file's name, whatever stands before it (`did I get`, `not`). */
export function familyNamed<T extends Pick<Rule, 'family' | 'title'>>(rules: readonly T[], name: string): T | undefined {
  const said = normalise(name.replace(/^(?:did i get|not(?: yet)?|no)\s+/i, ''));
  return rules.find(({ family, title }) =>
    [family, ...LANGUAGES.map(shipped(title).in)].some((name) => normalise(name) === said),
  );
}

const MOST_PROOFS = 5;

/** The other button of an award. */
export async function declineAction(visit: Visit, { family, tier }: IntentOf<'decline-action'>): Promise<void> {
  const award = (await visit.records.awards.of(visit.member.id)).find((each) => each.family === family && each.tier === tier);
  if (!award) return void (await reply(visit, sentence(md`That award is not among yours.`)));
  if (award.action === 'offered' && stepOf(award, visit.now) !== 'ignored')
    await visit.records.awards.save({ ...award, action: 'declined' });
  await reply(visit, sentence(md`Tomorrow, then: it is in your reviews anyway.`));
}

/** How a member stands with some families. */
export async function laddersOf(
  { records, member, rules, isHoliday }: Pick<Visit, 'records' | 'member' | 'rules' | 'isHoliday'>,
  wanted: readonly Rule[],
): Promise<Ladder[]> {
  const awards = await records.awards.of(member.id);
  const counts = await records.proofs.counts(member.id);
  const tries = await records.proofs.tries(member.id);
  const strength = strengthOf(await records.attempts.foretold(STRENGTH_OF, member.id));
  const { asked, isFree } = await daysWithQuestions({ records, isHoliday }, member.id, longestRow(rules));
  const proven = new Set((await records.proofs.about(member.id, asked)).map(({ family, subject }) => `${family} ${subject}`));
  return wanted.map((rule) => {
    const held = heldTier(awards, rule.family);
    const next = tierRule(rule, held + 1);
    const standing: Pick<Standing, 'proofs' | 'tries' | 'days'> = {
      proofs: counts.get(rule.family) ?? 0,
      tries: tries.get(rule.family) ?? '',
      days: { asked, isFree, isKept: (day) => proven.has(`${rule.family} ${day}`) },
    };
    const opener = rules.find(({ family }) => family === rule.opens?.family);
    return {
      rule,
      held,
      standing,
      ...(next && { next, threshold: thresholdOf(next, strength) }),
      ...(opener && { opener: opener.title }),
    };
  });
}
