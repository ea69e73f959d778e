import { arrange } from './arrange.ts';
import { type Candidate, explainedBy, worthOfPairs } from './fit.ts';
import { firstInCommon } from './free.ts';
import type { Avoided, Match, Partner } from './partner.ts';

/** The matches of a week: who, on what, and when all of them are free. */
export function matchesOf(
  candidates: readonly Candidate[],
  about: {
    week: Temporal.PlainDate;
    avoided: readonly Avoided[];
    past: readonly Match[];
    topicsIn: (deck: string) => readonly string[];
  },
): Omit<Match, 'id'>[] {
  const groups = arrange(candidates.length, worthOfPairs(candidates, about));
  return groups.map((group) =>
    matchOf(
      group.flatMap((place) => candidates[place] ?? []),
      about,
    ),
  );
}

function matchOf(
  group: readonly Candidate[],
  { week, topicsIn }: { week: Temporal.PlainDate; topicsIn: (deck: string) => readonly string[] },
): Omit<Match, 'id'> {
  const [first, ...others] = group;
  const common = (first?.decks ?? []).filter((deck) => others.every(({ decks }) => decks.includes(deck)));
  const shared = common.length > 0 ? common : (first?.decks ?? []);
  const ways = shared.map((deck) => ({ deck, partners: group.map((one) => partnerIn(one, group, deck)) }));
  const said = ({ partners }: (typeof ways)[number]) => partners.filter(({ explains }) => explains !== undefined).length;
  const { deck = '', partners = [] } = ways.toSorted((a, b) => said(b) - said(a))[0] ?? {};
  const explained = [...new Set(partners.flatMap(({ explains }) => explains ?? []))];
  // One for each to explain, as far as the deck has so many.
  const topics = [...new Set([...explained, ...weakest(group, deck, topicsIn(deck))])].slice(0, group.length);
  const at = firstInCommon(
    week,
    group.map(({ free }) => free),
  );
  return { week, state: 'proposed', deck, topics, partners, ...(at && { at }) };
}

function partnerIn(one: Candidate, group: readonly Candidate[], deck: string): Partner {
  const explains = explainedBy(
    one,
    group.filter((each) => each !== one),
    deck,
  );
  return { member: one.seeker.member, answer: 'waiting', ...(explains !== undefined && { explains }) };
}

/** Of a deck's topics those that a group knows least; what has not come back yet counts as half known. */
function weakest(group: readonly Candidate[], deck: string, topics: readonly string[]): string[] {
  const known = (topic: string) => group.reduce((sum, one) => sum + (one.topics.get(`${deck}\n${topic}`) ?? 0.5), 0);
  return topics.toSorted((a, b) => known(a) - known(b));
}
