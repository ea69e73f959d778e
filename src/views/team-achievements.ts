import { TIERS } from '../domain/achievements/rule.ts';
import type { TeamAward } from '../domain/achievements/team-achieve.ts';
import type { TeamNews } from '../domain/achievements/team-news.ts';
import type { TeamRule, TeamTier } from '../domain/achievements/team-rule.ts';
import { joined, md } from '../markdown.ts';
import type { Block, Outbound } from '../outbound.ts';
import { dayWords, dots, tierName } from './achievements.ts';
import { button, buttons, count, message, note, text } from './words.ts';

/** What a channel is told of its team's awards, within a message that comes anyway: what for, never by whom, and one thing to do next. */
export function teamNews(team: string, news: readonly TeamNews[]): Block[] {
  return news.flatMap(({ family, tier, title, state, praise, why, label }): Block[] => {
    const name = `${title}, ${TIERS[tier] ?? ''}`;
    if (state !== 'held')
      return [note(md`${name} rests: some of what it was given for has slipped. Your reviews bring it back.`)];
    const id = `team-${family}-${tier}`;
    return [
      text(md`**${name}, for the team.** ${praise} ${why}`),
      buttons(
        button(id, label, { type: 'team-action', team, family, tier }),
        button(`${id}-not`, 'Not now', { type: 'decline-team-action', team, family, tier }),
      ),
    ];
  });
}

/** How a team stands with a family. */
export type TeamLadder = {
  rule: TeamRule;
  held: number;
  /** Of so few people nothing is counted. */
  isSmall: boolean;
  /** How many proofs count for the next tier. */
  shown: number;
  next?: TeamTier;
};

export function teamLadders(team: string, all: readonly TeamLadder[]): Outbound {
  const facts = all.map((ladder) => ({ label: ladder.rule.title, value: `${dots(ladder.held)} · ${missing(ladder)}` }));
  const lines = all.map((ladder) => `${ladder.rule.title}: ${tierName(ladder.held)}, ${missing(ladder)}`);
  const head = md`**What ${team} can reach together** · your own: say achievements to me alone`;
  return message(
    [text(head), { type: 'facts', facts }, note(md`Say **why** and a name for what it was given for, and what is missing.`)],
    [`What ${team} can reach together:`, ...lines].join('\n'),
  );
}

export function teamWhy(
  team: string,
  ladder: TeamLadder,
  { awards, given }: { awards: readonly TeamAward[]; given: readonly { day: Temporal.PlainDate; what: string }[] },
): Outbound {
  const { rule } = ladder;
  const since = awards
    .filter(({ state }) => state === 'held')
    .map(({ tier, earnedOn }) => `${TIERS[tier]} since ${dayWords(earnedOn)}`);
  const resting = awards.filter(({ state }) => state !== 'held').map(({ tier }) => `${TIERS[tier]} rests`);
  const have = [...since, ...resting].join(', ') || `not yet ${team}’s`;
  const list = given.map(({ day, what }) => (what === '' ? md`- ${dayWords(day)}` : md`- ${dayWords(day)}: ${what}`));
  return message([
    text(md`**${rule.title}**, for ${team}: ${have}. ${rule.about}`),
    ...(list.length > 0 ? [text(md`The newest of what it is given for:`), text(joined(list, '\n'))] : []),
    note(md`Missing: ${missing(ladder)}.`),
  ]);
}

function missing({ next, held, shown, isSmall }: TeamLadder): string {
  if (!next) return 'nothing, all three tiers are yours';
  const name = TIERS[held + 1] ?? '';
  if (isSmall) return `for ${name}, all of you`;
  return `${shown} of ${next.count} to ${name}, ${by(next)}`;
}

function by({ share, minutes }: TeamTier): string {
  const whom = share < 1 ? `by ${Math.round(share * 100)} % of those there` : 'by all who are there';
  return minutes === undefined ? whom : `${whom} within ${count(minutes, 'minute')}`;
}
