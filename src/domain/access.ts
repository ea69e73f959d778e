import type { Member } from './member.ts';
import type { TeamMember } from './team.ts';

/** What not everybody may do. */
export type Action = 'set-up-workspace' | 'keep-decks' | 'lead-team' | 'set-up-team' | 'rule-dispute';

/**
 * The one table of who may do what: admins run the workspace, authors and admins say which decks are asked and what answers count, leads run their own team and no
 * other, and rule on what its people dispute. `team` are the people of the team at hand; one without a lead, new or left behind, is set up by whoever asks to.
 */
export function may(action: Action, member: Member, team: readonly TeamMember[] = []): boolean {
  const leads = team.filter((each) => each.role === 'lead');
  switch (action) {
    case 'set-up-workspace':
      return member.admin;
    case 'keep-decks':
      return member.author || member.admin;
    case 'lead-team':
      return leads.some((lead) => lead.member === member.id);
    case 'rule-dispute':
      return member.author || member.admin || leads.some((lead) => lead.member === member.id);
    case 'set-up-team':
      return leads.length === 0 || leads.some((lead) => lead.member === member.id);
  }
}

/** Who looks after the workspace when its last admin goes: an author, else somebody who leads a team, else whoever is left. */
export function heirOf(others: readonly Member[], leads: readonly string[]): Member | undefined {
  const here = others.filter((member) => member.status !== 'left');
  return here.find((member) => member.author) ?? here.find((member) => leads.includes(member.id)) ?? here[0] ?? others[0];
}
