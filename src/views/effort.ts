import { type Change, type Changes, type EffortWeek, FEWEST, median } from '../domain/effort.ts';
import { md } from '../markdown.ts';
import type { Block, Outbound } from '../outbound.ts';
import { button, buttons, chart, message, note, text } from './words.ts';

/** A learner's own weeks: what changed, what cannot be told yet, and the weeks as charts. */
export function effort(weeks: readonly EffortWeek[], changes: Changes): Outbound {
  const start = buttons(button('start', 'Quiz', { type: 'start-quiz' }));
  if (weeks.length === 0)
    return message([text(md`There is nothing to see yet: your weeks show here once you have answered something.`), start]);
  const charts = [...shares(weeks), ...seconds(weeks)];
  const words = inWords(changes);
  const small = 'Only you see this. Times are medians of answers within five minutes: a message may lie unread.';
  const spoken = ['Your weeks.', words, ...charts.map((each) => (each.type === 'chart' ? each.text : '')), small];
  return message([text(md`**Your weeks** · ${words}`), ...charts, note(md`${small}`), start], spoken.join('\n'));
}

function shares(weeks: readonly EffortWeek[]): Block[] {
  // Both lines need a point at each label: in a first week nothing can come back yet.
  const back = weeks.filter(({ recalled }) => recalled.of > 0);
  const isBoth = back.length > 1;
  const shown = isBoth ? back : weeks;
  if (shown.length < 2) return [];
  const right = { name: 'Right', values: shown.map(({ first }) => percent(first.right / first.of)) };
  const recalled = { name: 'A day or more later', values: shown.map((each) => percent(each.recalled.right / each.recalled.of)) };
  const told = shown.map(({ week, first, recalled: own }) => {
    const later = isBoth ? `, ${own.right} of ${own.of} a day or more later` : '';
    return `week of ${dayWords(week)}: ${first.right} of ${first.of} right${later}`;
  });
  const series = isBoth ? [right, recalled] : [right];
  return [
    chart({
      as: 'line',
      title: 'Right at the first try, in %',
      labels: labelsOf(shown),
      series,
      text: sentenceCase(told.join('; ')),
    }),
  ];
}

function seconds(weeks: readonly EffortWeek[]): Block[] {
  const shown = weeks.filter((each) => each.seconds.length > 0);
  if (shown.length < 2) return [];
  const values = shown.map((each) => Math.round(median(each.seconds)));
  const told = shown.map(({ week }, i) => `week of ${dayWords(week)}: ${values[i]} s to answer`).join('; ');
  const series = [{ name: 'Seconds', values }];
  return [
    chart({ as: 'bar', title: 'Seconds from question to answer', labels: labelsOf(shown), series, text: sentenceCase(told) }),
  ];
}

type Measure = { change: Change; name: string; unit: (value: number) => string };

/** One sentence: what changed first, then what stayed, then what cannot be told. */
function inWords({ first, recalled, seconds: times }: Changes): string {
  const share = (value: number) => `${percent(value)} %`;
  const measures: Measure[] = [
    { change: first, name: 'the share right at the first try', unit: share },
    { change: recalled, name: 'recall a day or more later', unit: share },
    { change: times, name: 'the time to answer', unit: (value) => `${Math.round(value)} s` },
  ];
  const changed = measures.flatMap(({ change, name, unit }) =>
    change.is === 'up' || change.is === 'down'
      ? [`${name} went ${change.is} from ${unit(change.before)} to ${unit(change.lately)}`]
      : [],
  );
  const named = (is: Change['is']) => measures.filter(({ change }) => change.is === is).map(({ name }) => name);
  const [alike, open] = [named('alike'), named('open')];
  const parts = [
    ...changed,
    ...(alike.length > 0 ? [`no change that chance would not explain in ${listed(alike)}`] : []),
    ...(open.length > 0 ? [`too early to tell of ${listed(open)}, with fewer than ${FEWEST} answers on one side`] : []),
  ];
  return `${sentenceCase(`The last four weeks beside those before: ${parts.join('; ')}`)}.`;
}

function listed(words: readonly string[]): string {
  return [words.slice(0, -1).join(', '), words.at(-1)].filter(Boolean).join(' and ');
}

function labelsOf(weeks: readonly EffortWeek[]): string[] {
  return weeks.map(({ week }) => dayWords(week));
}

function dayWords(day: Temporal.PlainDate): string {
  return day.toLocaleString('en-GB', { day: 'numeric', month: 'short' });
}

function percent(share: number): number {
  return Math.round(share * 100);
}

function sentenceCase(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
