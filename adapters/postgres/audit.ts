import { type Selectable, sql } from 'kysely';
import { z } from 'zod';
import { AUDITED, type AuditEntry, actorSchema, subjectSchema } from '../../src/domain/audit.ts';
import type { Audit } from '../../src/ports/privacy.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

const actionSchema = z.enum(AUDITED);
const detailSchema = z.record(z.string(), z.string());

export function readAudit(row: Selectable<Tables['audit']>): AuditEntry {
  return {
    id: row.audit_id,
    at: row.at,
    actor: actorSchema.parse(row.actor),
    action: actionSchema.parse(row.action),
    subject: subjectSchema.parse(row.subject),
    detail: detailSchema.parse(row.detail),
  };
}

export function audit({ trx, workspace }: Scope): Audit {
  const rows = () => trx.selectFrom('audit').selectAll().where('workspace_id', '=', workspace);
  return {
    async add({ id, at, actor, action, subject, detail }) {
      await trx
        .insertInto('audit')
        .values({
          workspace_id: workspace,
          audit_id: id,
          at: at.toString(),
          actor,
          action,
          subject,
          detail: JSON.stringify(detail),
        })
        .execute();
    },

    async about(subjects, limit) {
      const found = rows().where('subject', 'in', [...subjects, '']);
      return (await found.orderBy('at', 'desc').orderBy('audit_id', 'desc').limit(limit).execute()).map(readAudit);
    },

    async since(at) {
      const found = rows().where('at', '>=', sql<Temporal.Instant>`${at.toString()}`);
      return (await found.orderBy('at').orderBy('audit_id').execute()).map(readAudit);
    },
  };
}
