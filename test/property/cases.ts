import fc from 'fast-check';

/** How many cases a property is tried with: few beside the other tests, `PROPERTY_CASES` in all in the long version. */
export function cases(share: { few: number; of100: number }): { numRuns: number; seed: number } {
  const all = Number(process.env['PROPERTY_CASES'] ?? 0);
  const seed = Number(process.env['PROPERTY_SEED'] ?? 20_261_123);
  return { numRuns: all > 0 ? Math.ceil((all * share.of100) / 100) : share.few, seed };
}

const MARKS = [
  ...[
    '<!channel>',
    '<!here>',
    '<@U1>',
    '<#C1|support>',
    '<!subteam^S1|@all>',
    '<https://evil.example|bank>',
    '&lt;!channel&gt;',
    '&amp;',
  ],
  ...['@everyone', '@channel', '<at>Ana</at>', '<at id="0">Ana</at>', '[x](javascript:alert(1))', '[x](https://evil.example)'],
  ...['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '![x](https://evil.example/p.png)', '<https://evil.example>'],
  ...[
    '*',
    '_',
    '~',
    '`',
    '```',
    '**',
    '> ',
    '# ',
    '- ',
    '1. ',
    '\\',
    '|',
    '{{DATE()}}',
    '$&',
    '&nbsp;',
    '\n',
    '\n\n',
    '\r\n',
    '\t',
    '   ',
  ],
  ...[
    '\0',
    '\u0007',
    '\u001b[31m',
    '\u202e',
    '\u2066',
    '\u200f',
    '\u2028',
    '\ufeff',
    '\ud800',
    '\udc00',
    'e\u0301',
    '👩‍👩‍👧',
    'ß',
    'İ',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'quiz',
    'stop',
    'settings time 99:99',
    'pause until 9999-12-31',
    'team',
    'settings days 7-1',
  ],
];

// The engine keeps no more of what somebody writes.
const LONGEST = 4_000;

/** Whatever somebody may write. */
export const written: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 14,
    arbitrary: fc.array(fc.oneof(fc.constantFrom(...MARKS), fc.string({ maxLength: 8 })), { maxLength: 12 }).map(joined),
  },
  { weight: 5, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...MARKS), fc.integer({ min: 100, max: 5_000 }))
      .map(([mark, n]) => mark.repeat(n).slice(0, LONGEST)),
  },
);

function joined(parts: readonly string[]): string {
  return parts.join('');
}

const nested = (depth: number): unknown => JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`);

/** What nobody expects in the place of a value. */
const unexpected: fc.Arbitrary<unknown> = fc.oneof(
  written,
  fc.constantFrom(null, true, false, 0, -1, 1e308, 2 ** 53, '', [], {}, [[]], 'x'.repeat(30_000)),
  fc.constant(JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":1},"toString":1}')),
  fc.integer({ min: 1, max: 90 }).map(nested),
  fc.integer({ min: 1, max: 3_000 }).map((many) => Array.from({ length: many }, (_, i) => ({ value: String(i) }))),
  fc.jsonValue({ maxDepth: 3 }),
);

export type Change = { at: number; how: 'replace' | 'remove' | 'wrap' | 'add'; by: unknown };

export const changes: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.record({ at: fc.nat(10_000), how: fc.constantFrom('replace', 'replace', 'remove', 'wrap', 'add'), by: unexpected }),
  { maxLength: 3 },
);

type Place = { holder: Record<string, unknown>; key: string };

/** A payload with changes anywhere in it. */
export function changed(payload: object, made: readonly Change[]): object {
  const copy: { payload: unknown } = { payload: structuredClone(payload) };
  for (const { at, how, by: given } of made) {
    const by: unknown = structuredClone(given);
    const places = placesIn(copy.payload);
    const place = places[at % Math.max(places.length, 1)];
    if (!place) continue;
    const { holder, key } = place;
    if (how === 'remove') delete holder[key];
    else if (how === 'add') holder[typeof by === 'string' ? by : 'more'] = by;
    else holder[key] = how === 'wrap' ? [holder[key]] : by;
  }
  return Object(copy.payload);
}

function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder: Record<string, unknown> = Object(value);
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesIn(holder[key])]);
}
