import { type CheckIn, type CheckInEntry, SMALLEST_GROUP, shareOf, themesOf, type WeeksRecall } from '../domain/check-in.ts';
import type { Member } from '../domain/member.ts';
import type { Team } from '../domain/team.ts';
import { joined, type Markdown, md, plain } from '../markdown.ts';
import type { Block, Input, Outbound } from '../outbound.ts';
import { button, buttons, message, note, text } from './words.ts';

const OUTCOME_OPTIONS = [
  { value: 'done', label: 'Done' },
  { value: 'partly', label: 'Partly' },
  { value: 'dropped', label: 'Dropped' },
];

const NAMED = [{ value: 'yes', label: 'My success may be told with my name' }];

/** The week in four lines, with what was planned the week before. */
export function checkInForm(
  team: Team,
  checkIn: CheckIn,
  about: { entry?: CheckInEntry | undefined; planned?: string | undefined },
): Outbound {
  const { entry, planned } = about;
  const line = (id: 'did' | 'hurdles' | 'success' | 'next', label: string): Input => ({
    as: 'lines',
    id,
    label,
    optional: true,
    ...(entry?.[id] && { value: entry[id] }),
  });
  const outcome: Input = {
    as: 'one-of',
    id: 'last-next',
    label: 'That is',
    options: OUTCOME_OPTIONS,
    optional: true,
    ...(entry?.lastNext && { value: entry.lastNext }),
  };
  const inputs: Input[] = [
    ...(planned ? [outcome] : []),
    line('did', 'I did'),
    line('hurdles', 'A hurdle'),
    line('success', 'A success'),
    line('next', 'Next'),
    { as: 'some-of', id: 'named', label: 'In the summary', options: NAMED, optional: true, value: entry?.named ? ['yes'] : [] },
  ];
  return message([
    text(
      planned
        ? md`Your week in four lines, for **${team.name}**. Last week you planned: ${planned}`
        : md`Your week in four lines, for **${team.name}**.`,
    ),
    ...inputs.map((input) => ({ type: 'input', input }) as const),
    buttons(
      button('send', 'Send', { type: 'submit-check-in', checkIn: checkIn.id }, { primary: true }),
      button('skip', 'Not this week', { type: 'skip-check-in', checkIn: checkIn.id }),
    ),
    note(
      md`The channel reads successes, and single words on which ${SMALLEST_GROUP} or more of you agree. The rest stays between us.`,
    ),
  ]);
}

export function checkInSaved(team: Team): Outbound {
  return message([
    text(md`Thank you, that is in for ${team.name}.`),
    buttons(button('change', 'Change it', { type: 'open-check-in', team: team.id })),
  ]);
}

/** What a team's week looked like: one message, readable in half a minute. */
export type Week = {
  team: Team;
  checkIn: CheckIn;
  entries: readonly CheckInEntry[];
  members: readonly Member[];
  recall: WeeksRecall;
};

export function summary(week: Week): Outbound {
  const { team, checkIn, entries, members } = week;
  const number = checkIn.week.weekOfYear ?? 0;
  const blocks: Block[] = [
    text(md`**${team.name}, week ${number}** · ${entries.length} of ${members.length} took part`),
    text(md`Remembered a day or more later: ${recallLine(week.recall)}`),
  ];
  const themes = themesOf(entries);
  if (themes.length > 0)
    blocks.push(text(md`On the mind of several: ${themes.map((theme) => `${theme.word} (${theme.people})`).join(', ')}.`));
  const successes = successLines(week);
  if (successes.length > 0) blocks.push(text(md`Successes:`), text(joined(successes, '\n')));
  const planned = plans(entries);
  if (planned) blocks.push(text(md`${planned}`));
  if (entries.length < members.length) blocks.push(note(md`Late is fine: say check-in to me, and this message follows.`));
  return message(blocks, blocks.flatMap((block) => (block.type === 'text' ? [plain(block.text)] : [])).join('\n'));
}

function recallLine({ thisWeek, lastWeek }: Week['recall']): string {
  const now = shareOf(thisWeek);
  const before = shareOf(lastWeek);
  if (now === undefined) {
    return thisWeek.answers === 0
      ? 'no answers yet this week.'
      : `too few people answered to show a figure (it needs ${SMALLEST_GROUP}).`;
  }
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const counted = `${percent(now)} (${thisWeek.recalled} of ${thisWeek.answers} answers)`;
  return before === undefined
    ? `${counted}; no figure for last week.`
    : `${counted}, last week ${percent(before)} (${lastWeek.recalled} of ${lastWeek.answers}).`;
}

function successLines({ entries, members }: Week): Markdown[] {
  const names = new Map(members.map((member) => [member.id, member.name]));
  return entries
    .filter((entry) => entry.success !== '')
    .map((entry) =>
      entry.named && names.has(entry.member) ? md`- ${names.get(entry.member) ?? ''}: ${entry.success}` : md`- ${entry.success}`,
    );
}

function plans(entries: readonly CheckInEntry[]): string | undefined {
  const told = entries.filter((entry) => entry.lastNext);
  if (told.length < SMALLEST_GROUP) return undefined;
  const done = told.filter((entry) => entry.lastNext === 'done').length;
  return `Plans of last week: ${done} of ${told.length} done.`;
}
