import type { Rule } from '../domain/achievements/rule.ts';
import type { Line } from '../domain/evidence/words.ts';
import { type Asked, dayOf, type Metric, type Opinion, ROLLOUT_DAYS, type Rollout } from '../domain/rollout.ts';
import type { Team } from '../domain/team.ts';
import { md } from '../markdown.ts';
import type { Block, Outbound } from '../outbound.ts';
import { type Phrase, phrase, shipped } from '../phrase.ts';
import { type Proposal, proposalBlocks } from './families.ts';
import { button, buttons, count, date, listed, message, note, text } from './words.ts';

const METRIC: Readonly<Record<Metric, Phrase>> = {
  '24h': phrase`What is still known a day later`,
  '7d': phrase`What is still known a week later`,
  'on-time': phrase`Reviews on time`,
};

// No topic is called that.
const WHOLE = '*';

/** One subject, one metric, three families. */
export function rolloutForm(
  team: Team,
  { deck, topics, families }: { deck: string; topics: readonly string[]; families: readonly Rule[] },
): Outbound {
  const subjects = [{ value: WHOLE, label: phrase`All of ${deck}` }, ...topics.map((topic) => ({ value: topic, label: topic }))];
  const metrics = (['24h', '7d', 'on-time'] as const).map((value) => ({ value, label: METRIC[value] }));
  const options = families.map(({ family, title }) => ({ value: family, label: shipped(title) }));
  const value = options.slice(0, 3).map((each) => each.value);
  return message([
    text(md`**${team.name}, seven days with three achievements**: see whether they ask for the right thing`),
    {
      type: 'input',
      input: { as: 'one-of', id: 'subject', label: phrase`Subject`, options: subjects, value: WHOLE, folded: true },
    },
    {
      type: 'input',
      input: { as: 'one-of', id: 'metric', label: phrase`What it is looked at by`, options: metrics, value: '24h' },
    },
    { type: 'input', input: { as: 'some-of', id: 'families', label: phrase`Three families`, options, value } },
    buttons(button('start', phrase`Start`, { type: 'start-rollout', team: team.id }, { primary: true })),
    note(
      md`Your people see these three alone for a week, and are asked twice, with the end of a session, whether they are too easy or too hard. After the last day you get the review, in private.`,
    ),
  ]);
}

/** How it stands while it lasts. What learners said waits for the review. */
export function rolloutState(
  team: Team,
  rollout: Rollout,
  {
    deck,
    titles,
    today,
    reviewOn,
  }: { deck: string; titles: readonly string[]; today: Temporal.PlainDate; reviewOn: Temporal.PlainDate },
): Outbound {
  return message([
    text(md`**${team.name}** tries achievements out: day ${dayOf(rollout, today)} of ${ROLLOUT_DAYS}.`),
    {
      type: 'facts',
      facts: [
        { label: phrase`Subject`, value: rollout.topic ?? deck },
        { label: phrase`Looked at by`, value: METRIC[rollout.metric] },
        { label: phrase`Shown alone`, value: listed(titles.map((title) => shipped(title))) },
        { label: phrase`Review`, value: date(reviewOn) },
      ],
    },
    buttons(button('stop', phrase`Stop`, { type: 'stop-rollout', team: team.id })),
    note(md`In words: rollout stop. What else your people earn meanwhile is told after it.`),
  ]);
}

export function rolloutStopped(team: Team): Outbound {
  return message([
    text(md`Stopped: ${team.name} sees all achievements again, and there is no review.`),
    buttons(button('undo', phrase`Undo`, { type: 'undo-rollout', team: team.id })),
  ]);
}

/** The one question to a learner, at the end of what comes anyway. */
export function opinionQuestion({ id: rollout }: Rollout, asked: Asked): Block[] {
  const said = { type: 'rate-achievements', rollout, asked } as const;
  return [
    text(md`If you like: the achievements of this week, are they too easy or too hard?`),
    buttons(
      button('opinion-easy', phrase`Too easy`, { ...said, said: 'easy' }),
      button('opinion-right', phrase`Just right`, { ...said, said: 'right' }),
      button('opinion-hard', phrase`Too hard`, { ...said, said: 'hard' }),
    ),
  ];
}

/** What came of a week, for its lead alone. */
export function rolloutReview(
  team: Team,
  {
    metric,
    third,
    seventh,
    diagnosis,
    proposal,
    mayApply,
  }: {
    metric: Line;
    third: Opinion;
    seventh: Opinion;
    diagnosis: Line | undefined;
    proposal: Proposal | undefined;
    mayApply: boolean;
  },
): Outbound {
  return message([
    text(md`**${team.name}, seven days with three achievements**: the review. Nobody is named in it.`),
    text(md`**${metric.label}**: ${metric.value}`),
    note(md`${metric.meaning}`),
    text(md`**On the third day**: ${opinionWords(third)}`),
    text(md`**At the end**: ${opinionWords(seventh)}`),
    ...(diagnosis ? [text(md`**${diagnosis.label}**: ${diagnosis.value}`), note(md`${diagnosis.meaning}`)] : []),
    ...(proposal
      ? proposalBlocks(proposal, mayApply)
      : [note(md`Nothing is proposed: neither the figures nor most of your people say that they are too easy or too hard.`)]),
  ]);
}

function opinionWords(opinion: Opinion): Phrase {
  if (!('easy' in opinion)) return phrase`fewer than five said something (${opinion.answers}), so it is not shown`;
  return phrase`of ${count(opinion.answers, 'answer')}, ${opinion.easy} too easy, ${opinion.right} just right, ${opinion.hard} too hard`;
}
