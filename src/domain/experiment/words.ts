import { FEWEST_LEARNERS } from '../evidence/retention.ts';
import type { Interval } from '../statistics/interval.ts';
import { type Experiment, endOf, peopleNeeded, phaseOf } from './experiment.ts';
import { FEWEST_FOR_VERDICT, type Findings, type Side } from './findings.ts';

/** What is done, and what is looked at. */
export function planInWords({ share, days }: Experiment): string[] {
  return [
    `By lot within each team, ${percent(share)} of the people go without achievements for ${days} days. All else is as ever.`,
    'Looked at: what is recalled a week after it was last seen (checks without hints), with achievements less without; everybody counts as they were assigned.',
  ];
}

/** How many people a plan takes, and whether they are here. */
export function sampleInWords(plan: Experiment, people: number): string[] {
  const { share, recall, effect } = plan;
  const needed = peopleNeeded(plan);
  const without = Math.round(people * share);
  return [
    `To find ${points(effect)} more than ${percent(recall)}, in 80 of 100 such experiments: ${needed.plain} people, about ${needed.adjusted} as it is adjusted by practice before. Here: ${people}, of whom about ${without} would go without.`,
    ...shortfallInWords(plan, people),
  ];
}

/** What so few people cannot tell; nothing where they are enough. */
export function shortfallInWords(plan: Experiment, people: number): string[] {
  return [
    ...(people < peopleNeeded(plan).adjusted
      ? ['That is too few for so small a difference: what comes of it may well be "cannot tell".']
      : []),
    ...(Math.round(people * plan.share) < FEWEST_FOR_VERDICT
      ? [`Below ${FEWEST_FOR_VERDICT} people with answers on a side, a range is told and no verdict.`]
      : []),
  ];
}

/** Where an experiment stands, and what it has shown. */
export function findingsInWords(experiment: Experiment, found: Findings, now: Temporal.Instant): string[] {
  return [
    standing(experiment, now),
    sideLine('With achievements', found.with),
    sideLine('Without', found.without),
    ...differenceLines(found),
    guardrail('Checks answered', found.guardrails.answered),
    guardrail('Paused or left', found.guardrails.stopped),
    'Exploratory, not planned for, no proof of anything (by practice before the start):',
    ...found.exploratory.map(
      ({ segment, difference }) =>
        `  ${segment}: ${difference ? range(difference) : `cannot tell (${FEWEST_LEARNERS} people on each side are needed)`}`,
    ),
  ];
}

function standing(experiment: Experiment, now: Temporal.Instant): string {
  const { startedAt, stoppedAt, days } = experiment;
  const end = startedAt && dayOf(endOf(startedAt, days));
  switch (phaseOf(experiment, now)) {
    case 'planned':
      return 'Planned, and not begun: cairn experiment start.';
    case 'withdrawn':
      return 'Withdrawn before it began.';
    case 'running':
      return `A live look: it runs until ${end}. The ranges hold however often one looks, and are wider for it.`;
    case 'ended early':
      return `Ended early${stoppedAt ? `, on ${dayOf(stoppedAt)}` : ''}, and planned until ${end}. The ranges hold whenever one stops, and are wider for it.`;
    case 'ended':
      return `Ended on ${end}, as planned.`;
  }
}

function sideLine(label: string, { assigned, learners, recall, worst, answered, stopped, leftIt }: Side): string {
  if (!recall || worst === undefined)
    return `${label}: cannot tell yet. Assigned: ${assigned}; ${learners} have answered a check, and ${FEWEST_LEARNERS} are needed to show anything.`;
  const more = [
    `assigned: ${assigned}`,
    ...(answered ? [`checks answered: ${share(answered)}`] : []),
    ...(stopped ? [`paused or left: ${share(stopped)}`] : []),
    ...(leftIt === undefined ? [] : [`left the comparison: ${leftIt}`]),
  ];
  return `${label}: ${share(recall)} recalled after a week, by ${learners} people; ${percent(worst)} if every silence were a miss (${more.join('; ')})`;
}

function differenceLines({ difference, verdict, why, phase }: Findings): string[] {
  if (!difference) return [`Difference: cannot tell yet. It takes ${FEWEST_LEARNERS} people with answers on each side.`];
  return [
    `Difference: ${range(difference.adjusted)}, adjusted by practice before the start; ${range(difference.plain)} without that.`,
    verdict === 'better'
      ? 'People recall more with achievements.'
      : verdict === 'worse'
        ? 'People recall less with achievements.'
        : why === 'too few'
          ? `Cannot tell: below ${FEWEST_FOR_VERDICT} people with answers on a side this is a description, and no verdict.`
          : `Cannot tell${phase === 'ended' ? '' : ' yet'}: the range holds zero, so it may be nothing.`,
  ];
}

function guardrail(label: string, difference: Interval | undefined): string {
  return `Guardrail, ${label.toLowerCase()}: ${difference ? `${range(difference)} with achievements` : 'cannot tell yet'}`;
}

function range({ estimate, low, high }: Interval): string {
  const signed = (part: number) => `${part > 0 ? '+' : ''}${Math.round(part * 100)}`;
  return `${signed(estimate)} points (${signed(low)} to ${signed(high)})`;
}

function share({ estimate, low, high }: Interval): string {
  return `${percent(estimate)} (${percent(low)} to ${percent(high)})`;
}

function points(part: number): string {
  return `${Math.round(part * 100)} points`;
}

function percent(part: number): string {
  return `${Math.round(part * 100)} %`;
}

function dayOf(at: Temporal.Instant): string {
  return at.toZonedDateTimeISO('UTC').toPlainDate().toString();
}
