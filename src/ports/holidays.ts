/** Public holidays by country, or country and region: `DE`, `DE-BY`. */
export interface Holidays {
  isKnown(region: string): boolean;
  isHoliday(region: string, day: Temporal.PlainDate): boolean;
}
