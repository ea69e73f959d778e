import type { Inbound, PlatformName } from '../events.ts';
import type { AlarmKind } from './alarms.ts';
import type { NotDelivered } from './platform.ts';

/** Logs carry ids and reasons, never what people wrote, their names or a token. */
export interface Log {
  info(ids: object, message: string): void;
  warn(ids: object, message: string): void;
  error(ids: object, message: string): void;
}

/** Counts for those who operate Cairn. Labels are few and fixed: never an id, a name or what somebody wrote. */
export interface Meter {
  /** An event was taken, had been taken before (`again`), or could not be. */
  event(platform: PlatformName, kind: Inbound['what']['type'], outcome: 'taken' | 'again' | 'failed', ms: number): void;
  /** A letter was handed to its platform; `repeated` where that had failed before, or nobody knows whether it had. */
  delivery(platform: PlatformName, outcome: 'sent' | NotDelivered['reason'], repeated: boolean, ms: number): void;
  alarm(kind: AlarmKind, outcome: 'rung' | 'failed'): void;
}
