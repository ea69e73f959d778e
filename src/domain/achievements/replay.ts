import type { Attempt } from '../attempt.ts';
import { asTheyStand } from '../correction.ts';
import { dayAt } from '../rhythm.ts';
import type { Days } from '../streak.ts';
import { achieve, awardsAfter, proven, type Standing } from './achieve.ts';
import type { Award } from './award.ts';
import { asGiven, pastOf, STRENGTH_OF, strengthOf } from './moment.ts';
import { type Moment, type Proof, subjectOf } from './proof.ts';
import { longestRow, type Rule } from './rule.ts';

/** What a learner has shown and reached. */
export type Shown = { proofs: readonly Proof[]; tries: ReadonlyMap<string, string>; awards: readonly Award[] };

/** What a listener recalled, or who leads confirmed, and when. */
export type ShownOtherwise = {
  of: 'explanations' | 'misconceptions';
  at: Temporal.Instant;
  shown: Omit<Proof, 'family' | 'lapsedBy'>;
};

export type History = {
  member: string;
  /** Answers and corrections, the oldest first. */
  log: readonly Attempt[];
  about: (attempt: Attempt) => Pick<Moment, 'kind' | 'topic'> | undefined;
  /** The days with questions, the newest first, and which of them are free. */
  days: Pick<Days, 'asked' | 'isFree'>;
  otherwise: readonly ShownOtherwise[];
  /** Hears of every proof that comes, changes or lapses on the way. */
  seen?: (proof: Proof, at: Temporal.Instant) => void;
};

/** Makes anew, from the log alone, what a learner has shown and the awards for it, in the order in which they were given, by the rules that held at each time. */
export function replayAwards(
  rulesAt: (at: Temporal.Instant) => readonly Rule[],
  { member, log, about, days, otherwise, seen }: History,
): Shown {
  const proofs = new Map<string, Map<string, Proof>>();
  const tries = new Map<string, string>();
  const counts = new Map<string, number>();
  const awards = new Map<string, readonly Award[]>();
  let others: readonly Award[] = [];
  const past = openPast();
  const { asked, isFree } = days;
  const placeOf = new Map(asked.map((day, place) => [day, place]));

  type Step = { now: Temporal.Instant; day: Temporal.PlainDate; today: Temporal.PlainDate; subject: (rule: Rule) => string };

  function step({ now, day, today, subject }: Step, after: (rule: Rule, standing: Standing) => Standing): void {
    const strength = past.strength();
    const latest = String(today);
    const from = placeOf.get(latest) ?? asked.findIndex((day) => day <= latest);
    const rules = rulesAt(now);
    const row = from < 0 ? [] : asked.slice(from, from + longestRow(rules));
    for (const rule of rules) {
      const { family } = rule;
      const own = proofs.get(family) ?? new Map<string, Proof>();
      const standing: Standing = {
        proofs: counts.get(family) ?? 0,
        here: own.get(subject(rule)),
        tries: tries.get(family) ?? '',
        days: { asked: row, isFree, isKept: (each) => own.has(each) },
        awards: awards.get(family) ?? [],
      };
      const changed = after(rule, standing);
      if (changed.here && changed.here !== standing.here) {
        proofs.set(family, own.set(changed.here.subject, changed.here));
        seen?.(changed.here, now);
      }
      if (changed.tries !== standing.tries) tries.set(family, changed.tries);
      counts.set(family, changed.proofs);
      for (const award of awardsAfter(rule, changed, { member, now, day, strength, others, loss: 'lapsed' })) {
        awards.set(family, [...(awards.get(family) ?? []).filter(({ tier }) => tier !== award.tier), award]);
        others = [...awards.values()].flat();
      }
    }
  }

  for (const event of inTime(log, otherwise)) {
    if ('shown' in event) {
      const { at, shown, of } = event;
      const when = { now: at, day: shown.day, today: shown.day, subject: () => shown.subject };
      step(when, (rule, standing) => (rule.evidence.of === of ? proven(rule, standing, shown) : standing));
      continue;
    }
    const known = about(event);
    past.add(event, known?.topic ?? '');
    if (!known || event.purpose === 'replay' || event.verdict === 'unsure') continue;
    const moment: Moment = { attempt: past.given(event), ...known, before: past.before(event), today: past.today(event) };
    const today = event.corrects === undefined ? event.day : dayAt(event.answeredAt, event.zone);
    const at = { now: event.answeredAt, day: event.day, today };
    step({ ...at, subject: (rule) => subjectOf(rule, moment) }, (rule, standing) => achieve(rule, standing, moment));
  }
  return { proofs: [...proofs.values()].flatMap((own) => [...own.values()]), tries, awards: others };
}

function inTime(log: readonly Attempt[], otherwise: readonly ShownOtherwise[]): readonly (Attempt | ShownOtherwise)[] {
  const at = (event: Attempt | ShownOtherwise) => ('shown' in event ? event.at : event.answeredAt);
  return otherwise.length === 0 ? log : [...log, ...otherwise].sort((a, b) => Temporal.Instant.compare(at(a), at(b)));
}

/** The log as far as it has come. */
function openPast() {
  const items = new Map<string, Attempt[]>();
  const byDay = new Map<string, { attempt: Attempt; topic: string }[]>();
  const foretold: Attempt[] = [];
  const corrected = new Map<string, Attempt>();
  const keep = <T>(map: Map<string, T[]>, key: string, one: T) => {
    const known = map.get(key);
    if (known) known.push(one);
    else map.set(key, [one]);
  };
  return {
    add(attempt: Attempt, topic: string): void {
      keep(items, `${attempt.deck}/${attempt.item}`, attempt);
      keep(byDay, String(attempt.day), { attempt, topic });
      if (attempt.corrects !== undefined) corrected.set(attempt.corrects, attempt);
      else if (attempt.predicted !== undefined) foretold.push(attempt);
    },
    given: (attempt: Attempt) => asGiven(items.get(`${attempt.deck}/${attempt.item}`) ?? [], attempt),
    before: (attempt: Attempt) => pastOf(items.get(`${attempt.deck}/${attempt.item}`) ?? [], attempt),
    today({ day }: Attempt): Moment['today'] {
      const all = byDay.get(String(day)) ?? [];
      const standing = new Set(asTheyStand(all.map(({ attempt }) => attempt)));
      return all.filter(({ attempt }) => standing.has(attempt));
    },
    strength(): number | undefined {
      const newest = foretold.slice(-STRENGTH_OF).map((each) => corrected.get(each.id) ?? each);
      return strengthOf(newest.flatMap(({ verdict }) => (verdict === 'unsure' ? [] : [{ right: verdict === 'correct' }])));
    },
  };
}
