import type { Member } from '../../domain/member.ts';
import { newSeeker, PARTS_OF_DAY, type Seeker } from '../../domain/partners/partner.ts';
import { dayAt, nextWeekly, weekOf } from '../../domain/rhythm.ts';
import type { IntentOf } from '../../intents.ts';
import type { Letter } from '../../letter.ts';
import { md } from '../../markdown.ts';
import { EVERY_WEEKS, LANGUAGES, partnersForm, partnersSaved } from '../../views/partners.ts';
import { sentence } from '../../views/words.ts';
import { inPrivate } from '../member/privacy.ts';
import { teamsOf } from '../team/team.ts';
import { replace, type Turn, tell, type Visit } from '../turn.ts';
import { withdrawFrom } from './proposal.ts';

// Before most people's day begins; each is told within their own hours.
const MATCHING = { days: [1], time: Temporal.PlainTime.from('06:00') };

/** `partners`: the form, in private, to say how somebody wants to be matched, or that they do not. */
export async function openPartners(visit: Visit): Promise<void> {
  const { member, records } = visit;
  await inPrivate(visit);
  const seeker = await records.seekers.get(member.id);
  const avoided = await avoidedBy(visit, member.id);
  const people = await mayAvoid(visit, avoided);
  // It may name people: erasing finds it by its input.
  await tell(visit, member.id, partnersForm({ people, seeker, avoided }));
}

/** Whom the form offers: team-mates, and those of the whole workspace who are avoided already. */
async function mayAvoid(visit: Visit, avoided: readonly string[]): Promise<Member[]> {
  const { member, records } = visit;
  const ids = new Set(avoided);
  for (const team of await teamsOf(visit, member.id))
    for (const each of await records.teams.members(team.id)) ids.add(each.member);
  return (await records.members.all([...ids])).filter((each) => each.id !== member.id && each.status !== 'left');
}

export async function submitPartners(visit: Visit): Promise<void> {
  const { member, records, values, now } = visit;
  const picked = (field: string) => [values[field] ?? []].flat().filter(Boolean);
  const known = await records.seekers.get(member.id);
  if (!known) await beginMatching(visit);
  const seeker: Seeker = {
    ...(known ?? newSeeker(member.id, now)),
    days: [1, 2, 3, 4, 5, 6, 7].filter((day) => picked('days').includes(String(day))),
    parts: PARTS_OF_DAY.filter((part) => picked('parts').includes(part)),
    languages: LANGUAGES.filter((language) => picked('languages').includes(language)),
    everyWeeks: EVERY_WEEKS.find((weeks) => picked('every').includes(String(weeks))) ?? 1,
    tellsTopics: picked('tells').includes('yes'),
    paused: known?.paused ?? false,
  };
  await records.seekers.save(seeker);
  await avoidPicked(visit, picked('avoid'));
  await replace(visit, partnersSaved(seeker));
}

async function avoidPicked(visit: Visit, picked: readonly string[]): Promise<void> {
  const { member, records } = visit;
  // A form that is forged may name anybody: who is not here is nobody.
  const others = (await records.members.all(picked)).map(({ id }) => id).filter((id) => id !== member.id);
  const offered = offeredIn(visit.pressed);
  const kept = (await avoidedBy(visit, member.id)).filter((id) => !offered.has(id));
  const avoided = [...kept, ...others];
  await records.avoidances.choose(member.id, avoided);
  await withdrawFrom(visit, member.id, avoided);
}

// Whom the form did not offer nobody has taken out of it: they may have been avoided since.
function offeredIn(form: Letter | undefined): Set<string> {
  const inputs = (form?.outbound.blocks ?? []).flatMap((block) => (block.type === 'input' ? [block.input] : []));
  return new Set(inputs.flatMap((input) => (input.as === 'people' ? input.options.map(({ value }) => value) : [])));
}

// The first who wants a partner starts the weekly matching, which goes on by itself.
async function beginMatching(turn: Turn): Promise<void> {
  if (!(await turn.records.seekers.any())) await setMatching(turn);
}

export async function setMatching(turn: Turn): Promise<void> {
  const at = nextWeekly(turn.now, { ...MATCHING, zone: turn.workspace.zone }, () => false);
  await turn.records.alarms.set('matching', 'week', at);
}

/** `pause partners`: no proposals until `resume partners`. */
export async function pausePartners(visit: Visit, { pause }: IntentOf<'pause-partners'>): Promise<void> {
  const { member, records } = visit;
  const seeker = await records.seekers.get(member.id);
  if (!seeker) return notMatched(visit);
  await records.seekers.save({ ...seeker, paused: pause });
  if (pause) await withdrawFrom(visit, member.id);
  await replace(
    visit,
    sentence(pause ? md`No study partners until you say resume partners.` : md`You are matched again from next Monday on.`),
  );
}

/** `leave partners`: no more proposals, and what was chosen is gone; whom somebody avoids stays avoided. */
export async function leavePartners(visit: Visit): Promise<void> {
  const { member, records } = visit;
  if (!(await records.seekers.get(member.id))) return notMatched(visit);
  await records.seekers.remove(member.id);
  await withdrawFrom(visit, member.id);
  await replace(visit, sentence(md`Done: you are not matched any more. Nobody is told why.`));
}

async function notMatched(visit: Visit): Promise<void> {
  await replace(visit, sentence(md`You are not matched with anybody: that is only for who says partners.`));
}

export async function avoidedBy(turn: Turn, member: string): Promise<string[]> {
  return (await turn.records.avoidances.of([member])).map(({ other }) => other);
}

/** The Monday by which the present week is known to the whole workspace. */
export function weekNow({ now, workspace }: Turn): Temporal.PlainDate {
  return weekOf(dayAt(now, workspace.zone));
}
