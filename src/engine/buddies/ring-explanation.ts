import { type Explanation, patience } from '../../domain/buddy.ts';
import { isSilent, type Member } from '../../domain/member.ts';
import { reminder } from '../../views/buddies.ts';
import { isTimeFor } from '../hours.ts';
import { type Turn, tell } from '../turn.ts';
import { alarmOf, deliver, giveBack } from './give-back.ts';
import { settle } from './outcome.ts';

/** The alarm of one: it may be put before its buddy now, they are reminded once, it goes back, or its explainer hears what came of it. */
export async function ringExplanation(turn: Turn, subject: string): Promise<void> {
  const { records, now, isHoliday } = turn;
  const [explainer = '', attempt = ''] = subject.split(' ');
  const member = await records.members.lock(explainer);
  if (!member) return;
  const explanation = await records.explanations.get(attempt);
  if (explanation?.state === 'waiting') return deliver(turn, explanation);
  if (explanation?.state === 'rated' || explanation?.state === 'returned') return settle(turn, member, explanation);
  const [reader] = explanation ? await records.members.all([explanation.buddy]) : [];
  if (explanation?.state !== 'sent' || !explanation.sentAt) return;
  const returnAt = reader && patience(explanation.sentAt, reader, isHoliday).returnAt;
  if (!reader || !returnAt || Temporal.Instant.compare(now, returnAt) >= 0) return giveBack(turn, explanation);
  if (!explanation.reminded && !isSilent(reader) && !(await isTimeFor(turn, reader, { kind: 'explanation', subject }))) return;
  await remind(turn, explanation, reader);
  await records.alarms.set('explanation', alarmOf(explanation), returnAt);
}

async function remind(turn: Turn, explanation: Explanation, reader: Member): Promise<void> {
  const { explainer: id, buddy, attempt } = explanation;
  const [explainer] = await turn.records.members.all([id]);
  if (!explainer || explanation.reminded || isSilent(reader)) return;
  await tell(turn, buddy, reminder(explainer, attempt), { purpose: `buddy:${id}:${buddy}:${attempt}:reminder` });
  await turn.records.explanations.save({ ...explanation, reminded: true });
}
