import { convert, type Unit as Measured } from 'convert';

/** A unit of a dimension: `value * factor + offset` in the dimension's base. Units of different dimensions are never compared. */
export type Unit = { dimension: string; factor: number; offset: number };

/** What is measured, by the base of each dimension: the unit's name in the library that converts it, and how people write it. */
const MEASURED: { readonly [base in Measured]?: readonly (readonly [unit: Measured, spellings: string])[] } = {
  seconds: [
    ['milliseconds', 'ms msec millisecond millisekunde'],
    ['seconds', 's sec second sekunde sek'],
    ['minutes', 'm min minute'],
    ['hours', 'h hr hour stunde std'],
    ['days', 'd day tag'],
    ['weeks', 'w wk week woche'],
  ],
  meters: [
    ['millimeters', 'mm millimetre millimeter'],
    ['centimeters', 'cm centimetre centimeter zentimeter'],
    ['meters', 'm metre meter'],
    ['kilometers', 'km kilometre kilometer'],
    ['inches', 'inch zoll'],
    ['feet', 'ft foot feet'],
    ['yards', 'yd yard'],
    ['miles', 'mi mile meile'],
  ],
  kilograms: [
    ['milligrams', 'mg milligram milligramm'],
    ['grams', 'g gram gramm'],
    ['kilograms', 'kg kilo kilogram kilogramm'],
    ['metric tons', 't tonne ton'],
    ['pounds', 'lb pound pfund'],
    ['ounces', 'oz ounce unze'],
  ],
  liters: [
    ['milliliters', 'ml millilitre milliliter'],
    ['centiliters', 'cl centilitre centiliter zentiliter'],
    ['deciliters', 'dl decilitre deciliter deziliter'],
    ['liters', 'l litre liter'],
  ],
  bytes: [
    ['bits', 'bit'],
    ['bytes', 'b byte'],
    ['kilobytes', 'k kb kilobyte'],
    ['megabytes', 'm mb megabyte'],
    ['gigabytes', 'g gb gigabyte'],
    ['terabytes', 't tb terabyte'],
    ['petabytes', 'pb petabyte'],
    // Many say gigabyte and mean 1024 megabytes.
    ['kibibytes', 'k kb kib kilobyte kibibyte'],
    ['mebibytes', 'm mb mib megabyte mebibyte'],
    ['gibibytes', 'g gb gib gigabyte gibibyte'],
    ['tebibytes', 't tb tib terabyte tebibyte'],
    ['pebibytes', 'pb pib petabyte pebibyte'],
  ],
  hertz: [
    ['hertz', 'hz hertz'],
    ['kilohertz', 'khz kilohertz'],
    ['megahertz', 'mhz megahertz'],
    ['gigahertz', 'ghz gigahertz'],
  ],
  watts: [
    ['watts', 'w watt'],
    ['kilowatts', 'kw kilowatt'],
    ['megawatts', 'megawatt'],
  ],
  joules: [
    ['joules', 'joule'],
    ['kilojoules', 'kj kilojoule'],
    ['watt-hour', 'wh wattstunde'],
    ['kilowatt-hour', 'kwh kilowattstunde'],
  ],
  pascals: [
    ['pascals', 'pascal'],
    ['hectopascals', 'hpa hektopascal hectopascal'],
    ['kilopascals', 'kpa kilopascal'],
    ['bar', 'bar'],
    ['pounds per square inch', 'psi'],
  ],
  celsius: [
    ['celsius', 'c celsius'],
    ['fahrenheit', 'f fahrenheit'],
    ['kelvin', 'kelvin'],
  ],
};

/** What is agreed on and not measured, or what one word for it stands for. A month is no number of days, a currency no part of another. */
const AGREED: readonly (readonly [dimension: string, factor: number, spellings: string])[] = [
  ['working time', 1, 'workday werktag arbeitstag'],
  ['calendar', 1, 'm mo month monat'],
  ['calendar', 3, 'quarter quartal'],
  ['calendar', 12, 'y yr year jahr'],
  ['calendar', 120, 'decade jahrzehnt'],
  ['calendar', 1200, 'century centurie jahrhundert'],
  ['voltage', 1, 'v volt'],
  ['share', 0.01, '% percent pct prozent'],
  ['euro', 1, '€ eur euro'],
  ['euro', 0.01, 'cent ct'],
  ['dollar', 1, '$ usd dollar buck'],
  ['dollar', 0.01, 'cent ct'],
  ['sterling', 1, '£ gbp pound pfund'],
  ['sterling', 0.01, 'p penny pence'],
  ['franc', 1, 'chf franken franc'],
];

const BY_SPELLING = new Map<string, Unit[]>();

function know(spellings: string, unit: Unit): void {
  for (const spelling of spellings.split(' ')) BY_SPELLING.set(spelling, [...(BY_SPELLING.get(spelling) ?? []), unit]);
}

for (const [dimension, factor, spellings] of AGREED) know(spellings, { dimension, factor, offset: 0 });
for (const [base, units] of Object.entries(MEASURED)) {
  for (const [unit, spellings] of units) {
    // Which units go together is the table's to say; the types of the library know it only of literals.
    const inBase = (value: number) => convert(value, unit).to(base as never) as unknown as number;
    const offset = inBase(0);
    // Over a long way, so that little is lost of the factor when the offset is taken away.
    know(spellings, { dimension: base, factor: offset === 0 ? inBase(1) : (inBase(1e6) - offset) / 1e6, offset });
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
