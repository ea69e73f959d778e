import { type Phrase, percent, phrase, type Words } from '../../phrase.ts';
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
export type Line = { label: Words; value: Words; meaning: Words; share?: number };

const AFTER: Readonly<Record<Retention['horizon'], Phrase>> = {
  '24h': phrase`Still known a day later`,
  '72h': phrase`Still known three days later`,
  '7d': phrase`Still known a week later`,
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
        label: phrase`What leads to it`,
        value: phrase`cannot tell yet`,
        meaning: phrase`Nothing is counted of fewer than ${FEWEST_LEARNERS} people.`,
      },
    ];
  const { recalls, misses, corrected, reviews, fresh, onTime, confidence } = practice;
  const ratio = fresh === 0 ? phrase`${reviews} to 0` : phrase`${Number((reviews / fresh).toFixed(1))} to 1`;
  return [
    {
      label: phrase`Answered from memory`,
      value: recalls === 1 ? phrase`once` : phrase`${recalls} times`,
      meaning: phrase`First answers of a day, without a hint. It leads to what stays, and is not that.`,
    },
    onTimeLine(onTime),
    {
      label: phrase`Misses put right on a later day`,
      value: misses === 0 ? phrase`none missed` : phrase`${corrected} of ${misses}`,
      meaning: phrase`A miss that is corrected is how something is learned.`,
    },
    { label: phrase`Reviews to new questions`, value: ratio, meaning: phrase`Below about 1 to 1 more is begun than can stay.` },
    ...confidence.map(({ said, answers, right }) => ({
      label: RIGHT_WHEN[said],
      value: phrase`${percent(right / answers)} of ${answers}`,
      meaning: phrase`How well people know what they know, all together.`,
    })),
  ];
}

const RIGHT_WHEN = {
  sure: phrase`Right when sure`,
  fairly: phrase`Right when fairly`,
  guess: phrase`Right when guessing`,
};

function nextStepLines(steps: NextSteps): Line[] {
  if (!('given' in steps)) return [];
  const { given, done, declined, ignored, open } = steps;
  const share = (part: number) => phrase`${part} (${percent(part / given)})`;
  return [
    {
      label: phrase`Next steps of awards`,
      value: phrase`${share(done)} of ${given} done, ${share(declined)} put off, ${share(ignored)} ignored, ${open} still open`,
      meaning: phrase`Each award says one thing to do next. It leads somewhere where that is done; what is neither done nor put off in ${DAYS_TO_ACT} days is ignored.`,
    },
  ];
}

const FOUND: Readonly<Record<Diagnosis['finding'], Phrase>> = {
  unclear: phrase`cannot tell yet`,
  'too easy': phrase`no, they are too easy`,
  'too hard': phrase`too much, they are too hard`,
  fitting: phrase`nothing speaks against it`,
};

/** Whether achievements ask for enough, with the numbers that say so. */
export function diagnosisLine({ finding, learners, earned, leading, lagging, checked }: Diagnosis): Line {
  const did = leading
    ? phrase`In the last ${WEEKS} weeks ${learners} people answered ${signed(leading.estimate)} times each from memory (${signed(leading.low)} to ${signed(leading.high)}) beside the ${WEEKS} before.`
    : phrase`In the last ${WEEKS} weeks and in the ${WEEKS} before, ${people(learners)} answered; ${FEWEST_LEARNERS} are needed.`;
  const stays = lagging
    ? phrase`What they still knew a day or more later changed by ${inPoints(lagging.estimate)} points (${inPoints(lagging.low)} to ${inPoints(lagging.high)}), of ${checked} people.`
    : phrase`${people(checked)} answered checks in both; ${FEWEST_LEARNERS} are needed.`;
  const gain = phrase`${earned.people} of ${earned.of} people who tried ${TRIES} times or more in ${WEEKS} weeks earned something.`;
  const meaning =
    finding === 'too hard' ? gain : earned.of < FEWEST_LEARNERS ? phrase`${did} ${stays}` : phrase`${did} ${stays} ${gain}`;
  return { label: phrase`Do achievements ask for enough`, value: FOUND[finding], meaning };
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
      value: phrase`cannot tell yet`,
      meaning: phrase`${people(learners)} answered a check; ${stillMissing(learners)} needed to say anything of the group.`,
    };
  }
  const { asked, answered, learners, medianHours, share, worst } = found;
  const checks =
    medianHours === undefined
      ? phrase`${answered} of ${asked} checks answered, by ${learners} people.`
      : phrase`${answered} of ${asked} checks answered, by ${learners} people, half of them within ${told(medianHours)}.`;
  return {
    label,
    value: percentOf(share),
    meaning: phrase`${checks} If every silence were a miss: ${percent(worst)}.`,
    share: share.estimate,
  };
}

export function onTimeLine(found: OnTime): Line {
  const label = phrase`Reviews on time`;
  if (!('share' in found)) {
    const { learners } = found;
    return {
      label,
      value: phrase`cannot tell yet`,
      meaning: phrase`${people(learners)} answered what was due again; ${stillMissing(learners)} needed to say anything of the group.`,
    };
  }
  const { learners, reviews, share } = found;
  return {
    label,
    value: percentOf(share),
    meaning: phrase`Of ${reviews} answers to what was due again, by ${learners} people, those at most ${DAYS_OF_GRACE} days after that day. Only of items first asked in this time; what nobody answered is not counted.`,
    share: share.estimate,
  };
}

function effectLine({ reviewed, unreviewed, difference }: Effect): Line {
  const label = phrase`What the reviews add after a week`;
  if (!difference) {
    const more = FEWEST_LEARNERS - Math.min(reviewed, unreviewed);
    return {
      label,
      value: phrase`cannot tell yet`,
      meaning:
        more === 1
          ? phrase`A few items of each learner go without review, to compare; 1 more person is needed.`
          : phrase`A few items of each learner go without review, to compare; ${more} more people are needed.`,
    };
  }
  const points = (part: number) => `${part > 0 ? '+' : ''}${Math.round(part * 100)}`;
  const isSure = difference.low > 0 || difference.high < 0;
  return {
    label,
    value: phrase`${points(difference.estimate)} points (${points(difference.low)} to ${points(difference.high)})`,
    meaning: isSure
      ? phrase`Items that were reviewed after a day, less items that nobody reviewed.`
      : phrase`It may be nothing: the range holds zero.`,
  };
}

function people(count: number): Phrase {
  return count === 1 ? phrase`1 person has` : phrase`${count} people have`;
}

function stillMissing(count: number): Phrase {
  const more = FEWEST_LEARNERS - count;
  return more === 1 ? phrase`1 more is` : phrase`${more} more are`;
}

const FLAWS: Readonly<Record<NonNullable<ItemFigures['flaw']>, Phrase>> = {
  'known before': phrase`almost everybody knows it at the first try: it teaches nothing`,
  'not learned': phrase`the second try is no better than the first: its explanation does not teach it`,
  misleads: phrase`who is right elsewhere is wrong here: it may be keyed or worded wrong`,
};

/** What is questionable of a deck's items, a line each. */
export function flawsIn(items: readonly ItemFigures[]): Phrase[] {
  return items.flatMap(({ deck, item, learners, easy, flaw }) =>
    flaw ? [phrase`${deck}/${item}: ${FLAWS[flaw]} (${percent(easy)} of ${learners} people at the first try)`] : [],
  );
}

function percentOf({ estimate, low, high }: Interval): Phrase {
  return phrase`${percent(estimate)} (${percent(low)} to ${percent(high)})`;
}

function told(hours: number): Phrase {
  return hours < 48 ? phrase`${Math.round(hours)} hours` : phrase`${Number((hours / 24).toFixed(1))} days`;
}
