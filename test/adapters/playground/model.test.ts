import { describe, expect, test } from 'vitest';
import {
  type Change,
  changed,
  entriesInView,
  firstModel,
  isUnread,
  latestVersion,
  type Model,
} from '../../../adapters/playground/page/model.ts';
import type { ShownEntry } from '../../../adapters/playground/wire.ts';
import { CHANNEL, PEOPLE } from './playground.ts';

const state = { now: '2026-11-23T08:00:00Z', nextDueAt: null, people: PEOPLE, channel: CHANNEL };
const none = { personal: 0, channel: 0 };

function modelAfter(...changes: Change[]): Model {
  return changes.reduce(changed, firstModel(state, 'ana', 'personal', {}));
}

function said(number: number, text: string, more: Partial<ShownEntry> = {}): Change {
  const base = {
    id: `e${number}`,
    number,
    version: number,
    at: state.now,
    place: 'personal',
    aside: false,
    thread: false,
    author: 'cairn',
  } as const;
  return { type: 'entry', member: 'ana', entry: { ...base, text, changed: false, ...more } };
}

const news = (ana = none, ben = none): Change => ({ type: 'news', member: 'ana', news: { ana, ben, kim: none } });

describe('what is new', () => {
  test('a message in view is seen at once, elsewhere it waits', () => {
    const model = modelAfter(news({ personal: 3, channel: 4 }, { personal: 5, channel: 4 }));
    expect(isUnread(model, 'ana', 'personal')).toBe(false);
    expect(isUnread(model, 'ana', 'channel')).toBe(true);
    expect(isUnread(model, 'ben', 'personal')).toBe(true);
    expect(isUnread(model, 'kim', 'channel')).toBe(false);
  });

  test('looking at it makes it seen, and only that', () => {
    const look = { type: 'looked-at', member: 'ben', place: 'channel' } as const;
    const model = modelAfter(news({ personal: 3, channel: 4 }, { personal: 5, channel: 4 }), look);
    expect(isUnread(model, 'ben', 'channel')).toBe(false);
    expect(isUnread(model, 'ben', 'personal')).toBe(true);
    expect(isUnread(model, 'ana', 'channel')).toBe(true);
  });

  test('what was seen in a transcript that is gone hides nothing in the next', () => {
    const seen = { ben: { personal: 90, channel: 90 } };
    const start = firstModel(state, 'ana', 'personal', seen);
    const model = [news(none, { personal: 1, channel: 0 }), news(none, { personal: 2, channel: 0 })].reduce(changed, start);
    expect(isUnread(model, 'ben', 'personal')).toBe(true);
  });
});

describe('what a screen reader is told', () => {
  test('nothing of what was there before', () => {
    expect(modelAfter(said(1, 'Old'), said(2, 'Older'), news()).announced).toBe('');
  });

  test('a new message, and a change in place', () => {
    expect(modelAfter(news(), said(1, 'Question')).announced).toBe('Cairn: Question');
    expect(modelAfter(news(), said(1, 'Question'), said(1, 'Verdict', { version: 2, changed: true })).announced).toBe(
      'Changed: Verdict',
    );
  });

  test('not what one wrote oneself, nor what happens elsewhere', () => {
    expect(modelAfter(news(), said(1, 'quiz', { author: 'ana' })).announced).toBe('');
    expect(modelAfter(news(), said(1, 'Hi', { author: 'ben', place: 'channel' })).announced).toBe('');
  });
});

test('messages stand in the order in which they were first posted, each once', () => {
  const model = modelAfter(said(2, 'Second'), said(1, 'Verdict', { version: 3, changed: true }), said(2, 'Second'));
  expect(entriesInView(model).map((entry) => entry.text)).toEqual(['Verdict', 'Second']);
  expect(latestVersion(model, 'ana')).toBe(3);
});

test('a forgotten transcript is empty', () => {
  expect(entriesInView(modelAfter(said(1, 'Old'), { type: 'forgot', member: 'ana' }))).toEqual([]);
});
