import type { Figure, Measure } from '../domain/leaderboard.ts';
import type { Team } from '../domain/team.ts';
import { SMALLEST_GROUP } from '../domain/week-figures.ts';
import { type Markdown, md } from '../markdown.ts';
import type { Block, Outbound } from '../outbound.ts';
import { phrase } from '../phrase.ts';
import { button, buttons, count, message, note, text } from './words.ts';

const BY: Readonly<Record<Measure, Markdown>> = {
  improvement: md`by improvement: what you recall now, against your own four weeks ago`,
  consistency: md`by consistency: the days on which you recalled something, of those on which you were asked; leave and holidays do not count`,
};

const TERMS = md`You see only who is next to you, and only they see you. Never by speed. Out at any time, at once: leave leaderboard.`;

/** The one message to the channel when a lead has chosen it. */
export function leaderboardNews(team: Team, measure: Measure): Outbound {
  return message([
    text(md`**A friendly leaderboard**, for who likes one, ${BY[measure]}.`),
    buttons(button('join', phrase`Join`, { type: 'join-leaderboard', team: team.id })),
    note(md`Nobody is in it who has not joined, and it shows nothing under ${SMALLEST_GROUP} people. ${TERMS}`),
  ]);
}

/** To who has not agreed. */
export function leaderboardOffer(team: Team, measure: Measure): Outbound {
  return message([
    text(md`${team.name} has a leaderboard ${BY[measure]}. You are not in it, and see nobody in it.`),
    buttons(button('join', phrase`Join`, { type: 'join-leaderboard', team: team.id })),
    note(TERMS),
  ]);
}

export function leaderboardJoined(team: Team, measure: Measure): Outbound {
  return message([
    text(md`You are in the leaderboard of ${team.name}, ${BY[measure]}. Say leaderboard to me to see who is next to you.`),
    buttons(button('leave', phrase`Leave it`, { type: 'leave-leaderboard', team: team.id })),
    note(TERMS),
  ]);
}

type Shown = { own: Figure | undefined; above: string | undefined; below: string | undefined; isShown: boolean };

/** For one of its people: the one above, oneself, the one below, and what would move oneself; no place, no number of others. */
export function leaderboardShown(team: Team, measure: Measure, { own, above, below, isShown }: Shown): Outbound {
  const lines: Markdown[] = isShown
    ? [...(above ? [md`Just above: ${above}`] : []), md`**You**: ${ownLine(own)}`, ...(below ? [md`Just below: ${below}`] : [])]
    : [md`You: ${ownLine(own)}`, md`It shows who is next to you once ${SMALLEST_GROUP} people are in it with enough answers.`];
  const blocks: Block[] = [
    text(md`**${team.name}**, ${BY[measure]}`),
    ...lines.map(text),
    text(md`What would move you: ${MOVES[measure]}`),
    buttons(
      button('start', phrase`Quiz`, { type: 'start-quiz' }, { primary: true }),
      button('leave', phrase`Leave it`, { type: 'leave-leaderboard', team: team.id }),
    ),
  ];
  return message(blocks);
}

const MOVES: Readonly<Record<Measure, Markdown>> = {
  improvement: md`what you missed lately, recalled when it comes back.`,
  consistency: md`one question recalled on each day that you are asked; just one is enough on a busy day.`,
};

// Less than before is no news that helps anybody.
function ownLine(own: Figure | undefined): Markdown {
  if (!own) return md`too few answers to say yet`;
  if (own.of === 'consistency') return md`recalled something on ${own.days} of your last ${count(own.asked, 'day')}`;
  return own.points > 0 ? md`${count(own.points, 'point')} up on four weeks ago` : md`about where you were four weeks ago`;
}
