/** A unit of a dimension, as a multiple of the dimension's base. Units of different dimensions are never compared. */
export type Unit = { dimension: string; factor: number };

const UNITS: readonly [dimension: string, factor: number, spellings: string][] = [
  ['time', 0.001, 'ms msec millisecond millisekunde'],
  ['time', 1, 's sec second sekunde sek'],
  ['time', 60, 'm min minute'],
  ['time', 3600, 'h hr hour stunde std'],
  ['time', 86400, 'd day tag'],
  ['time', 604800, 'w wk week woche'],
  ['working time', 1, 'workday werktag arbeitstag'],
  ['calendar', 1, 'm mo month monat'],
  ['calendar', 3, 'quarter quartal'],
  ['calendar', 12, 'y yr year jahr'],
  ['calendar', 120, 'decade jahrzehnt'],
  ['calendar', 1200, 'century centurie jahrhundert'],
  ['length', 0.001, 'mm millimetre millimeter'],
  ['length', 0.01, 'cm centimetre centimeter zentimeter'],
  ['length', 1, 'm metre meter'],
  ['length', 1000, 'km kilometre kilometer'],
  ['length', 0.0254, 'inch zoll'],
  ['length', 0.3048, 'ft foot feet'],
  ['length', 0.9144, 'yd yard'],
  ['length', 1609.344, 'mi mile meile'],
  ['mass', 0.000001, 'mg milligram milligramm'],
  ['mass', 0.001, 'g gram gramm'],
  ['mass', 1, 'kg kilo kilogram kilogramm'],
  ['mass', 1000, 't tonne ton'],
  ['mass', 0.45359237, 'lb pound pfund'],
  ['mass', 0.028349523125, 'oz ounce unze'],
  ['volume', 0.001, 'ml millilitre milliliter'],
  ['volume', 1, 'l litre liter'],
  ['data', 0.125, 'bit'],
  ['data', 1, 'b byte'],
  ['data', 1e3, 'k kb kilobyte'],
  ['data', 1e6, 'm mb megabyte'],
  ['data', 1e9, 'g gb gigabyte'],
  ['data', 1e12, 't tb terabyte'],
  ['data', 1e15, 'pb petabyte'],
  ['data', 1024, 'k kb kib kilobyte kibibyte'],
  ['data', 1024 ** 2, 'm mb mib megabyte mebibyte'],
  ['data', 1024 ** 3, 'g gb gib gigabyte gibibyte'],
  ['data', 1024 ** 4, 't tb tib terabyte tebibyte'],
  ['data', 1024 ** 5, 'pb pib petabyte pebibyte'],
  ['frequency', 1, 'hz hertz'],
  ['frequency', 1e3, 'khz'],
  ['frequency', 1e6, 'mhz'],
  ['frequency', 1e9, 'ghz'],
  ['power', 1, 'w watt'],
  ['power', 1e3, 'kw kilowatt'],
  ['voltage', 1, 'v volt'],
  ['share', 0.01, '% percent pct prozent'],
  ['euro', 1, '€ eur euro'],
  ['euro', 0.01, 'cent ct'],
  ['dollar', 1, '$ usd dollar buck'],
  ['dollar', 0.01, 'cent ct'],
  ['sterling', 1, '£ gbp pound pfund'],
  ['sterling', 0.01, 'p penny pence'],
  ['franc', 1, 'chf franken franc'],
  ['celsius', 1, 'c celsius'],
  ['fahrenheit', 1, 'f fahrenheit'],
];

const BY_SPELLING = new Map<string, Unit[]>();
for (const [dimension, factor, spellings] of UNITS) {
  for (const spelling of spellings.split(' ')) {
    BY_SPELLING.set(spelling, [...(BY_SPELLING.get(spelling) ?? []), { dimension, factor }]);
  }
}

/** What a word may mean as a unit: several things where the spelling is shared, nothing where it is no unit. */
export function unitsNamed(word: string): readonly Unit[] {
  const exact = BY_SPELLING.get(word);
  if (exact) return exact;
  // English and German plurals; a single letter has none, or "as" would be amperes.
  const ending = ['s', 'n', 'e', 'en', 'es'].find((end) => word.endsWith(end) && BY_SPELLING.has(word.slice(0, -end.length)));
  return ending && word.length - ending.length >= 2 ? (BY_SPELLING.get(word.slice(0, -ending.length)) ?? []) : [];
}

/** Every spelling that is long enough to be mistyped and still be meant. */
export function longUnitNames(): string[] {
  return [...BY_SPELLING.keys()].filter((name) => name.length >= 4);
}

const SCALES = new Map([
  ['hundred', 1e2],
  ['k', 1e3],
  ['thousand', 1e3],
  ['tsd', 1e3],
  ['tausend', 1e3],
  ['m', 1e6],
  ['mn', 1e6],
  ['mio', 1e6],
  ['million', 1e6],
  ['millions', 1e6],
  ['millionen', 1e6],
  ['bn', 1e9],
  ['billion', 1e9],
  ['billions', 1e9],
  ['mrd', 1e9],
  ['milliarde', 1e9],
  ['milliarden', 1e9],
  ['dozen', 12],
  ['dutzend', 12],
]);

export function scaleNamed(word: string): number | undefined {
  return SCALES.get(word);
}
