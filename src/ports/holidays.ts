/** Public holidays by country, state and region: `DE`, `DE-BY`, `DE-BY-A`. */
export interface Holidays {
  isKnown(region: string): boolean;
  isHoliday(region: string, day: Temporal.PlainDate): boolean;
}
