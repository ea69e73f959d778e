import { describe, expect, it } from 'vitest';
import { readRule } from '../../../adapters/content/yaml-rule.ts';
import { kinds } from '../../../src/domain/kinds/kinds.ts';
import { RULES, TEAM_RULES } from '../../support/rules.ts';

const GOOD = `title: Spotless
about: Right three times.
evidence: { of: answers, hours: 18 }
tiers:
  starter: 1
  standard: 5
  mastery: { count: 9, from: 7, to: 12 }
praise:
  - one: One.
    other: "{count} of them."
next: { why: Go on., label: One more, asks: new }
`;

const mistakes = (text: string, file = 'spotless.yaml') => {
  const read = readRule(text, file);
  return 'errors' in read ? read.errors.map(({ line, column, message }) => `${line}:${column} ${message}`) : [];
};
const changed = (from: string, to: string) => mistakes(GOOD.replace(from, to));

describe('a family of achievements', () => {
  it('is a file, and its name is the file’s', () => {
    const read = readRule(GOOD, 'folder/spotless.yaml');
    expect(read).toMatchObject({
      rule: {
        family: 'spotless',
        order: 100,
        lapses: false,
        forbids: ['guess', 'fast', 'same-letter', 'revealed', 'copied'],
        tiers: { starter: { count: 1 } },
      },
    });
  });

  it.each([
    ['title: Spotless\n', '', '1:1 title: is missing'],
    ['hours: 18', 'ours: 18', '3:26 evidence: unknown key "ours": did you mean "hours"?'],
    ['of: answers', 'of: clicks', /^3:\d+ evidence\.of: /],
    ['standard: 5', 'standard: 1', '6:13 tiers.standard: must ask for more than the tier before'],
    ['to: 12', 'to: 8', '7:12 tiers.mastery: "from" may not be above the count, nor "to" below it'],
    ['from: 7, to: 12', 'right: 0.9', '7:12 tiers.mastery: "right" needs "of": the share of how many tries'],
    ['of: answers, hours: 18', 'of: days', ''],
    ['asks: new', 'asks: time', /^11:\d+ next\.asks: must be one of misses, weakest, new/],
  ])('with %s as %s says where and what', (from, to, expected) => {
    const [first = ''] = changed(from, to);
    if (typeof expected === 'string') expect(first).toBe(expected);
    else expect(first).toMatch(expected);
  });

  it('of days that cannot hold the count, or that lapses with nothing to lapse by, is refused', () => {
    const days = GOOD.replace('of: answers, hours: 18', 'of: days');
    expect(
      mistakes(
        days
          .replace('starter: 1', 'starter: { count: 3, of: 2 }')
          .replace('standard: 5', 'standard: 9')
          .replace('count: 9', 'count: 20')
          .replace('from: 7, to: 12', 'of: 20'),
      ),
    ).toEqual(
      ['5:12 tiers.starter.of: so many days cannot hold the count'].map((each) => expect.stringContaining(each.slice(5))),
    );
    expect(mistakes(`${days}lapses: true\n`)).toEqual([expect.stringContaining('only what counts items can lapse with them')]);
  });

  it('with a name that is no id is refused', () => {
    expect(mistakes(GOOD, 'Spot less.yaml')).toEqual([expect.stringContaining('must be of lower-case letters')]);
  });
});

describe('a family of a team', () => {
  const TEAM = GOOD.replace('of: answers, hours: 18', 'of: team, shows: start')
    .replace('starter: 1', 'starter: { count: 1, share: 0.5, minutes: 10 }')
    .replace('standard: 5', 'standard: { count: 5, share: 0.5, minutes: 5 }')
    .replace('{ count: 9, from: 7, to: 12 }', '{ count: 5, minutes: 1 }')
    .replace('asks: new', 'asks: question');

  it('is a file as others are, and takes all who are there where no share stands', () => {
    expect(readRule(TEAM, 'together.yaml')).toMatchObject({
      rule: {
        family: 'together',
        evidence: { of: 'team', shows: 'start' },
        tiers: { mastery: { count: 5, share: 1, minutes: 1 } },
      },
    });
  });

  it.each([
    ['shows: start', 'shows: clicks', /^3:\d+ evidence\.shows: /],
    ['shows: start', 'shows: start, hours: 2', /unknown key "hours"/],
    [', minutes: 1 }', ' }', /a start has "minutes", and nothing else has/],
    ['count: 5, share: 0.5', 'count: 5, share: 0.4', /must ask for more than the tier before, and for no less in anything/],
    ['asks: question', 'asks: weakest', /next\.asks: must be one of question, challenge/],
    ['next:', 'lapses: true\nnext:', /only mastery can lapse/],
  ])('with %s as %s says what is wrong', (from, to, expected) => {
    expect(mistakes(TEAM.replace(from, to)).join('\n')).toMatch(expected);
  });
});

describe('the families that Cairn ships', () => {
  it('name kinds that there are, and open with families that there are', () => {
    const names = kinds.map(({ name }) => name as string);
    const families = RULES.map(({ family }) => family);
    for (const { evidence, opens } of RULES) {
      if (evidence.of === 'answers') for (const kind of evidence.kinds ?? []) expect(names).toContain(kind);
      if (opens) expect(families).toContain(opens.family);
    }
    expect(families).toHaveLength(12);
  });

  it('of teams go by families of learners that there are', () => {
    expect(TEAM_RULES.map(({ family }) => family)).toEqual(['quick-start', 'put-right-together', 'collective-mastery']);
    for (const { evidence } of TEAM_RULES)
      if (evidence.shows === 'mastery') expect(RULES.map(({ family }) => family)).toContain(evidence.family);
    for (const { praise } of TEAM_RULES) for (const { one } of praise) expect(one).not.toContain('{count}');
  });

  it('each have one next action that says how long it takes, and praise that says no number of one', () => {
    for (const { next, praise } of RULES) {
      expect(next.label).toMatch(/30 s$/);
      for (const { one } of praise) expect(one).not.toContain('{count}');
    }
  });
});
