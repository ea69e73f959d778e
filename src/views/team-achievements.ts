import type { TeamAward } from '../domain/achievements/team-achieve.ts';
import type { TeamNews } from '../domain/achievements/team-news.ts';
import type { TeamRule, TeamTier } from '../domain/achievements/team-rule.ts';
import { joined, md } from '../markdown.ts';
import type { Block, Outbound } from '../outbound.ts';
import { type Phrase, percent, phrase, shipped } from '../phrase.ts';
import { dots, tierName } from './achievements.ts';
import { button, buttons, count, listed, message, note, shortDate, text } from './words.ts';

/** What a channel is told of its team's awards, within a message that comes anyway: what for, never by whom, and one thing to do next. */
export function teamNews(team: string, news: readonly TeamNews[]): Block[] {
  return news.flatMap(({ family, tier, title, state, praise, count: proofs, what, why, label }): Block[] => {
    if (state !== 'held')
      return [
        note(
          md`${shipped(title)}, ${tierName(tier)} rests: some of what it was given for has slipped. Your reviews bring it back.`,
        ),
      ];
    const id = `team-${family}-${tier}`;
    return [
      text(md`**${shipped(title)}, ${tierName(tier)}, for the team.** ${shipped(praise, proofs, what)} ${shipped(why)}`),
      buttons(
        button(id, shipped(label), { type: 'team-action', team, family, tier }),
        button(`${id}-not`, phrase`Not now`, { type: 'decline-team-action', team, family, tier }),
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
  const facts = all.map((ladder) => ({
    label: shipped(ladder.rule.title),
    value: phrase`${dots(ladder.held)} · ${missing(ladder)}`,
  }));
  const lines = all.map((ladder) => phrase`${shipped(ladder.rule.title)}: ${tierName(ladder.held)}, ${missing(ladder)}`);
  const head = md`**What ${team} can reach together** · your own: say achievements to me alone`;
  return message(
    [text(head), { type: 'facts', facts }, note(md`Say **why** and a name for what it was given for, and what is missing.`)],
    listed([phrase`What ${team} can reach together:`, ...lines], '\n'),
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
    .map(({ tier, earnedOn }) => phrase`${tierName(tier)} since ${shortDate(earnedOn)}`);
  const resting = awards.filter(({ state }) => state !== 'held').map(({ tier }) => phrase`${tierName(tier)} rests`);
  const have = since.length + resting.length > 0 ? listed([...since, ...resting]) : phrase`not yet ${team}’s`;
  const list = given.map(({ day, what }) => (what === '' ? md`- ${shortDate(day)}` : md`- ${shortDate(day)}: ${what}`));
  return message([
    text(md`**${shipped(rule.title)}**, for ${team}: ${have}. ${shipped(rule.about)}`),
    ...(list.length > 0 ? [text(md`The newest of what it is given for:`), text(joined(list, '\n'))] : []),
    note(md`Missing: ${missing(ladder)}.`),
  ]);
}

function missing({ next, held, shown, isSmall }: TeamLadder): Phrase {
  if (!next) return phrase`nothing, all three tiers are yours`;
  const name = tierName(held + 1);
  return isSmall ? phrase`to ${name}, ${by({ ...next, share: 1 })}` : phrase`${shown} of ${next.count} to ${name}, ${by(next)}`;
}

function by({ share, minutes }: TeamTier): Phrase {
  const whom = share < 1 ? phrase`by ${percent(share)} of those there` : phrase`by all who are there`;
  return minutes === undefined ? whom : phrase`${whom} within ${count(minutes, 'minute')}`;
}
