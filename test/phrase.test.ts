import { describe, expect, it } from 'vitest';
import { languageFor } from '../src/domain/language.ts';
import { newMember } from '../src/domain/member.ts';
import { authored, inLanguage, joined, md, plain } from '../src/markdown.ts';
import { type Outbound, saidTo } from '../src/outbound.ts';
import { percent, phrase, saidIn, shipped, together } from '../src/phrase.ts';
import { stats } from '../src/views/session.ts';
import { help, welcome } from '../src/views/welcome.ts';
import { count, date, shortDate, weekdays, whenDay } from '../src/views/words.ts';

const MONDAY = Temporal.PlainDate.from('2026-11-30');
const both = (words: { in(language: 'en' | 'de'): string }) => [words.in('en'), words.in('de')];

describe('a phrase', () => {
  it('counts in the plural of its language', () => {
    expect([0, 1, 2].map((n) => count(n, 'day').in('de'))).toEqual(['0 Tage', '1 Tag', '2 Tage']);
    expect([1, 5].map((n) => count(n, 'person', 'people').in('de'))).toEqual(['1 Person', '5 Personen']);
  });

  it('lets a message decide the case of what it counts', () => {
    expect(whenDay(MONDAY.add({ days: 9 }), MONDAY).in('de')).toBe('in 9 Tagen');
    expect(count(9, 'day').in('de')).toBe('9 Tage');
  });

  it('says days, lists and shares as its language does', () => {
    expect(both(whenDay(MONDAY.add({ days: 3 }), MONDAY))).toEqual(['on Thursday', 'am Donnerstag']);
    expect(both(date(MONDAY))).toEqual(['Monday 30 November 2026', 'Montag, 30. November 2026']);
    expect(both(shortDate(MONDAY.add({ days: 4 })))).toEqual(['4 Dec', '4. Dez.']);
    expect(both(weekdays([1, 2, 3, 4, 5]))).toEqual(['Monday to Friday', 'Montag bis Freitag']);
    expect(both(percent(0.78))).toEqual(['78%', '78\u00a0%']);
    expect(both(together(['a', 'b', 'c']))).toEqual(['a, b and c', 'a, b und c']);
    expect([saidIn('en', 1.5), saidIn('de', 1.5), saidIn('de', 2026)]).toEqual(['1.5', '1,5', '2026']);
  });

  it('is English where its language has no words for it', () => {
    expect(phrase`Nobody ever says ${'this'}.`.in('de')).toBe('Nobody ever says this.');
  });

  it('leaves alone what people and authors wrote, though it reads like one of ours', () => {
    expect(both(phrase`${'Start'}`)).toEqual(['Start', 'Start']);
    expect(inLanguage('de', joined([md`You: ${'*Start*'}`, authored('**Start**')], ' '))).toBe('Du: \\*Start\\* **Start**');
  });

  it('of a shipped file is translated, and of anybody else’s stays', () => {
    expect(both(shipped('{count} things that outlasted a night.', 3))).toEqual([
      '3 things that outlasted a night.',
      '3 Dinge, die eine Nacht überdauert haben.',
    ]);
    expect(shipped('{count} of our own', 3).in('de')).toBe('3 of our own');
  });
});

describe('a language', () => {
  const workspace = { language: 'de' } as const;

  it.each([
    ['what was chosen', { language: 'en', locale: 'de-DE' }, 'en'],
    ['what the platform says', { locale: 'en_GB' }, 'en'],
    ['the workspace’s, where that is none of ours', { locale: 'fr-FR' }, 'de'],
    ['the workspace’s, where nothing is known', undefined, 'de'],
  ] as const)('is %s', (_, member, expected) => {
    expect(languageFor(member, workspace)).toBe(expected);
  });
});

describe('in either language', () => {
  const member = { ...newMember('lea', { name: 'Lea' }, 'Europe/Berlin'), admin: true, author: true };
  const figures = {
    ...{ known: 4, items: 9, recalled: 3, tried: 4, next: { when: whenDay(MONDAY, MONDAY), due: 2 }, resting: ['a', 'b'] },
    ...{ streak: { days: 3, of: 4 }, path: undefined, awards: [{ title: 'First Recall', tier: 0 }], mixUps: [] },
    confidence: [{ confidence: 'sure', answers: 9, right: 8 } as const],
  };
  const messages: [string, Outbound][] = [
    ['a welcome', welcome(member, 'Phishing', { started: false })],
    ['help', help(member, { today: MONDAY, leads: true, all: true })],
    ['figures', stats(figures)],
  ];

  it.each(messages)('the text alternative of %s says all that its blocks say', (_, message) => {
    for (const language of ['en', 'de'] as const) {
      const { text, blocks } = saidTo(language, message);
      for (const block of blocks) {
        if (block.type === 'note') expect(text).toContain(plain(block.text));
        if (block.type === 'facts') for (const fact of block.facts) expect(text).toContain(`${fact.label}: ${fact.value}`);
      }
    }
  });

  it('nothing but words is left to be kept', () => {
    const kept = saidTo('de', help(member, { today: MONDAY, leads: false }));
    expect(JSON.parse(JSON.stringify(kept))).toEqual(kept);
    expect(kept.text).toMatch(/^Ich stelle ein paar Fragen am Tag/);
  });
});
