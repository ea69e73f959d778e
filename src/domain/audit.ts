import { z } from 'zod';

/** What the audit trail keeps: what touches somebody's figures, rights or data. */
export const AUDITED = [
  'self-mark',
  'buddy-mark',
  'settings-workspace',
  'settings-team',
  'role-granted',
  'role-taken',
  'team-opened',
  'summary-posted',
  'report-opened',
  'mentor-named',
  'mentor-ended',
  'mentor-report-opened',
  'team-viewed',
  'evidence-opened',
  'misconception-resolved',
  'thresholds-changed',
  'family-turned-off',
  'family-turned-on',
  'rollout-started',
  'rollout-stopped',
  'deck-retired',
  'deck-restored',
  'ruled',
  'export-linked',
  'exported',
  'erased',
  'letter-resent',
  'experiment-planned',
  'experiment-started',
  'experiment-stopped',
] as const;
export type Audited = (typeof AUDITED)[number];

/** Who did it: a member, or somebody at Cairn's command line. An erased member is `member:erased`. */
export const actorSchema = z.union([z.literal('operator'), z.templateLiteral(['member:', z.string()])]);
export type Actor = z.infer<typeof actorSchema>;

/** On whom or what. */
export const subjectSchema = z.union([
  z.literal('workspace'),
  z.templateLiteral([z.enum(['member', 'team', 'deck', 'letter']), ':', z.string()]),
]);
export type Subject = z.infer<typeof subjectSchema>;

/** One line of the audit trail: ids only, never what anybody wrote. `detail` names no member. */
export type AuditEntry = {
  id: string;
  at: Temporal.Instant;
  actor: Actor;
  action: Audited;
  subject: Subject;
  detail: Readonly<Record<string, string>>;
};

/** What stands in the trail in the place of who was erased. */
export const ERASED = 'erased';
