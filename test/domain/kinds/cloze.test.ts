import { describe, expect, it } from 'vitest';
import { cloze } from '../../../src/domain/kinds/cloze.ts';
import { gapped } from '../../../src/domain/kinds/gaps.ts';
import type { Reply } from '../../../src/domain/kinds/kind.ts';
import { hintOf, verdictOf } from './replies.ts';

const two = {
  kind: 'cloze' as const,
  text: 'A {{backup|copy}} that matters is kept {{offsite|off-site|elsewhere}}.',
  wrong: [{ gap: 2, text: 'on site', why: 'One fire takes both.' }],
};
const one = { kind: 'cloze' as const, text: 'Undo the last commit with `git {{revert}} HEAD`.' };
const showing = { seed: '', progress: [] };

function grade(reply: Reply) {
  return cloze.grade(two, reply, showing);
}

describe('a text with several gaps', () => {
  it.each([
    ['backup, offsite', 'correct'],
    ['Backup; off site', 'correct'],
    ['copy\nelsewhere', 'correct'],
    ['1. backup 2. offsite', 'correct'],
    ['(1) backup, (2) off-site', 'correct'],
    ['backup and offsite', 'correct'],
    ['backup offsite', 'correct'],
    ['bakcup, offsite', 'correct'],
    ['A backup that matters is kept off-site', 'correct'],
    ['a BACKUP  that matters is kept elsewhere.', 'correct'],
    ['backup, at home', 'partly'],
    ['backup, ?', 'partly'],
    ['idk, offsite', 'partly'],
    ['printer, garage', 'incorrect'],
    ['?, ?', 'incorrect'],
    ['backup', 'unclear'],
    ['backup, ', 'unclear'],
    ['a, b, c', 'unclear'],
    ['', 'unclear'],
  ])('%j is %s', (text, expected) => {
    expect(verdictOf(cloze, two, text)).toBe(expected);
  });

  it('is worth the share of its gaps, and says what was wrong', () => {
    expect(grade({ type: 'typed', text: 'backup, on site' })).toMatchObject({
      said: 'backup, on site',
      grade: { verdict: 'partly', credit: 0.5, matched: ['backup'], missed: ['offsite'], feedback: 'One fire takes both.' },
    });
  });

  it('is filled in field by field', () => {
    expect(cloze.present(two, showing)).toMatchObject({
      setting: 'A (1) …… that matters is kept (2) …….',
      form: { type: 'fill-in', fields: [{ id: 'gap-1' }, { id: 'gap-2' }] },
    });
    expect(grade({ type: 'filled', fields: { 'gap-1': 'copy', 'gap-2': 'elsewhere' } })).toMatchObject({
      grade: { verdict: 'correct', credit: 1 },
    });
    expect(hintOf(grade({ type: 'filled', fields: { 'gap-1': 'copy', 'gap-2': ' ' } }))).toBe(
      'Gap 2 is still empty. Put ? where you are not sure.',
    );
  });

  it('is compared only where all of it may be right', () => {
    const body = { kind: 'cloze' as const, text: 'Give {{the least privilege needed}} for {{as short as possible}}.' };
    expect(verdictOf(cloze, body, 'least privilege; as short as possible')).toBe('unsure');
    expect(verdictOf(cloze, body, 'least privilege; ?')).toBe('incorrect');
  });

  it('takes no pick, and no book', () => {
    expect(grade({ type: 'picked', options: ['0'] }).type).toBe('unclear');
    expect(verdictOf(cloze, two, 'x,'.repeat(2000))).toBe('unclear');
  });

  it('shows its words in their places', () => {
    expect(cloze.model(two)).toBe('A **backup** that matters is kept **offsite**.');
  });
});

describe('a text with one gap', () => {
  it.each([
    ['revert', 'correct'],
    ['git revert HEAD', 'correct'],
    ['Undo the last commit with git revert HEAD', 'correct'],
    ['reset', 'incorrect'],
  ])('%j is %s', (text, expected) => {
    expect(verdictOf(cloze, one, text)).toBe(expected);
  });

  it('is typed, and stays code where it stands in code', () => {
    expect(cloze.present(one, showing)).toMatchObject({
      setting: 'Undo the last commit with `git …… HEAD`.',
      form: { type: 'type' },
    });
    expect(cloze.model(one)).toBe('Undo the last commit with `git revert HEAD`.');
  });
});

describe('what is wrong with a text', () => {
  it.each([
    ['no gap', 'text', 'has no gap: put what is missing in double braces, like {{offsite|off-site}}'],
    ['a {{gap', 'text', 'a gap begins with {{ and ends with }}: one of these is missing'],
    ['a {{}} b {{x}}', 'text', 'gap 1 is empty'],
    ['{{a}} {{b}} {{c}} {{d}} {{e}} {{f}} {{g}}', 'text', 'has 7 gaps, more than 6 are too many at once'],
  ])('%j', (text, path, message) => {
    expect(cloze.flaws({ kind: 'cloze', text })).toEqual([{ path: [path], message }]);
  });

  it('a reason for a gap that is not there, or for what is right', () => {
    const wrong = [
      { gap: 3, text: 'x', why: 'y' },
      { gap: 1, text: 'Copy', why: 'y' },
    ];
    expect(cloze.flaws({ ...two, wrong })).toEqual([
      { path: ['wrong', 0], message: 'there is no gap 3' },
      { path: ['wrong', 1], message: '"Copy" is accepted in gap 1' },
    ]);
    expect(cloze.flaws(two)).toEqual([]);
  });

  it('is read with its spaces trimmed', () => {
    expect(gapped('a {{ b | c }} d')).toEqual({ around: ['a ', ' d'], gaps: [['b', 'c']] });
  });
});
