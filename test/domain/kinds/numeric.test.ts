import { describe, expect, it } from 'vitest';
import { numeric } from '../../../src/domain/kinds/numeric.ts';
import { verdictOf } from './replies.ts';

type Body = { answer: number | { from: number; to: number }; tolerance?: number; unit?: string; units?: string[] };

function verdict(body: Body, text: string): string {
  return verdictOf(numeric, { kind: 'numeric', tolerance: 0, ...body }, text);
}

const days = { answer: 14, unit: 'days' };
const euros = { answer: 5, unit: '€' };

describe('a number', () => {
  it.each([
    ['14', 'alone'],
    ['14 days', 'with its unit'],
    ['14 day', 'with its unit in the singular'],
    ['14d', 'with its unit in short'],
    ['14 Tage', 'with its unit in German'],
    ['14,0', 'with a decimal comma'],
    ['fourteen', 'in words'],
    ['I think it is 14', 'in a sentence'],
    ['about 14 days, I believe', 'in a doubtful sentence'],
    ['up to 14 days', 'as a limit'],
    ['2 weeks', 'in another unit'],
    ['two weeks', 'in another unit, in words'],
    ['336 hours', 'in a smaller unit'],
    ['14 days (2 weeks)', 'said twice'],
    ['it is 14 in total', 'before a word that might be a unit'],
    ['１４', 'in full-width digits'],
  ])('that is right: %j, %s', (text) => {
    expect(verdict(days, text)).toBe('correct');
  });

  it.each(['13', '-14', '1.4', '140', '15 days', '3 weeks', 'three days', '0'])('that is wrong: %j', (text) => {
    expect(verdict(days, text)).toBe('incorrect');
  });

  it.each(['14 weeks', '14 Wochen', '14 weekz', '14 hours', '14 working days', '14 months', '14 km', '14 %', '$14'])(
    'of another unit: %j is wrong',
    (text) => {
      expect(verdict(days, text)).toBe('incorrect');
    },
  );

  it('of another unit is told which unit is asked for', () => {
    const outcome = numeric.grade(
      { kind: 'numeric', tolerance: 0, ...days },
      { type: 'typed', text: '14 weeks' },
      { seed: '', progress: [] },
    );
    expect(outcome).toMatchObject({ said: '14 weeks', grade: { feedback: 'The answer is asked for in days.' } });
  });

  it.each([
    '',
    '   ',
    'no number',
    'constructor',
    '__proto__',
    '😀',
    'not 14',
    "it isn't 14",
    'more than 14',
    'less than 14 days',
    '> 14',
    '<14',
    '10 or 14',
    '14 or 15',
    '10-14',
    '2026-12-14',
    '1.2.3',
    'IPv14',
    'x'.repeat(40_000),
    '14 '.repeat(13_000),
  ])('that cannot be told is asked for again: %.20j', (text) => {
    expect(verdict(days, text)).toBe('unclear');
  });

  it('picked instead of typed is asked for again', () => {
    const outcome = numeric.grade(
      { kind: 'numeric', tolerance: 0, ...days },
      { type: 'picked', options: ['14'] },
      { seed: '', progress: [] },
    );
    expect(outcome).toEqual({ type: 'unclear', hint: 'I need one number, in days.' });
  });
});

describe('the ways to write a number', () => {
  it.each([
    [1000, '1,000'],
    [1000, '1.000'],
    [1000, '1 000'],
    [1000, '1’000'],
    [1000, '1k'],
    [1000, '1 thousand'],
    [1000, 'a thousand'],
    [1000, '10^3'],
    [1000, '10³'],
    [1000, '1e3'],
    [2_500_000, '2.5 million'],
    [2_500_000, '2,5 Mio.'],
    [2_500_000, '2.5m'],
    [1234.56, '1,234.56'],
    [1234.56, '1.234,56'],
    [5.125, '5,125'],
    [1.5, '1½'],
    [1.5, '1 1/2'],
    [1.5, '3/2'],
    [0.5, '.5'],
    [0.5, '50%'],
    [-3, '-3'],
    [-3, '−3'],
    [-3, 'minus 3'],
    [21, 'twenty-one'],
    [1989, 'in 1989'],
    [443, 'port 443'],
    [443, '443/tcp'],
  ])('%d as %j', (answer, text) => {
    expect(verdict({ answer }, text)).toBe('correct');
  });

  it.each([
    [1000, '1001'],
    [1000, '1,00'],
    [3, '-3'],
    [10_000_000_000, '10000000001'],
    [0.1, '0.10000001'],
  ])('%d is not %j', (answer, text) => {
    expect(verdict({ answer }, text)).toBe('incorrect');
  });
});

describe('units', () => {
  it.each([
    [{ answer: 90, unit: 'minutes' }, '1 hour 30 minutes'],
    [{ answer: 90, unit: 'minutes' }, '1h30'],
    [{ answer: 90, unit: 'minutes' }, '1.5 h'],
    [{ answer: 24, unit: 'hours' }, 'a day'],
    [{ answer: 1, unit: 'year' }, '12 months'],
    [{ answer: 5, unit: 'minutes' }, '5 m'],
    [{ answer: 16, unit: 'GB' }, '16 gigs'],
    [{ answer: 16, unit: 'GB' }, '16g'],
    [{ answer: 1, unit: 'GB' }, '1024 MB'],
    [{ answer: 1, unit: 'GB' }, '1000 MB'],
    [{ answer: 50, unit: '%' }, '50 percent'],
    [{ answer: 50, unit: '%' }, '0.5'],
    [{ answer: 100, unit: 'km/h' }, '100 km/h'],
    [{ answer: 100, unit: 'km/h' }, '100 kmh'],
    [{ answer: 20, unit: '°C' }, '20 degrees'],
    [{ answer: 5, unit: 'working days' }, '5 business days'],
    [{ answer: 5, unit: 'requests per second' }, '5/s'],
    [{ answer: 3, unit: 'approvals', units: ['reviews'] }, '3 reviews'],
    [{ answer: 3 }, '3 of anything'],
    [{ answer: 14 }, '14 days'],
    [{ answer: 20, unit: '°C' }, '68 °F'],
    [{ answer: 0, unit: '°C' }, '32 °F'],
    [{ answer: 212, unit: '°F' }, '100 °C'],
    [{ answer: 0, unit: '°C' }, '273.15 Kelvin'],
    [{ answer: 2, unit: 'kWh' }, '7200 kJ'],
    [{ answer: 1, unit: 'bar' }, '1000 hPa'],
    [{ answer: 5, unit: 'dl' }, '500 ml'],
    [{ answer: 1, unit: 'mile' }, '1.609344 km'],
    [euros, '5€'],
    [euros, '€5'],
    [euros, '5 EUR'],
    [euros, '500 cents'],
  ])('%j: %j is right', (body, text) => {
    expect(verdict(body, text)).toBe('correct');
  });

  it.each([
    [{ answer: 1, unit: 'month' }, '30 days'],
    [{ answer: 30, unit: 'seconds' }, '30 minuts'],
    [{ answer: 30, unit: 'seconds' }, '30 ms'],
    [{ answer: 10, unit: 'm/s' }, '10 km/s'],
    [{ answer: 20, unit: '°C' }, '20 °F'],
    [euros, '$5'],
    [euros, '5 dollars'],
    [euros, '5 cents'],
  ])('%j: %j is wrong', (body, text) => {
    expect(verdict(body, text)).toBe('incorrect');
  });
});

describe('a range', () => {
  const range = { answer: { from: 10, to: 14 }, unit: 'days' };

  it.each([
    ['10', 'correct'],
    ['12 days', 'correct'],
    ['2 weeks', 'correct'],
    ['10 to 14 days', 'correct'],
    ['10-14', 'correct'],
    ['9', 'incorrect'],
    ['15 days', 'incorrect'],
    ['3 weeks', 'incorrect'],
    ['12 weeks', 'incorrect'],
    ['10 to 20 days', 'unclear'],
  ])('from 10 to 14 days: %j is %s', (text, expected) => {
    expect(verdict(range, text)).toBe(expected);
  });

  it('may have room at its ends, and is said whole', () => {
    expect(verdict({ ...range, tolerance: 1 }, '15')).toBe('correct');
    expect(verdict({ ...range, tolerance: 1 }, '16')).toBe('incorrect');
    expect(numeric.model({ kind: 'numeric', tolerance: 1, ...range })).toBe('10 to 14 days (± 1)');
  });

  it('goes upwards', () => {
    const flaw = { path: ['answer', 'to'], message: 'must be more than "from"' };
    expect(numeric.flaws({ kind: 'numeric', tolerance: 0, answer: { from: 14, to: 10 } })).toEqual([flaw]);
    expect(numeric.flaws({ kind: 'numeric', tolerance: 0, ...range })).toEqual([]);
  });
});

describe('the tolerance', () => {
  it.each([
    ['9', 'correct'],
    ['11', 'correct'],
    ['8.9', 'incorrect'],
    ['11.001', 'incorrect'],
    ['one week', 'incorrect'],
    ['1.5 weeks', 'correct'],
  ])('of one day: %j is %s', (text, expected) => {
    expect(verdict({ answer: 10, tolerance: 1, unit: 'days' }, text)).toBe(expected);
  });

  it('holds in spite of how computers add', () => {
    expect(verdict({ answer: 0.3, tolerance: 0.1 }, '0.2')).toBe('correct');
    expect(verdict({ answer: 0.3, tolerance: 0.1 }, '0.4')).toBe('correct');
  });

  it('is said with the right answer', () => {
    expect(numeric.model({ kind: 'numeric', answer: 10, tolerance: 1, unit: 'days' })).toBe('10 days (± 1)');
    expect(numeric.model({ kind: 'numeric', answer: 10, tolerance: 0 })).toBe('10');
  });
});
