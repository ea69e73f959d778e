import type { Selectable } from 'kysely';
import { type Certificate, evidenceSchema } from '../../src/domain/path/certificate.ts';
import type { Certificates } from '../../src/ports/certificates.ts';
import { own } from './own-rows.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

function read(row: Selectable<Tables['certificate']>): Certificate {
  return {
    ...{ id: row.certificate_id, member: row.member_id, name: row.holder },
    ...{ path: row.path_id, role: row.role, module: row.module_id, title: row.title, capability: row.capability },
    ...{ issuedAt: row.issued_at, expiresAt: row.expires_at },
    evidence: evidenceSchema.parse(row.evidence),
  };
}

export function certificates({ trx, workspace, only }: Scope): Certificates {
  const rows = () => trx.selectFrom('certificate').selectAll().where('workspace_id', '=', workspace);
  return {
    async of(member) {
      const found = rows().where('member_id', '=', member).orderBy('issued_at', 'desc').orderBy('certificate_id');
      return (await found.execute()).map(read);
    },

    async get(id) {
      const row = await rows().where('certificate_id', '=', id).executeTakeFirst();
      return row && read(row);
    },

    async add({ id, member, name, path, role, module, title, capability, issuedAt, expiresAt, evidence }) {
      own(only, member);
      await trx
        .insertInto('certificate')
        .values({
          ...{ workspace_id: workspace, certificate_id: id, member_id: member, holder: name },
          ...{ path_id: path, role, module_id: module, title, capability },
          ...{ issued_at: issuedAt.toString(), expires_at: expiresAt.toString(), evidence: JSON.stringify(evidence) },
        })
        .execute();
    },
  };
}
