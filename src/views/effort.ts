import { type Change, type Changes, type EffortWeek, FEWEST, median } from '../domain/effort.ts';
import { md } from '../markdown.ts';
import type { Block, Outbound } from '../outbound.ts';
import { type Phrase, percent, phrase, together } from '../phrase.ts';
import { button, buttons, capital, chart, listed, message, note, shortDate, text } from './words.ts';

/** A learner's own weeks: what changed, what cannot be told yet, and the weeks as charts. */
export function effort(weeks: readonly EffortWeek[], changes: Changes): Outbound {
  const start = buttons(button('start', phrase`Quiz`, { type: 'start-quiz' }));
  if (weeks.length === 0)
    return message([text(md`There is nothing to see yet: your weeks show here once you have answered something.`), start]);
  const charts = [...shares(weeks), ...seconds(weeks)];
  const words = inWords(changes);
  const small = phrase`Only you see this. Times are medians of answers within five minutes: a message may lie unread.`;
  const spoken = [phrase`Your weeks.`, words, ...charts.map((each) => (each.type === 'chart' ? each.text : '')), small];
  return message([text(md`**Your weeks** · ${words}`), ...charts, note(md`${small}`), start], listed(spoken, '\n'));
}

function shares(weeks: readonly EffortWeek[]): Block[] {
  // Both lines need a point at each label: in a first week nothing can come back yet.
  const back = weeks.filter(({ recalled }) => recalled.of > 0);
  const isBoth = back.length > 1;
  const shown = isBoth ? back : weeks;
  if (shown.length < 2) return [];
  const right = { name: phrase`Right`, values: shown.map(({ first }) => inHundred(first.right / first.of)) };
  const recalled = {
    name: phrase`A day or more later`,
    values: shown.map((each) => inHundred(each.recalled.right / each.recalled.of)),
  };
  const told = shown.map(({ week, first, recalled: own }) => {
    return isBoth
      ? phrase`week of ${shortDate(week)}: ${first.right} of ${first.of} right, ${own.right} of ${own.of} a day or more later`
      : phrase`week of ${shortDate(week)}: ${first.right} of ${first.of} right`;
  });
  const series = isBoth ? [right, recalled] : [right];
  return [
    chart({
      as: 'line',
      title: phrase`Right at the first try, in %`,
      labels: labelsOf(shown),
      series,
      text: capital(listed(told, '; ')),
    }),
  ];
}

function seconds(weeks: readonly EffortWeek[]): Block[] {
  const shown = weeks.filter((each) => each.seconds.length > 0);
  if (shown.length < 2) return [];
  const values = shown.map((each) => Math.round(median(each.seconds)));
  const told = shown.map(({ week }, i) => phrase`week of ${shortDate(week)}: ${values[i] ?? 0} s to answer`);
  const series = [{ name: phrase`Seconds`, values }];
  return [
    chart({
      as: 'bar',
      title: phrase`Seconds from question to answer`,
      labels: labelsOf(shown),
      series,
      text: capital(listed(told, '; ')),
    }),
  ];
}

type Measure = { change: Change; name: Phrase; unit: (value: number) => Phrase };

/** One sentence: what changed first, then what stayed, then what cannot be told. */
function inWords({ first, recalled, seconds: times }: Changes): Phrase {
  const measures: Measure[] = [
    { change: first, name: phrase`the share right at the first try`, unit: percent },
    { change: recalled, name: phrase`recall a day or more later`, unit: percent },
    { change: times, name: phrase`the time to answer`, unit: (value) => phrase`${Math.round(value)} s` },
  ];
  const named = (is: Change['is']) => measures.filter(({ change }) => change.is === is).map(({ name }) => name);
  const [alike, open] = [named('alike'), named('open')];
  const parts = [
    ...measures.flatMap(movement),
    ...(alike.length > 0 ? [phrase`no change that chance would not explain in ${together(alike)}`] : []),
    ...(open.length > 0 ? [phrase`too early to tell of ${together(open)}, with fewer than ${FEWEST} answers on one side`] : []),
  ];
  return phrase`The last four weeks beside those before: ${listed(parts, '; ')}.`;
}

function movement({ change, name, unit }: Measure): Phrase[] {
  if (change.is === 'up') return [phrase`${name} went up from ${unit(change.before)} to ${unit(change.lately)}`];
  if (change.is === 'down') return [phrase`${name} went down from ${unit(change.before)} to ${unit(change.lately)}`];
  return [];
}

function labelsOf(weeks: readonly EffortWeek[]): Phrase[] {
  return weeks.map(({ week }) => shortDate(week));
}

function inHundred(share: number): number {
  return Math.round(share * 100);
}
