import type { WorkspaceId } from '../events.ts';

/** Something that is to happen at a time. */
export type Alarm = { kind: AlarmKind; subject: string; at: Temporal.Instant };

export type DueAlarm = Alarm & { workspace: WorkspaceId };

/** What is due at the same moment happens in this order. */
export const ALARM_KINDS = [
  'trip',
  'session',
  'snooze',
  'check-in',
  'check-in-form',
  'check-in-reminder',
  'help',
  'summary',
  'channel-question',
  'channel-count',
  'reveal',
  'sprint',
  'pledge',
  'rollout',
  'forget',
  'disputes',
  'offered',
  'hard-item',
  'mark',
  'buddy',
  'explanation',
  'written',
  'matching',
  'proposal',
  'meeting',
  'probe',
  'dashboard',
  'notice',
  'cue-calendar',
  'cue-secret',
] as const;

export type AlarmKind = (typeof ALARM_KINDS)[number];

export interface Alarms {
  /** Sets the alarm of a subject, in place of an earlier one; without a time, takes it away. */
  set(kind: AlarmKind, subject: string, at: Temporal.Instant | undefined): Promise<void>;
  /** Takes a due alarm; false where another process has it. */
  take(alarm: Alarm): Promise<boolean>;
}
