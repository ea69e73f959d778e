import { describe, expect, it } from 'vitest';
import { BadBody, DEEPEST_JSON, isTooDeep, LONGEST_BODY_BYTES, parseJson } from '../../adapters/body-limit.ts';
import { idSchema, nameSchema } from '../../adapters/words.ts';

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('JSON that nests', () => {
  it.each([
    [nested(DEEPEST_JSON), false],
    [nested(DEEPEST_JSON + 1), true],
    ['{"a":'.repeat(DEEPEST_JSON + 1), true],
    [`[${'[],'.repeat(1_000)}{}]`, false],
    [JSON.stringify({ text: '['.repeat(1_000) }), false],
    [JSON.stringify({ text: `"\\"${'{'.repeat(1_000)}` }), false],
    [`{"a":"\\\\","b":${nested(DEEPEST_JSON)}}`, true],
  ])('is told by what is open at once, not by what stands in quotes: %.40s', (json, deep) => {
    expect(isTooDeep(json)).toBe(deep);
  });

  it('is refused before anything is made of it', () => {
    expect(() => parseJson('['.repeat(LONGEST_BODY_BYTES))).toThrow(BadBody);
    expect(() => parseJson('{"a": "my secret')).toThrow(/^not JSON$/);
  });

  it('may be called as things of JavaScript are', () => {
    const parsed = parseJson('{"__proto__": {"admin": true}, "constructor": 1}');
    expect(Object.keys(Object(parsed))).toEqual(['__proto__', 'constructor']);
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
  });
});

describe('what platforms call things', () => {
  it.each(['', 'a\0b', 'ü', 'x'.repeat(301), 'a\nb'])('an id is no key of ours: %j', (id) => {
    expect(idSchema.safeParse(id).success).toBe(false);
  });

  it.each([
    ['Ana Li', 'Ana Li'],
    [' Ana\nLi\0 ', 'Ana Li'],
    ['Ana\u202eeil', 'Ana eil'],
    ['x'.repeat(1_000_000), 'x'.repeat(200)],
    [`${'x'.repeat(199)}😀`, `${'x'.repeat(199)}\ufffd`],
  ])('a name is one short line: %.20j', (name, read) => {
    expect(nameSchema.parse(name)).toBe(read);
  });
});
