import type { Hour } from '../domain/goals/best-hours.ts';
import { TARGETS, type Tweak, type Week } from '../domain/goals/week.ts';
import { dateWords } from '../domain/goals/wording.ts';
import { type Markdown, md, plain } from '../markdown.ts';
import type { Block, Button, Outbound } from '../outbound.ts';
import { type About, proposalFor, why } from './goals.ts';
import { button, buttons, count, message, text } from './words.ts';

/** The week's figures, each beside its target and with what it is of. */
export function weekFacts(week: Week): { label: string; value: string }[] {
  const { planned, reached, minutes, timed, reviews, recalled, recalledBefore } = week;
  const share = (n: number, of: number) => `${n} of ${of} (${Math.round((100 * n) / of)} %)`;
  const growth = Math.round((100 * (recalled - recalledBefore)) / Math.max(1, recalledBefore));
  const [least, most] = TARGETS.minutes;
  return [
    {
      label: 'Goals reached in time',
      value: planned > 0 ? `${share(reached, planned)}, target 80 %` : 'None was due yet, target 80 %',
    },
    {
      label: 'Minutes a goal',
      value:
        timed > 0
          ? `about ${Math.max(1, Math.round(minutes / timed))} (${count(timed, 'goal')}), target ${least} to ${most}`
          : `No answers yet, target ${least} to ${most}`,
    },
    {
      label: 'Recalled a day or more later',
      value: reviews > 0 ? `${share(recalled, reviews)}, target 85 %` : 'Nothing yet, target 85 %',
    },
    {
      label: 'Beside last week',
      value:
        recalledBefore > 0
          ? `${recalled} recalled, ${recalledBefore} the week before (${growth >= 0 ? '+' : ''}${growth} %), target +10 %`
          : `${recalled} recalled; there is no week before to compare`,
    },
  ];
}

function hoursFact(hours: readonly Hour[]): { label: string; value: string }[] {
  if (hours.length === 0) return [];
  const value = hours.map(({ hour, right, answers }) => `${hour}:00 to ${hour + 1}:00, ${right} of ${answers} right`).join('; ');
  return [{ label: 'Your best hours', value }];
}

/** `goal review`: the week in figures and the one thing to change. */
export function review(week: Week, about: About & { tweak: Tweak; hours: readonly Hour[]; sessionHour: number }): Outbound {
  const facts = [...weekFacts(week), ...hoursFact(about.hours)];
  const { lead, row } = proposed(about);
  const spoken = ['Your week.', ...facts.map(({ label, value }) => `${label}: ${value}`), plain(lead)].join('\n');
  const blocks: Block[] = [text(md`**Your week**, since ${dateWords(week.monday)}`), { type: 'facts', facts }, text(lead)];
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
      row: [button('time', `Ask me at ${best.hour}:00`, { type: 'change-setting', setting: 'time', value: `${best.hour}:00` })],
    };
  return { lead: md`Nothing needs changing. What is next?`, row: newGoal() };
}

function newGoal(): Button[] {
  return [button('new', 'New goal', { type: 'open-goal-form' }, { primary: true })];
}
