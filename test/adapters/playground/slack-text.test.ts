import { describe, expect, test } from 'vitest';
import { readMrkdwn, readRuns } from '../../../adapters/playground/page/slack-text.ts';

describe('mrkdwn is read as Slack reads it', () => {
  test('marks around words', () => {
    expect(readRuns('*bold* and _italic_, ~gone~')).toEqual([
      { text: 'bold', bold: true },
      { text: ' and ' },
      { text: 'italic', italic: true },
      { text: ', ' },
      { text: 'gone', strike: true },
    ]);
  });

  test('marks within marks', () => {
    expect(readRuns('*_both_ one*')).toEqual([
      { text: 'both', bold: true, italic: true },
      { text: ' one', bold: true },
    ]);
  });

  test.each(['snake_case_name', '2*3*4', '* not bold *', '*', '~/.config', '**x**'])('no marks: %s', (text) => {
    expect(
      readRuns(text)
        .map((run) => run.text)
        .join(''),
    ).toBe(text);
    expect(readRuns(text).some((run) => run.bold || run.italic || run.strike)).toBe(false);
  });

  test('nothing inside code counts', () => {
    expect(readRuns('`a *b* <c>`')).toEqual([{ text: 'a *b* <c>', code: true }]);
  });

  test('escaped characters are text', () => {
    expect(readRuns('&lt;!channel&gt; &amp;lt;')).toEqual([{ text: '<!channel> &lt;' }]);
  });

  test('links, and mentions that would reach people', () => {
    expect(readRuns('<https://example.org/?a=1&amp;b=2|the page> <!channel>')).toEqual([
      { text: 'the page', link: 'https://example.org/?a=1&b=2' },
      { text: ' ' },
      { text: '@channel', signal: true },
    ]);
  });

  test('lines, quotes and code', () => {
    expect(readMrkdwn('one\n&gt; two\n```\nthree *x*\n```\nfour')).toEqual([
      { type: 'text', runs: [{ text: 'one' }] },
      { type: 'quote', runs: [{ text: 'two' }] },
      { type: 'code', text: 'three *x*' },
      { type: 'text', runs: [{ text: 'four' }] },
    ]);
  });
});
