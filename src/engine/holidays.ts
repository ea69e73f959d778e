import { type IsHoliday, NO_HOLIDAYS } from '../domain/rhythm.ts';
import type { Workspace } from '../domain/workspace.ts';
import type { Holidays } from '../ports/holidays.ts';

/** Which days are free in a workspace, and for who has chosen a region of their own. */
export function holidaysOf(workspace: Workspace, holidays: Holidays): IsHoliday {
  return (day, region = workspace.holidays) => region !== undefined && region !== NO_HOLIDAYS && holidays.isHoliday(region, day);
}
