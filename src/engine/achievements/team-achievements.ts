import { may } from '../../domain/access.ts';
import { heldTier } from '../../domain/achievements/award.ts';
import { countAt, SMALLEST_TEAM, type TeamAward } from '../../domain/achievements/team-achieve.ts';
import { isOfMastery, type TeamRule, teamTier } from '../../domain/achievements/team-rule.ts';
import type { Team } from '../../domain/team.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import { shipped } from '../../phrase.ts';
import { type TeamLadder, teamLadders, teamWhy } from '../../views/team-achievements.ts';
import { sentence } from '../../views/words.ts';
import { askNow } from '../team/channel-question.ts';
import { checkInOf, refreshSummary } from '../team/summary.ts';
import { roleIn, teamOfChannel, teamsOf } from '../team/team.ts';
import { reply, type Visit } from '../turn.ts';
import { newestFirst, subjectsInWords } from './team-look.ts';

/** The team that somebody speaks of: the channel's where they are on it, else in private their first. */
export async function teamMeant(visit: Visit): Promise<Team | undefined> {
  const { conversation, member, records } = visit;
  if (conversation.kind !== 'channel') return (await teamsOf(visit, member.id))[0];
  const here = await teamOfChannel(visit, conversation.id);
  return here && roleIn(await records.teams.members(here.id), member.id) ? here : undefined;
}

/** `achievements` in a team's channel: what the team can reach. */
export async function openTeamAchievements(visit: Visit, team: Team): Promise<void> {
  await reply(visit, teamLadders(team.name, await laddersOf(visit, team)));
}

/** `why NAME` of a team's family. */
export async function whyTeamAchievement(visit: Visit, team: Team, rule: TeamRule): Promise<void> {
  const [ladder] = (await laddersOf(visit, team)).filter((each) => each.rule.family === rule.family);
  if (!ladder) return void (await reply(visit, sentence(md`${shipped(rule.title)} takes a team of ${SMALLEST_TEAM} or more.`)));
  const { proofs, awards } = await visit.records.teamAwards.shown(team.id);
  const own = newestFirst(proofs.filter(({ family, lapsed }) => family === rule.family && !lapsed)).slice(0, MOST_PROOFS);
  const people = (await visit.records.teams.members(team.id)).map(({ member }) => member);
  const words = await subjectsInWords(visit, rule, own, people);
  const given = own.map(({ day }, i) => ({ day, what: words[i] ?? '' }));
  await reply(visit, teamWhy(team.name, ladder, { awards: awards.filter(({ family }) => family === rule.family), given }));
}

const MOST_PROOFS = 5;

/** The button of a team's award, for who leads: asks the channel, or opens the next topic. */
export async function takeTeamAction(visit: Visit, intent: IntentOf<'team-action'>): Promise<void> {
  const found = await awardOf(visit, intent);
  if (!found) return;
  const { team, rule, award } = found;
  if (award.action !== 'offered')
    return void (await reply(visit, sentence(md`That has been taken up already. Say ask for another question.`)));
  const topic = rule.next.asks === 'challenge' ? await nextTopic(visit, team) : undefined;
  if (rule.next.asks === 'challenge' && topic === undefined)
    return void (await reply(visit, sentence(md`The team holds every topic of its deck: it is time for another one.`)));
  const asked = await askNow(visit, team, {
    ...(topic !== undefined && { topic }),
    action: { family: rule.family, tier: award.tier },
  });
  if (asked === 'open')
    return void (await reply(visit, sentence(md`A question is open already. Press this again when that is revealed.`)));
  // A topic of which nothing can be asked in a channel is opened by being what the week is about.
  if (asked === 'none' && topic === undefined)
    return void (await reply(visit, sentence(md`This deck has no question to choose from: a channel needs one with options.`)));
  await visit.records.teamAwards.saveAward(team.id, { ...award, action: asked === 'asked' ? 'taken' : 'done' });
  if (topic === undefined) return void (await reply(visit, sentence(md`Asked: the question is in the channel.`)));
  const checkIn = { ...(await checkInOf(visit, team, visit.now)), focus: topic };
  await visit.records.checkIns.save(checkIn);
  await refreshSummary(visit, team, checkIn);
  await reply(visit, sentence(md`Opened for ${team.name}: ${topic}. The next week is about it.`));
}

/** The other button of a team's award. */
export async function declineTeamAction(visit: Visit, intent: IntentOf<'decline-team-action'>): Promise<void> {
  const found = await awardOf(visit, intent);
  if (!found) return;
  const { team, award } = found;
  if (award.action === 'offered') await visit.records.teamAwards.saveAward(team.id, { ...award, action: 'declined' });
  await reply(visit, sentence(md`Not now, then. The next question for all comes on its day.`));
}

async function awardOf(
  visit: Visit,
  { team: id, family, tier }: Pick<IntentOf<'team-action'>, 'team' | 'family' | 'tier'>,
): Promise<{ team: Team; rule: TeamRule; award: TeamAward } | undefined> {
  const team = await visit.records.teams.get(id);
  if (!team || !may('lead-team', visit.member, await visit.records.teams.members(id))) {
    await reply(visit, sentence(md`That is for who leads the team: it asks the channel.`));
    return undefined;
  }
  const rule = visit.teamRules.find((each) => each.family === family);
  const award = (await visit.records.teamAwards.shown(id)).awards.find((each) => each.family === family && each.tier === tier);
  if (rule && award) return { team, rule, award };
  await reply(visit, sentence(md`That award is not among the team’s.`));
  return undefined;
}

/** The first topic of the deck that the team does not hold. */
async function nextTopic({ records, teamRules }: Visit, team: Team): Promise<string | undefined> {
  const families = teamRules.flatMap(({ family, evidence }) => (isOfMastery(evidence) ? [family] : []));
  const { proofs } = await records.teamAwards.shown(team.id);
  const held = new Set(proofs.flatMap(({ family, subject, lapsed }) => (families.includes(family) && !lapsed ? [subject] : [])));
  return (await records.decks.items([team.deck])).find(({ topic }) => !held.has(`${team.deck}/${topic}`))?.topic;
}

async function laddersOf({ records, teamRules }: Visit, team: Team): Promise<TeamLadder[]> {
  const { proofs, awards } = await records.teamAwards.shown(team.id);
  const people = (await records.teams.members(team.id)).length;
  const isSmall = people < SMALLEST_TEAM;
  // What takes more people than there are is not held out to them.
  return teamRules
    .filter(({ evidence }) => !(isSmall && evidence.shows === 'correction'))
    .map((rule) => {
      const held = heldTier(awards, rule.family);
      const next = teamTier(rule, held + 1);
      const shown = countAt(
        proofs.filter(({ family }) => family === rule.family),
        held + 1,
      );
      return { rule, held, isSmall, shown, ...(next && { next }) };
    });
}
