import type { WorkspaceId } from '../events.ts';
import type { FamilyChange } from './achievements/overlay.ts';
import type { Language } from './language.ts';
import type { Tuning } from './schedule.ts';

export type Workspace = {
  id: WorkspaceId;
  /** Used for members whose platform does not tell theirs. */
  zone: string;
  /** That of its channels, and of members of whom no other is known. */
  language: Language;
  /** The deck that newcomers learn; where none is chosen, the first there is. */
  defaultDeck?: string;
  /** Whose public holidays are free: a country, or a country and region, as `date-holidays` names them: `DE`, `DE-BY`. */
  holidays?: string;
  /** What its reviews prove of memory. */
  tuning?: Tuning;
  /** What it wants of families of achievements otherwise than their files say, the oldest change first. */
  families: readonly FamilyChange[];
  /** What its probes are drawn from. */
  probeSalt?: string;
  /** Why nothing reaches it, as when the app was removed; until the next sign of life. */
  unreachable?: string;
};
