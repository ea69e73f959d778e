import type { Member } from './member.ts';
import type { TeamMember } from './team.ts';

/** What not everybody may do. */
export type Action = 'set-up-workspace' | 'lead-team';

/** The one table of who may do what: admins run the workspace, leads their own team. `role` is the member's role in the team at hand. */
export function may(action: Action, member: Member, role?: TeamMember['role']): boolean {
  switch (action) {
    case 'set-up-workspace':
      return member.admin;
    case 'lead-team':
      return role === 'lead';
  }
}
