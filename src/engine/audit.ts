import type { Audited, Subject } from '../domain/audit.ts';
import type { Visit } from './turn.ts';

/** Keeps in the audit trail what the person of a visit did. `detail` holds ids, and names no member. */
export async function witness(
  visit: Visit,
  action: Audited,
  subject: Subject,
  detail: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { newId, now: at, member, records } = visit;
  await records.audit.add({ id: newId(), at, actor: `member:${member.id}`, action, subject, detail });
}
