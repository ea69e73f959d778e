import { may } from '../../domain/access.ts';
import { isHard } from '../../domain/hard-item.ts';
import { isSilent } from '../../domain/member.ts';
import { dayAt, nextSessionAt } from '../../domain/rhythm.ts';
import { hardItem } from '../../views/rest.ts';
import { isTimeFor } from '../hours.ts';
import { type Turn, tell } from '../turn.ts';

// Who is away may be back in a week.
const AWAY_HOURS = 7 * 24;

type Version = { deck: string; item: string; version: number };

/** After a learner has lost an item: where most have, those who keep its deck hear of it, once. */
export async function noticeHard(turn: Turn, { deck, item, version }: Version): Promise<void> {
  const { courses, members, alarms } = turn.records;
  if (!isHard(await courses.firstReviews({ deck, item, version }))) return;
  if (!(await courses.findHard({ deck, item, version }, turn.now))) return;
  for (const each of await members.all()) {
    if (may('keep-decks', each)) await alarms.set('hard-item', [each.id, deck, item, version].join(' '), turn.now);
  }
}

/** The alarm of an item that most have lost: one message a day, at a time at which its reader may be asked. */
export async function ringHardItem(turn: Turn, subject: string): Promise<void> {
  const [id = '', deck = '', item = '', version = ''] = subject.split(' ');
  const which = { deck, item, version: Number(version) };
  const member = await turn.records.members.lock(id);
  const asked = await turn.records.decks.version(which);
  const day = member && dayAt(turn.now, member.zone);
  if (!member || !day || !asked || !may('keep-decks', member) || member.status === 'left') return;
  if (isSilent(member)) return turn.records.alarms.set('hard-item', subject, turn.now.add({ hours: AWAY_HOURS }));
  const figures = await turn.records.courses.firstReviews(which);
  if (!(await isTimeFor(turn, member, { kind: 'hard-item', subject }))) return;
  if (await tell(turn, id, hardItem(asked.item, figures), { purpose: `hard-item:${id}:${day}` })) return;
  await turn.records.alarms.set('hard-item', subject, nextSessionAt(turn.now, member, turn.isHoliday, day.add({ days: 1 })));
}
