import type { Hour } from '../domain/goals/best-hours.ts';
import { TARGETS, type Tweak, type Week } from '../domain/goals/week.ts';
import { type Markdown, md, plainly } from '../markdown.ts';
import type { Block, Button, Fact, Outbound } from '../outbound.ts';
import { LOCALES, type Phrase, percent, phrase, phraseOf } from '../phrase.ts';
import { type About, proposalFor, why } from './goals.ts';
import { button, buttons, count, dayAndMonth, listed, message, text } from './words.ts';

/** The week's figures, each beside its target and with what it is of. */
export function weekFacts(week: Week): Fact[] {
  const { planned, reached, minutes, timed, reviews, recalled, recalledBefore } = week;
  const share = (n: number, of: number) => phrase`${n} of ${of} (${percent(n / of)})`;
  const growth = change((recalled - recalledBefore) / Math.max(1, recalledBefore));
  const [least, most] = TARGETS.minutes;
  return [
    {
      label: phrase`Goals reached in time`,
      value:
        planned > 0
          ? phrase`${share(reached, planned)}, target ${percent(0.8)}`
          : phrase`None was due yet, target ${percent(0.8)}`,
    },
    {
      label: phrase`Minutes a goal`,
      value:
        timed > 0
          ? phrase`about ${Math.max(1, Math.round(minutes / timed))} (${count(timed, 'goal')}), target ${least} to ${most}`
          : phrase`No answers yet, target ${least} to ${most}`,
    },
    {
      label: phrase`Recalled a day or more later`,
      value:
        reviews > 0 ? phrase`${share(recalled, reviews)}, target ${percent(0.85)}` : phrase`Nothing yet, target ${percent(0.85)}`,
    },
    {
      label: phrase`Beside last week`,
      value:
        recalledBefore > 0
          ? phrase`${recalled} recalled, ${recalledBefore} the week before (${growth}), target ${change(0.1)}`
          : phrase`${recalled} recalled; there is no week before to compare`,
    },
  ];
}

// More or less, in hundreds.
function change(share: number): Phrase {
  return phraseOf((language) =>
    new Intl.NumberFormat(LOCALES[language], { style: 'percent', signDisplay: 'always' }).format(share),
  );
}

function hoursFact(hours: readonly Hour[]): Fact[] {
  if (hours.length === 0) return [];
  const value = hours.map(({ hour, right, answers }) => phrase`${hour}:00 to ${hour + 1}:00, ${right} of ${answers} right`);
  return [{ label: phrase`Your best hours`, value: listed(value, '; ') }];
}

/** `goal review`: the week in figures and the one thing to change. */
export function review(week: Week, about: About & { tweak: Tweak; hours: readonly Hour[]; sessionHour: number }): Outbound {
  const facts = [...weekFacts(week), ...hoursFact(about.hours)];
  const { lead, row } = proposed(about);
  const spoken = listed(
    [phrase`Your week.`, ...facts.map(({ label, value }) => phrase`${label}: ${value}`), plainly(lead)],
    '\n',
  );
  const blocks: Block[] = [text(md`**Your week**, since ${dayAndMonth(week.monday)}`), { type: 'facts', facts }, text(lead)];
  return message([...blocks, ...(row.length > 0 ? [buttons(...row)] : [])], spoken);
}

function proposed(about: Parameters<typeof review>[1]): { lead: Markdown; row: Button[] } {
  const { tweak, hours, sessionHour } = about;
  if ('goal' in tweak) {
    const measured = about.measured.find(({ goal }) => goal.id === tweak.goal.id);
    return measured
      ? { lead: why(measured, about), row: proposalFor(measured, about.today) }
      : { lead: md`Say goals for what is under way.`, row: [] };
  }
  if (tweak.change === 'fewer-minutes')
    return { lead: md`Your goals take longer than 20 minutes: set the next one smaller.`, row: newGoal() };
  const [best] = hours;
  if (best && best.hour !== sessionHour)
    return {
      lead: md`You answer best after ${best.hour}:00 (${best.right} of ${best.answers} right): shall I ask you then?`,
      row: [
        button('time', phrase`Ask me at ${best.hour}:00`, { type: 'change-setting', setting: 'time', value: `${best.hour}:00` }),
      ],
    };
  return { lead: md`Nothing needs changing. What is next?`, row: newGoal() };
}

function newGoal(): Button[] {
  return [button('new', phrase`New goal`, { type: 'open-goal-form' }, { primary: true })];
}
