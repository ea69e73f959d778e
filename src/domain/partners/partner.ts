export const PARTS_OF_DAY = ['morning', 'midday', 'afternoon', 'evening'] as const;
export type PartOfDay = (typeof PARTS_OF_DAY)[number];

/** Who wants to be matched with a study partner, and how. */
export type Seeker = {
  member: string;
  /** When they would talk: ISO days and parts of a day, in their zone and within their hours. None: whenever they work. */
  days: readonly number[];
  parts: readonly PartOfDay[];
  /** What they would speak; none: whatever the other does. */
  languages: readonly string[];
  everyWeeks: number;
  /** Whether a partner may read what they are firm on and what not. */
  tellsTopics: boolean;
  paused: boolean;
  since: Temporal.Instant;
};

export function newSeeker(member: string, since: Temporal.Instant): Seeker {
  const open = { days: [], parts: [], languages: [], everyWeeks: 1 };
  return { member, ...open, tellsTopics: false, paused: false, since };
}

/** Whom somebody does not want to be matched with; who is avoided never learns of it. */
export type Avoided = { member: string; other: string };

export const ANSWERS = ['waiting', 'yes', 'no'] as const;

/** One of a match: what they said to it, what they could explain, and whether they met. */
export type Partner = {
  member: string;
  answer: (typeof ANSWERS)[number];
  /** What they are firm on and another of the match is not. */
  explains?: string;
  /** Their message about it. */
  letter?: string;
  met?: boolean;
};

export const MATCH_STATES = ['proposed', 'agreed', 'over'] as const;

/** Two people, or three, who are proposed to each other for a week. */
export type Match = {
  id: string;
  /** Its Monday. */
  week: Temporal.PlainDate;
  state: (typeof MATCH_STATES)[number];
  deck: string;
  /** What they could talk about. */
  topics: readonly string[];
  /** When all of them are free. */
  at?: Temporal.Instant;
  partners: readonly Partner[];
};

/** Those who have not said no. */
export function staying({ partners }: Match): Partner[] {
  return partners.filter(({ answer }) => answer !== 'no');
}

/** Somebody says yes: where all have, it is agreed. */
export function agreeing(match: Match, member: string): Match {
  const said = withPartner(match, member, { answer: 'yes' });
  return { ...said, state: staying(said).every(({ answer }) => answer === 'yes') ? 'agreed' : 'proposed' };
}

/** Somebody says no, or goes: of three the two others stay, and have agreed where both have said yes; of two nothing is left. */
export function declining(match: Match, member: string): Match {
  const said = withPartner(match, member, { answer: 'no' });
  const left = staying(said);
  if (left.length < 2) return { ...said, state: 'over' };
  return { ...said, state: left.every(({ answer }) => answer === 'yes') ? 'agreed' : said.state };
}

export function withPartner(match: Match, member: string, change: Partial<Partner>): Match {
  return { ...match, partners: match.partners.map((each) => (each.member === member ? { ...each, ...change } : each)) };
}
