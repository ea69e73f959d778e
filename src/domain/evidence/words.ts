import { DAYS_TO_ACT } from '../achievements/award.ts';
import type { Interval } from '../statistics/interval.ts';
import { type Diagnosis, TRIES, WEEKS } from './diagnosis.ts';
import type { ItemFigures } from './items.ts';
import type { NextSteps } from './next-steps.ts';
import { DAYS_OF_GRACE, type OnTime } from './on-time.ts';
import type { Practice } from './practice.ts';
import type { Report } from './report.ts';
import { type Effect, FEWEST_LEARNERS, type Retention } from './retention.ts';

/** A figure in words: what it is, what it comes to, what that means, and, for a chart, its share from 0 to 1. */
export type Line = { label: string; value: string; meaning: string; share?: number };

const AFTER: Readonly<Record<Retention['horizon'], string>> = {
  '24h': 'Still known a day later',
  '72h': 'Still known three days later',
  '7d': 'Still known a week later',
};

export function linesOf({ retention, effect, practice, nextSteps, diagnosis }: Report): Line[] {
  return [
    ...retention.filter(({ horizon, learners }) => horizon !== '72h' || learners > 0).map(recallLine),
    effectLine(effect),
    ...practiceLines(practice),
    ...nextStepLines(nextSteps),
    ...(diagnosis ? [diagnosisLine(diagnosis)] : []),
  ];
}

function practiceLines(practice: Practice): Line[] {
  if (!('recalls' in practice))
    return [
      {
        label: 'What leads to it',
        value: 'cannot tell yet',
        meaning: `Nothing is counted of fewer than ${FEWEST_LEARNERS} people.`,
      },
    ];
  const { recalls, misses, corrected, reviews, fresh, onTime, confidence } = practice;
  const ratio = fresh === 0 ? `${reviews} to 0` : `${(reviews / fresh).toFixed(1)} to 1`;
  return [
    {
      label: 'Answered from memory',
      value: recalls === 1 ? 'once' : `${recalls} times`,
      meaning: 'First answers of a day, without a hint. It leads to what stays, and is not that.',
    },
    onTimeLine(onTime),
    {
      label: 'Misses put right on a later day',
      value: misses === 0 ? 'none missed' : `${corrected} of ${misses}`,
      meaning: 'A miss that is corrected is how something is learned.',
    },
    { label: 'Reviews to new questions', value: ratio, meaning: 'Below about 1 to 1 more is begun than can stay.' },
    ...confidence.map(({ said, answers, right }) => ({
      label: `Right when ${said === 'guess' ? 'guessing' : said}`,
      value: `${percent(right / answers)} of ${answers}`,
      meaning: 'How well people know what they know, all together.',
    })),
  ];
}

function nextStepLines(steps: NextSteps): Line[] {
  if (!('given' in steps)) return [];
  const { given, done, declined, ignored, open } = steps;
  const share = (part: number) => `${part} (${percent(part / given)})`;
  return [
    {
      label: 'Next steps of awards',
      value: `${share(done)} of ${given} done, ${share(declined)} put off, ${share(ignored)} ignored, ${open} still open`,
      meaning: `Each award says one thing to do next. It leads somewhere where that is done; what is neither done nor put off in ${DAYS_TO_ACT} days is ignored.`,
    },
  ];
}

const FOUND: Readonly<Record<Diagnosis['finding'], string>> = {
  unclear: 'cannot tell yet',
  'too easy': 'no, they are too easy',
  'too hard': 'too much, they are too hard',
  fitting: 'nothing speaks against it',
};

/** Whether achievements ask for enough, with the numbers that say so. */
export function diagnosisLine({ finding, learners, earned, leading, lagging, checked }: Diagnosis): Line {
  const did = leading
    ? `In the last ${WEEKS} weeks ${learners} people answered ${signed(leading.estimate)} times each from memory (${signed(leading.low)} to ${signed(leading.high)}) beside the ${WEEKS} before.`
    : `In the last ${WEEKS} weeks and in the ${WEEKS} before, ${people(learners)} answered; ${FEWEST_LEARNERS} are needed.`;
  const stays = lagging
    ? `What they still knew a day or more later changed by ${inPoints(lagging.estimate)} points (${inPoints(lagging.low)} to ${inPoints(lagging.high)}), of ${checked} people.`
    : `${people(checked)} answered checks in both; ${FEWEST_LEARNERS} are needed.`;
  const gain = `${earned.people} of ${earned.of} people who tried ${TRIES} times or more in ${WEEKS} weeks earned something.`;
  const meaning = finding === 'too hard' ? gain : earned.of < FEWEST_LEARNERS ? `${did} ${stays}` : `${did} ${stays} ${gain}`;
  return { label: 'Do achievements ask for enough', value: FOUND[finding], meaning };
}

function signed(number: number): string {
  return `${number > 0 ? '+' : ''}${number.toFixed(1)}`;
}

function inPoints(part: number): string {
  return `${part > 0 ? '+' : ''}${Math.round(part * 100)}`;
}

export function recallLine(found: Retention): Line {
  const label = AFTER[found.horizon];
  if (!('share' in found)) {
    const { learners } = found;
    return {
      label,
      value: 'cannot tell yet',
      meaning: `${people(learners)} answered a check; ${stillMissing(learners)} needed to say anything of the group.`,
    };
  }
  const { asked, answered, learners, medianHours, share, worst } = found;
  const late = medianHours === undefined ? '' : `, half of them within ${told(medianHours)}`;
  return {
    label,
    value: percentOf(share),
    meaning: `${answered} of ${asked} checks answered, by ${learners} people${late}. If every silence were a miss: ${percent(worst)}.`,
    share: share.estimate,
  };
}

export function onTimeLine(found: OnTime): Line {
  const label = 'Reviews on time';
  if (!('share' in found)) {
    const { learners } = found;
    return {
      label,
      value: 'cannot tell yet',
      meaning: `${people(learners)} answered what was due again; ${stillMissing(learners)} needed to say anything of the group.`,
    };
  }
  const { learners, reviews, share } = found;
  return {
    label,
    value: percentOf(share),
    meaning: `Of ${reviews} answers to what was due again, by ${learners} people, those at most ${DAYS_OF_GRACE} days after that day. Only of items first asked in this time; what nobody answered is not counted.`,
    share: share.estimate,
  };
}

function effectLine({ reviewed, unreviewed, difference }: Effect): Line {
  const label = 'What the reviews add after a week';
  if (!difference) {
    const more = FEWEST_LEARNERS - Math.min(reviewed, unreviewed);
    return {
      label,
      value: 'cannot tell yet',
      meaning: `A few items of each learner go without review, to compare; ${more} more ${more === 1 ? 'person is' : 'people are'} needed.`,
    };
  }
  const points = (part: number) => `${part > 0 ? '+' : ''}${Math.round(part * 100)}`;
  const isSure = difference.low > 0 || difference.high < 0;
  return {
    label,
    value: `${points(difference.estimate)} points (${points(difference.low)} to ${points(difference.high)})`,
    meaning: isSure
      ? 'Items that were reviewed after a day, less items that nobody reviewed.'
      : 'It may be nothing: the range holds zero.',
  };
}

function people(count: number): string {
  return count === 1 ? '1 person has' : `${count} people have`;
}

function stillMissing(count: number): string {
  const more = FEWEST_LEARNERS - count;
  return `${more} more ${more === 1 ? 'is' : 'are'}`;
}

const FLAWS: Readonly<Record<NonNullable<ItemFigures['flaw']>, string>> = {
  'known before': 'almost everybody knows it at the first try: it teaches nothing',
  'not learned': 'the second try is no better than the first: its explanation does not teach it',
  misleads: 'who is right elsewhere is wrong here: it may be keyed or worded wrong',
};

/** What is questionable of a deck's items, a line each. */
export function flawsIn(items: readonly ItemFigures[]): string[] {
  return items.flatMap(({ deck, item, learners, easy, flaw }) =>
    flaw ? [`${deck}/${item}: ${FLAWS[flaw]} (${percent(easy)} of ${learners} people at the first try)`] : [],
  );
}

function percentOf({ estimate, low, high }: Interval): string {
  return `${percent(estimate)} (${percent(low)} to ${percent(high)})`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function told(hours: number): string {
  return hours < 48 ? `${Math.round(hours)} hours` : `${(hours / 24).toFixed(1)} days`;
}
