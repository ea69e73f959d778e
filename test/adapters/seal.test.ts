import { describe, expect, it } from 'vitest';
import { newKey, openSeal, SealError } from '../../adapters/seal.ts';

const OLD = newKey();
const NEW = newKey();
const idOf = (entry: string) => entry.split(':')[0] ?? '';
const TOKEN = 'xoxb-a token of slack:T1, and ümlauts';

describe('what is sealed', () => {
  const sealed = openSeal(OLD).close(TOKEN, 'slack:T1');

  it('is opened by its key alone, and does not show what it holds', () => {
    expect(openSeal(OLD).open(sealed, 'slack:T1')).toBe(TOKEN);
    expect(sealed).toMatch(/^v1\.key-[0-9a-f]{8}\.[\w-]{16}\.[\w-]{22}\.[\w-]+$/);
    expect(sealed).not.toContain('xoxb');
    expect(() => openSeal(NEW).open(sealed, 'slack:T1')).toThrow(`"${idOf(OLD)}", which is not in ENCRYPTION_KEYS`);
  });

  it('never looks the same twice', () => {
    expect(openSeal(OLD).close(TOKEN, 'slack:T1')).not.toBe(sealed);
  });

  it('belongs to one workspace', () => {
    expect(() => openSeal(OLD).open(sealed, 'slack:T2')).toThrow(SealError);
  });

  it('is opened by any key of the list and sealed by the first, so that keys can be changed', () => {
    const both = openSeal(`${NEW}, ${OLD}`);
    expect(both.open(sealed, 'slack:T1')).toBe(TOKEN);
    expect(both.isCurrent(sealed)).toBe(false);
    const anew = both.close(TOKEN, 'slack:T1');
    expect(both.isCurrent(anew)).toBe(true);
    expect(openSeal(NEW).open(anew, 'slack:T1')).toBe(TOKEN);
  });

  it('cannot be changed in any place', () => {
    const seal = openSeal(OLD);
    for (let i = 0; i < sealed.length; i++) {
      // A dot in place of a letter, or a letter in place of a dot: no part of the whole may differ.
      const forged = sealed.slice(0, i) + (sealed[i] === '.' ? 'A' : '.') + sealed.slice(i + 1);
      expect(() => seal.open(forged, 'slack:T1'), forged).toThrow(SealError);
    }
    expect(() => seal.open(`${sealed}.more`, 'slack:T1')).toThrow(SealError);
    expect(() => seal.open('', 'slack:T1')).toThrow(SealError);
  });

  it('is not opened by another key of the same name', () => {
    const impostor = `${idOf(OLD)}:${NEW.split(':')[1]}`;
    expect(() => openSeal(impostor).open(sealed, 'slack:T1')).toThrow(/its key is another than the one of that name/);
  });

  it('takes no tag that was cut short', () => {
    const [version, id, iv, tag = '', hidden] = sealed.split('.');
    expect(() => openSeal(OLD).open([version, id, iv, tag.slice(0, 6), hidden].join('.'), 'slack:T1')).toThrow(SealError);
  });
});

describe('a list of keys', () => {
  it.each(['', ' , ', 'no-key', 'short:AAAA', `a b:${OLD.split(':')[1]}`, `${OLD},${OLD}`])(
    'says what is wrong with %o',
    (list) => {
      expect(() => openSeal(list)).toThrow(SealError);
    },
  );
});
