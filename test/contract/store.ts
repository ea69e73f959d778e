import { describe, expect, it } from 'vitest';
import { pendingMigrations } from '../../adapters/postgres/migrate.ts';
import { openStore } from '../../adapters/postgres/store.ts';
import type { Database } from '../../adapters/postgres/tables.ts';
import type { Award } from '../../src/domain/achievements/award.ts';
import type { Proof } from '../../src/domain/achievements/proof.ts';
import type { Attempt } from '../../src/domain/attempt.ts';
import type { Buddy, Explanation } from '../../src/domain/buddy.ts';
import type { Course } from '../../src/domain/course.ts';
import { questionOf, type Ruling, withRulings } from '../../src/domain/dispute.ts';
import { newMember } from '../../src/domain/member.ts';
import type { LedgerEntry } from '../../src/domain/misconception.ts';
import type { Probe } from '../../src/domain/probe.ts';
import type { Rollout } from '../../src/domain/rollout.ts';
import type { Memory } from '../../src/domain/schedule.ts';
import type { Prompt, Session } from '../../src/domain/session.ts';
import { newTeam } from '../../src/domain/team.ts';
import type { WorkspaceId } from '../../src/events.ts';
import type { Letter } from '../../src/letter.ts';
import { LEASE_SECONDS } from '../../src/ports/outbox.ts';
import type { Records } from '../../src/ports/store.ts';
import { everyKind } from '../support/decks.ts';
import { togetherContract } from './together.ts';

const HERE: WorkspaceId = 'slack:T1';
const THERE: WorkspaceId = 'slack:T2';
const NOW = Temporal.Instant.from('2026-11-23T08:00:00.123Z');
const DAY = Temporal.PlainDate.from('2026-11-23');

const ana = {
  ...newMember('ana', { name: 'Ana', zone: 'Europe/Berlin' }, 'UTC'),
  leaves: [
    { from: DAY, until: DAY.add({ days: 3 }) },
    { from: DAY.add({ days: 9 }), until: DAY.add({ days: 12 }), fromStatus: true },
  ],
  trip: { zone: 'Asia/Tokyo', from: DAY, until: DAY.add({ days: 5 }), home: 'Europe/Berlin' },
  hours: { from: Temporal.PlainTime.from('07:30'), until: Temporal.PlainTime.from('16:00') },
  holidays: 'DE-BY',
  readStatus: true,
  askConfidence: true,
  weekly: 12,
};

function letter(id: string, purpose = id): Letter {
  return {
    id,
    workspace: HERE,
    to: { kind: 'member', member: 'ana' },
    outbound: { text: 'Hello', blocks: [{ type: 'divider' }] },
    purpose,
  };
}

const session: Session = {
  id: 's1',
  member: 'ana',
  day: DAY,
  status: 'open',
  planned: true,
  prompts: [{ deck: 'every-kind', item: 'padlock', version: 1, purpose: 'new', progress: [] }],
  position: 0,
  askedAt: NOW,
};

const probe: Probe = {
  ...{ member: 'ana', deck: 'every-kind', item: 'padlock', horizon: 'day', arm: 'both', state: 'waiting', exposedAt: NOW },
  window: { from: NOW.add({ hours: 18 }), until: NOW.add({ hours: 36 }) },
};
const week: Probe = { ...probe, horizon: 'week', window: { from: NOW.add({ hours: 144 }), until: NOW.add({ hours: 192 }) } };
const answeredProbe: Probe = { ...probe, state: 'answered', settledAt: NOW.add({ hours: 24 }), attempt: 'a24' };

const attempt: Attempt = {
  id: 'a1',
  member: 'ana',
  deck: 'every-kind',
  item: 'padlock',
  version: 1,
  purpose: 'review',
  askedAt: NOW,
  answeredAt: NOW,
  day: DAY,
  zone: 'Europe/Berlin',
  reply: { type: 'typed', text: 'no; "quoted" \\ and 漢字' },
  verdict: 'correct',
  credit: 1,
  hints: 2,
  confidence: 'fairly',
  matched: ['one', 'with, comma'],
  missed: [],
  grader: 'rules',
  firstOfDay: true,
  gapHours: 24.5,
  misconceptions: ['padlock-honest'],
  refused: 'guess',
  letter: 2,
};

const entry: LedgerEntry = {
  ...{ member: 'ana', deck: 'every-kind', misconception: 'padlock-honest', standing: 'seen', items: ['padlock'] },
  ...{ version: 1, times: 1, sinceDay: DAY, since: NOW },
};

/** What every store has to do, whatever PostgreSQL it runs on. */
export function storeContract(database: () => Database): void {
  const store = () => openStore(database());
  const here = <T>(work: (records: Records) => Promise<T>) => store().within(HERE, work);
  const there = <T>(work: (records: Records) => Promise<T>) => store().within(THERE, work);

  describe('keeps and gives back', () => {
    it('a member', async () => {
      await here((records) => records.members.save(ana));
      expect(await here((records) => records.members.lock('ana'))).toEqual(ana);
      expect(await here((records) => records.members.lock('nobody'))).toBeUndefined();
    });

    it('a session', async () => {
      await here((records) => records.sessions.save(session));
      expect(await here((records) => records.sessions.latest('ana'))).toEqual(session);
      expect(await here((records) => records.sessions.days('ana', 5))).toEqual([{ day: DAY }]);
    });

    it('a day on which a check took the place of practice as a free one', async () => {
      const asked = { deck: 'basics', item: 'item-1', version: 1, progress: [] };
      const check: Prompt = { ...asked, purpose: 'probe', result: 'right' };
      const days = async (...prompts: Prompt[]) => {
        await here((records) => records.sessions.save({ ...session, prompts }));
        return here((records) => records.sessions.days('ana', 5));
      };
      const review: Prompt = { ...asked, item: 'item-2', purpose: 'review' };
      expect(await days(check)).toEqual([]);
      expect(await days(check, review)).toEqual([{ day: DAY, isFree: true }]);
      expect(await days(review)).toEqual([{ day: DAY }]);
      expect(await days(check, { ...review, result: 'missed' })).toEqual([{ day: DAY }]);
    });

    it('the course of an item, and how many had lost it when they met it again', async () => {
      const course: Course = { deck: 'every-kind', item: 'padlock', startedOn: DAY, misses: 3, restsSince: DAY };
      const reviewed = { ...course, firstReview: { version: 1, recalled: false } };
      await here((records) => records.courses.save('ana', course));
      expect(await here((records) => records.courses.get('ana', course))).toEqual(course);
      await here((records) => records.courses.save('ana', reviewed));
      await here((records) => records.courses.save('ben', { ...course, firstReview: { version: 1, recalled: true } }));
      await here(async ({ courses }) => {
        expect(await courses.of('ana')).toEqual([reviewed]);
        expect(await courses.firstReviews({ ...course, version: 1 })).toEqual({ learners: 2, missed: 1 });
        expect(await courses.firstReviews({ ...course, version: 2 })).toEqual({ learners: 0, missed: 0 });
        expect(await courses.findHard({ ...course, version: 1 }, NOW)).toBe(true);
        expect(await courses.findHard({ ...course, version: 1 }, NOW)).toBe(false);
      });
    });

    it('an experiment as it was planned, and the side of a member as it was first', async () => {
      const plan = { id: 'e1', salt: 'salt', share: 0.15, days: 56, recall: 0.6, effect: 0.05, plannedAt: NOW };
      const own = { member: 'ana', heldOut: true, assignedAt: NOW };
      await here(({ experiments }) => experiments.save(plan));
      await here(({ experiments }) => experiments.save({ ...plan, days: 1, startedAt: NOW }));
      await here(async ({ experiments }) => {
        expect(await experiments.latest()).toEqual({ ...plan, startedAt: NOW });
        await experiments.assign('e1', [own]);
        await experiments.assign('e1', [{ ...own, heldOut: false, leftAt: NOW }]);
        expect(await experiments.assignment('e1', 'ana')).toEqual({ ...own, leftAt: NOW });
        expect(await experiments.assignment('e1', 'ben')).toBeUndefined();
        expect(await experiments.assignments('e1', ['ben', 'ana'])).toEqual([{ ...own, leftAt: NOW }]);
      });
      expect(await there(({ experiments }) => experiments.latest())).toBeUndefined();
      expect(await there(({ experiments }) => experiments.assignment('e1', 'ana'))).toBeUndefined();
    });

    it('what people of an experiment practised before and recalled after a week, by marks as they stand', async () => {
      const [start, end] = [NOW.add({ hours: 1 }), NOW.add({ hours: 500 })];
      const later = { answeredAt: NOW.add({ hours: 200 }), purpose: 'probe', verdict: 'incorrect' } as const;
      const mended = { purpose: 'review', verdict: 'correct', grader: 'ruling' } as const;
      const over = { ...week, exposedAt: start, state: 'answered', settledAt: later.answeredAt } as const;
      await here(async ({ experiments, members, attempts, probes }) => {
        await members.save(ana);
        await experiments.assign('e1', [{ member: 'ana', heldOut: true, assignedAt: start }]);
        for (const id of ['a1', 'a2']) await attempts.append({ ...attempt, id, verdict: 'incorrect' });
        await attempts.append({ ...attempt, ...mended, id: 'a3', corrects: 'a2' });
        for (const id of ['w1', 'w2']) await attempts.append({ ...attempt, ...later, id });
        await attempts.append({ ...attempt, ...mended, id: 'w3', corrects: 'w2', answeredAt: end });
        await probes.save({ ...over, attempt: 'w1' });
        await probes.save({ ...over, item: 'other', attempt: 'w2' });
        await probes.save({ ...over, item: 'silent', state: 'missing' });
        await probes.save({ ...over, item: 'control', arm: 'control', attempt: 'w2' });
        await probes.save({ ...over, item: 'late', settledAt: end, attempt: 'w2' });
        await probes.save({ ...over, item: 'early', exposedAt: NOW, attempt: 'w2' });
        await probes.save({ ...over, item: 'next day', horizon: 'day', attempt: 'w2' });
      });
      const span = { from: start, until: end };
      expect(await here(({ experiments }) => experiments.participants('e1', span))).toEqual([
        { heldOut: true, before: { hits: 1, n: 2 }, week: { asked: 3, answered: 2, recalled: 1 }, stopped: false, leftIt: false },
      ]);
      expect(await there(({ experiments }) => experiments.participants('e1', span))).toEqual([]);
    });

    it('which wording was asked', async () => {
      await here((records) => records.attempts.append({ ...attempt, wording: 2 }));
      expect(await here((records) => records.attempts.get('a1'))).toEqual({ ...attempt, wording: 2 });
    });

    it('an attempt, and by which letter it was picked', async () => {
      await here((records) => records.attempts.append(attempt));
      await here((records) => records.attempts.append({ ...attempt, id: 'a2' }));
      expect((await here((records) => records.attempts.since(['ana'], DAY)))[0]).toEqual(attempt);
      expect(await here((records) => records.attempts.since(['ana'], DAY.add({ days: 1 })))).toEqual([]);
      expect(await here((records) => records.attempts.picks('ana', 1))).toEqual([{ ...attempt, id: 'a2' }]);
    });

    it('what somebody has shown, the last tries, and the awards for it', async () => {
      const proof: Proof = {
        ...{ family: 'day-return', subject: 'every-kind/padlock', attempt: 'a1', deck: 'every-kind', item: 'padlock' },
        ...{ version: 1, day: DAY },
      };
      const lapsed = { ...proof, subject: 'every-kind/other', item: 'other', lapsedBy: 'a2' };
      const award: Award = {
        ...{ member: 'ana', family: 'day-return', tier: 0, earnedAt: NOW, earnedOn: DAY },
        ...{ state: 'held', announced: false, action: 'offered' },
      };
      await here(async ({ proofs, awards }) => {
        for (const each of [proof, lapsed]) await proofs.save('ana', each);
        await proofs.saveTries('ana', 'day-return', '011');
        await awards.save(award);
        await awards.save({ ...award, state: 'lapsed', action: 'declined', offeredAt: NOW });
      });
      await here(async ({ proofs, awards }) => {
        expect(await proofs.counts('ana')).toEqual(new Map([['day-return', 1]]));
        expect(await proofs.about('ana', ['every-kind/padlock'])).toEqual([proof]);
        expect(await proofs.of('ana')).toEqual([lapsed, proof]);
        expect(await proofs.ofItem(proof)).toEqual([{ member: 'ana', ...proof }]);
        expect(await proofs.tries('ana')).toEqual(new Map([['day-return', '011']]));
        expect(await awards.of('ana')).toEqual([{ ...award, state: 'lapsed', action: 'declined', offeredAt: NOW }]);
        expect(await awards.since(['ana', 'ben'], DAY)).toHaveLength(1);
        expect(await awards.since(['ana'], DAY.add({ days: 1 }))).toEqual([]);
        expect(await awards.since(['ben'], DAY)).toEqual([]);
        await proofs.remove('ana', proof);
        expect(await proofs.of('ana')).toEqual([lapsed]);
      });
    });

    it('who has answered something, each once, and nobody of another workspace', async () => {
      await here(async ({ attempts }) => {
        for (const [id, member] of ['ben', 'ana', 'ana'].entries()) await attempts.append({ ...attempt, id: `a${id}`, member });
      });
      expect(await here((records) => records.attempts.learners())).toEqual(['ana', 'ben']);
      expect(await store().within(THERE, (records) => records.attempts.learners())).toEqual([]);
    });

    it('an attempt that corrects another, and how an answer was understood', async () => {
      const missed = { ...attempt, verdict: 'incorrect', credit: 0, said: 'True' } as const;
      const correction = { ...attempt, id: 'a2', corrects: 'a1', grader: 'ruling', said: 'True' } as const;
      await here((records) => records.attempts.append(missed));
      expect(await here((records) => records.attempts.corrected(['a1']))).toEqual([]);
      await here((records) => records.attempts.append(correction));
      await here(async ({ attempts }) => {
        expect(await attempts.get('a1')).toEqual(missed);
        expect(await attempts.latest('ana')).toEqual(missed);
        expect(await attempts.latest('ben')).toBeUndefined();
        expect(await attempts.log('ana', missed)).toEqual([missed, correction]);
        expect(await attempts.log('ana', { deck: 'every-kind', item: 'other' })).toEqual([]);
        expect(await attempts.belowRight(missed)).toEqual([missed]);
        expect(await attempts.corrected(['a1', 'a2'])).toEqual(['a1']);
      });
      await store().within(THERE, async ({ attempts }) => {
        expect(await attempts.get('a1')).toBeUndefined();
        expect(await attempts.belowRight(missed)).toEqual([]);
        expect(await attempts.corrected(['a1'])).toEqual([]);
      });
    });

    it('counts how sure somebody was by marks as they stand', async () => {
      const missed: Attempt = { ...attempt, id: 'a1', confidence: 'sure', verdict: 'incorrect', firstOfDay: true, hints: 0 };
      await here(({ attempts }) => attempts.append(missed));
      const tally = { confidence: 'sure', answers: 1 };
      expect(await here(({ attempts }) => attempts.confidence('ana'))).toEqual([{ ...tally, right: 0 }]);
      await here(({ attempts }) =>
        attempts.append({ ...missed, id: 'a2', verdict: 'correct', grader: 'ruling', corrects: 'a1' }),
      );
      expect(await here(({ attempts }) => attempts.confidence('ana'))).toEqual([{ ...tally, right: 1 }]);
    });

    it('a dispute, and what became of it', async () => {
      const same = { deck: 'every-kind', item: 'padlock', version: 1, question: '17', answer: 'true' };
      const dispute = { ...same, attempt: 'a1', member: 'ana', at: NOW, told: false };
      const unasked = { ...same, attempt: 'a2', member: 'ben', ruling: 'r1', told: false };
      await here((records) => records.disputes.save(dispute));
      await here((records) => records.disputes.save(unasked));
      await here(async ({ disputes }) => {
        expect(await disputes.of('a1', 'ana')).toEqual(dispute);
        expect(await disputes.of('a1', 'ben')).toBeUndefined();
        expect(await disputes.waiting({ lock: true })).toEqual([dispute]);
        expect(await disputes.untold('ana')).toEqual([]);
        expect(await disputes.untold('ben')).toEqual([unasked]);
      });
      await here((records) => records.disputes.save({ ...dispute, ruling: 'r1', told: true }));
      await here(async ({ disputes }) => {
        expect(await disputes.of('a1', 'ana')).toEqual({ ...dispute, ruling: 'r1', told: true });
        expect(await disputes.waiting({ lock: false })).toEqual([]);
        expect(await disputes.untold('ana')).toEqual([]);
      });
      expect(await store().within(THERE, ({ disputes }) => disputes.of('a1', 'ana'))).toBeUndefined();
    });

    it('lets one ruling alone see what waits', async () => {
      const same = { deck: 'every-kind', item: 'padlock', version: 1, question: '17', answer: 'true' };
      await here(({ disputes }) => disputes.save({ ...same, attempt: 'a1', member: 'ana', at: NOW, told: false }));
      const rule = (ruling: string) =>
        here(async ({ disputes }) => {
          const waiting = await disputes.waiting({ lock: true });
          for (const dispute of waiting) await disputes.save({ ...dispute, ruling, told: true });
          return waiting.length;
        });
      expect((await Promise.all(['r1', 'r2', 'r3'].map(rule))).sort()).toEqual([0, 0, 1]);
    });

    it('figures of marks, deck by deck: what was given up or corrected is no further answer', async () => {
      const answers: Attempt[] = [
        { ...attempt, id: 'a1', verdict: 'incorrect' },
        { ...attempt, id: 'a2', member: 'ben', grader: 'self' },
        { ...attempt, id: 'a3', member: 'ben', reply: { type: 'picked', options: ['0'] }, said: 'True' },
        { ...attempt, id: 'a4', reply: { type: 'typed', text: '' } },
        { ...attempt, id: 'a5', grader: 'ruling', corrects: 'a1' },
      ];
      await here(async ({ attempts, disputes }) => {
        for (const answer of answers) await attempts.append(answer);
        const same = { deck: 'every-kind', item: 'padlock', version: 1, question: '17', answer: 'true' };
        await disputes.save({ ...same, attempt: 'a1', member: 'ana', at: NOW, told: false });
        await disputes.save({ ...same, attempt: 'a3', member: 'ben', ruling: 'r1', told: false });
      });
      expect(await here(({ disputes }) => disputes.figures())).toEqual([
        { deck: 'every-kind', answers: 3, people: 2, decided: 2, disputed: 1, corrected: 1 },
      ]);
      expect(await store().within(THERE, ({ disputes }) => disputes.figures())).toEqual([]);
    });

    it('a buddy, and what they were asked', async () => {
      const buddy: Buddy = { explainer: 'ana', buddy: 'ben', status: 'asked', namedAt: NOW };
      const later: Buddy = { ...buddy, buddy: 'cem', status: 'named', namedAt: NOW.add({ hours: 1 }) };
      await here(async ({ buddies }) => {
        await buddies.save(buddy);
        await buddies.save(later);
        await buddies.save({ ...buddy, status: 'agreed' });
      });
      await here(async ({ buddies }) => {
        expect(await buddies.get('ana', 'ben')).toEqual({ ...buddy, status: 'agreed' });
        expect(await buddies.get('ben', 'ana')).toBeUndefined();
        expect(await buddies.of('ana')).toEqual([later, { ...buddy, status: 'agreed' }]);
        expect(await buddies.naming('cem')).toEqual([later]);
      });
      expect(await store().within(THERE, ({ buddies }) => buddies.of('ana'))).toEqual([]);
    });

    it('an explanation, and what became of it and of its credit', async () => {
      const waiting: Explanation = {
        ...{ attempt: 'a1', explainer: 'ana', buddy: 'ben', deck: 'd', item: 'i', version: 1, state: 'waiting', open: true },
        ...{ givenAt: NOW, reminded: false, ticks: [], note: '', told: false, credit: 'none', creditTold: false },
      };
      const rated: Explanation = {
        ...{ ...waiting, state: 'rated', open: false, sentAt: NOW, letter: 'l1', reminded: true, ticks: ['idea', 'not'] },
        ...{ note: 'so; "quoted"', ratedAt: NOW, credit: 'pending' },
      };
      const save = (explanation: Explanation) => here(({ explanations }) => explanations.save(explanation));
      await save(waiting);
      expect(await here(({ explanations }) => explanations.untold('ana'))).toEqual([]);
      await save(rated);
      await here(async ({ explanations }) => {
        expect(await explanations.get('a1')).toEqual(rated);
        expect(await explanations.of('ana')).toEqual([rated]);
        expect(await explanations.givenTo('ben')).toEqual([rated]);
        expect(await explanations.untold('ana')).toEqual([rated]);
        expect(await explanations.heard('ben', rated)).toEqual([rated]);
        expect(await explanations.heard('ben', { deck: 'd', item: 'other' })).toEqual([]);
        expect(await explanations.countSent('ben', NOW)).toBe(1);
        expect(await explanations.countSent('ben', NOW.add({ seconds: 1 }))).toBe(0);
      });
      const matured: Explanation = { ...rated, told: true, credit: 'matured', maturedAt: NOW };
      await save(matured);
      await save({ ...matured, attempt: 'a2', creditTold: true });
      expect(await here(({ explanations }) => explanations.untold('ana'))).toEqual([matured]);
      await store().within(THERE, async ({ explanations }) => expect(await explanations.of('ana')).toEqual([]));
    });

    it('that somebody met an item otherwise, and nothing else of what they remember', async () => {
      const item = { deck: 'd', item: 'i' };
      const memory: Memory = {
        ...{ ...item, stability: 2, difficulty: 5, lastDay: DAY, dueDay: DAY, seenAt: NOW },
        ...{ reviews: 1, missed: true, recalled: false },
      };
      const later = NOW.add({ hours: 1 });
      await here(async ({ memories }) => {
        await memories.save('ana', memory);
        await memories.meet('ana', item, later);
        await memories.meet('ana', item, NOW);
        await memories.meet('ben', item, later);
      });
      expect(await here(({ memories }) => memories.get('ana', item))).toEqual({ ...memory, seenAt: later });
      expect(await here(({ memories }) => memories.get('ben', item))).toBeUndefined();
    });

    it('a ruling', async () => {
      const ruling: Ruling = {
        ...{ id: 'r1', deck: 'every-kind', item: 'padlock', version: 1, question: '17', answer: 'true', said: 'True; "quoted"' },
        ...{ reply: attempt.reply, decision: 'refused', reason: 'No', people: 3, at: NOW },
      };
      await here((records) => records.rulings.add(ruling));
      await here(async ({ rulings }) => {
        expect(await rulings.get('r1')).toEqual(ruling);
        expect(await rulings.on('every-kind')).toEqual([ruling]);
        expect(await rulings.on('every-kind', 'padlock')).toEqual([ruling]);
        expect(await rulings.on('every-kind', 'other')).toEqual([]);
      });
      expect(await store().within(THERE, ({ rulings }) => rulings.on('every-kind'))).toEqual([]);
    });

    it('a version that a ruling makes, also when the deck is put again', async () => {
      const item = everyKind.items.find((each) => each.kind === 'short-text');
      if (!item) throw new Error('the deck has no short text');
      const same = { deck: 'every-kind', item: item.id, version: 1, question: questionOf(item), answer: 'repeat safe' };
      const ruling: Ruling = {
        ...{ ...same, id: 'r1', said: 'repeat-safe', reply: { type: 'typed', text: 'repeat-safe' } },
        ...{ decision: 'always', people: 1, at: NOW },
      };
      const learned = withRulings(item, [ruling]);
      const versions = () => here(async ({ decks }) => [await decks.current(same), (await decks.items(['every-kind'])).length]);
      await here((records) => records.decks.put(everyKind, 0));
      await here((records) => records.rulings.add(ruling));
      await here((records) => records.decks.revise({ deck: 'every-kind', version: 2, item: learned }));
      await here((records) => records.decks.put({ ...everyKind, title: 'Put again' }, 0));
      expect(await versions()).toEqual([2, everyKind.items.length]);
      const asked = await here((records) => records.decks.version({ ...same, version: 2 }));
      expect(asked?.item).toMatchObject({ answers: ['idempotent', 'idempotence', 'repeat-safe'] });
      await store().within(THERE, (records) => records.decks.put(everyKind, 0));
      expect(await store().within(THERE, (records) => records.decks.current(same))).toBe(1);
    });

    it('a team and its members', async () => {
      const team = newTeam('t1', { id: 'C1', name: '#support' }, 'every-kind', 'UTC');
      await here((records) => records.teams.save(team));
      await here((records) => records.teams.setMember('t1', 'ana', 'lead'));
      expect(await here((records) => records.teams.get('t1'))).toEqual(team);
      expect(await here((records) => records.teams.members('t1'))).toEqual([{ member: 'ana', role: 'lead' }]);
      await here((records) => records.teams.setMember('t1', 'ana', undefined));
      expect(await here((records) => records.teams.members('t1'))).toEqual([]);
    });

    it('a deck: a changed item is a new version, and one that is gone is asked no more', async () => {
      await here((records) => records.decks.put(everyKind, 0));
      await here((records) => records.decks.put(everyKind, 0));
      const [first, second, ...rest] = everyKind.items;
      if (!first || !second) throw new Error('the deck is empty');
      await here((records) => records.decks.put({ ...everyKind, items: [{ ...first, prompt: 'Changed?' }, ...rest] }, 0));
      const items = await here((records) => records.decks.items(['every-kind']));
      expect(items.map((item) => `${item.item} ${item.version}`)).toEqual([
        `${first.id} 2`,
        ...rest.map((item) => `${item.id} 1`),
      ]);
      const old = await here((records) => records.decks.version({ deck: 'every-kind', item: first.id, version: 1 }));
      expect(old?.item).toEqual(first);
      expect(await here((records) => records.decks.list())).toEqual([
        { id: 'every-kind', title: 'Every kind', description: 'Every kind.', items: everyKind.items.length - 1 },
      ]);
    });
  });

  describe('says once', () => {
    it('takes an event once', async () => {
      expect(await here((records) => records.claim('e1', NOW))).toBe(true);
      expect(await here((records) => records.claim('e1', NOW))).toBe(false);
      expect(await store().within(THERE, (records) => records.claim('e1', NOW))).toBe(true);
    });

    it('says one thing for a purpose', async () => {
      expect(await here((records) => records.letters.claim('session:ana', NOW))).toBe(true);
      expect(await here((records) => records.letters.claim('session:ana', NOW))).toBe(false);
      expect(await store().within(THERE, (records) => records.letters.claim('session:ana', NOW))).toBe(true);
    });

    it('keeps nothing of a turn that fails', async () => {
      const failing = here(async (records) => {
        await records.claim('e1', NOW);
        await records.members.save(ana);
        throw new Error('in the middle');
      });
      await expect(failing).rejects.toThrow('in the middle');
      expect(await here((records) => records.claim('e1', NOW))).toBe(true);
      expect(await here((records) => records.members.any())).toBe(false);
    });
  });

  describe('sends letters', () => {
    const add = (letters: readonly Letter[], holder?: string) => here((records) => records.letters.add(letters, NOW, holder));
    const later = (seconds: number) => NOW.add({ seconds });
    const ids = (letters: readonly Letter[]) => letters.map((each) => each.id);
    const sent = (id: string, ref: string) => ({ id, tries: 0, repeats: 0, state: 'sent' as const, ref });

    it('which are the holder’s at once, and somebody else’s only when the holder has gone silent', async () => {
      expect(await add([letter('l1'), letter('l2')], 'p1')).toMatchObject([{ taken: true }, { taken: true }]);
      expect(await store().outbox.take(HERE, 'p2', NOW, 10)).toEqual([]);
      expect(await store().outbox.waiting(NOW, ['slack'], 10)).toEqual([]);
      expect(await store().outbox.waiting(later(30), ['slack'], 10)).toEqual([HERE]);
      const [taken] = await store().outbox.take(HERE, 'p2', later(30), 10);
      expect(taken).toMatchObject({ id: 'l1', doubt: 'silent', repeats: 1, tries: 0, queuedAt: NOW });
    });

    it('in the order of their conversation, one at a time', async () => {
      await add([letter('l1'), letter('l2')]);
      expect(ids(await store().outbox.take(HERE, 'p1', NOW, 10))).toEqual(['l1']);
      expect(ids(await store().outbox.take(HERE, 'p1', NOW, 10))).toEqual([]);
      await store().outbox.settle(HERE, 'p1', [sent('l1', 'D1:1')]);
      expect(await store().outbox.take(HERE, 'p1', NOW, 10)).toMatchObject([{ id: 'l2', repeats: 0 }]);
      const sentAt = NOW.add({ seconds: LEASE_SECONDS });
      const kept = { ...letter('l1'), state: 'sent', ref: 'D1:1', sentAt };
      expect(await here((records) => records.letters.get('l1'))).toEqual(kept);
    });

    it('that wait behind earlier ones, whoever says them, and all of a conversation for whom asks for them', async () => {
      await add([letter('l1')]);
      expect(await add([letter('l2')], 'p1')).toMatchObject([{ taken: false }]);
      expect(ids(await store().outbox.take(HERE, 'p1', NOW, ['l2']))).toEqual([]);
      expect(ids(await store().outbox.take(HERE, 'p1', NOW, ['l1', 'l2']))).toEqual(['l1', 'l2']);
    });

    it('none of them to whom asks for all, where somebody else has the first of them in hand', async () => {
      await add([letter('l1'), letter('l2')]);
      await store().outbox.take(HERE, 'p1', NOW, 10);
      expect(ids(await store().outbox.take(HERE, 'p2', NOW, ['l1', 'l2']))).toEqual([]);
      await store().outbox.settle(HERE, 'p1', [sent('l1', 'D1:1')]);
      expect(ids(await store().outbox.take(HERE, 'p2', NOW, ['l1', 'l2']))).toEqual(['l2']);
    });

    it('whose outcome counts only from who has them', async () => {
      await add([letter('l1')], 'p1');
      await store().outbox.take(HERE, 'p2', later(30), 10);
      await store().outbox.settle(HERE, 'p1', [{ ...sent('l1', 'D1:1'), state: 'failed', reason: 'late' }]);
      expect(await here((records) => records.letters.get('l1'))).toMatchObject({ state: 'sending' });
      await store().outbox.settle(HERE, 'p2', [sent('l1', 'D1:2')]);
      expect(await here((records) => records.letters.get('l1'))).toMatchObject({ state: 'sent', ref: 'D1:2' });
    });

    it('later, and in doubt, where that is what became of them', async () => {
      await add([letter('l1')], 'p1');
      const outcome = { id: 'l1', tries: 1, repeats: 1, state: 'unsure' as const, notBefore: later(8), reason: 'no answer' };
      await store().outbox.settle(HERE, 'p1', [outcome]);
      expect(await store().outbox.take(HERE, 'p1', later(7), 10)).toEqual([]);
      expect(await store().outbox.take(HERE, 'p1', later(8), 10)).toMatchObject([{ doubt: 'unsure', tries: 1, repeats: 2 }]);
    });

    it('that replace a message, in the place where it is now', async () => {
      await add([letter('l1')], 'p1');
      await store().outbox.settle(HERE, 'p1', [sent('l1', 'D1:1')]);
      expect(await add([{ ...letter('l2'), replaces: 'l1' }], 'p1')).toMatchObject([{ replaces: 'l1', ref: 'D1:1' }]);
      await store().outbox.settle(HERE, 'p1', [{ ...sent('l2', 'D1:9'), moved: 'l1' }]);
      expect(await add([{ ...letter('l3'), replaces: 'l2' }])).toMatchObject([{ replaces: 'l1', ref: 'D1:9' }]);
      expect(await store().outbox.take(HERE, 'p1', NOW, 10)).toMatchObject([{ id: 'l3', ref: 'D1:9' }]);
      expect(await add([{ ...letter('l4'), replaces: 'unknown' }])).not.toMatchObject([{ replaces: 'unknown' }]);
    });

    it('into the thread of a message, wherever that stands by now', async () => {
      const into = (id: string, thread: string): Letter => ({ ...letter(id), to: { kind: 'channel', channel: 'C1', thread } });
      await add([{ ...letter('l1'), to: { kind: 'channel', channel: 'C1' } }], 'p1');
      // It is behind the message, so it waits for it.
      await add([into('l2', 'l1')]);
      expect(await store().outbox.take(HERE, 'p1', NOW, 10)).toEqual([]);
      await store().outbox.settle(HERE, 'p1', [sent('l1', 'C1:1')]);
      expect(await store().outbox.take(HERE, 'p1', NOW, 10)).toMatchObject([{ id: 'l2', under: 'C1:1' }]);
      await store().outbox.settle(HERE, 'p1', [sent('l2', 'C1:2')]);
      await add([{ ...letter('l3'), to: { kind: 'channel', channel: 'C1' }, replaces: 'l1' }], 'p1');
      expect(await add([into('l4', 'l3')], 'p1')).toMatchObject([{ to: { thread: 'l1' }, under: 'C1:1' }]);
    });

    it('in a lane that one process holds', async () => {
      await add([letter('l1')]);
      expect(await store().outbox.hold(HERE, 'p1', NOW)).toBe(true);
      expect(await store().outbox.hold(HERE, 'p1', later(5))).toBe(true);
      expect(await store().outbox.hold(HERE, 'p2', later(6))).toBe(false);
      expect(await store().outbox.waiting(later(6), ['slack'], 10)).toEqual([]);
      expect(await store().outbox.hold(HERE, 'p2', later(26))).toBe(true);
      await store().outbox.release(HERE, 'p2', later(60));
      expect(await store().outbox.hold(HERE, 'p1', later(30))).toBe(false);
      expect(await store().outbox.waiting(later(30), ['slack'], 10)).toEqual([]);
      expect(await store().outbox.waiting(later(61), ['slack'], 10)).toEqual([HERE]);
    });
  });

  togetherContract(database);

  describe('rings', () => {
    it('what is due, the longest due first, each once', async () => {
      await here((records) => records.alarms.set('session', 'ana', NOW));
      await store().within(THERE, (records) => records.alarms.set('summary', 't1', NOW.subtract({ hours: 1 })));
      await here((records) => records.alarms.set('session', 'ben', NOW.add({ seconds: 1 })));
      const due = await store().takeDue(NOW, 10);
      expect(due.map((alarm) => `${alarm.workspace} ${alarm.kind} ${alarm.subject}`)).toEqual([
        'slack:T2 summary t1',
        'slack:T1 session ana',
      ]);
      expect(await store().takeDue(NOW, 10)).toEqual([]);
      expect(await store().takeDue(NOW.add({ minutes: 2 }), 10)).toHaveLength(3);
      expect(await store().nextDueAt()).toEqual(NOW.subtract({ hours: 1 }));
      const alarm = { kind: 'session', subject: 'ana', at: NOW } as const;
      expect(await here((records) => records.alarms.take(alarm))).toBe(true);
      expect(await here((records) => records.alarms.take(alarm))).toBe(false);
    });

    it('not what has been moved meanwhile', async () => {
      await here((records) => records.alarms.set('session', 'ana', NOW));
      await here((records) => records.alarms.set('session', 'ana', NOW.add({ hours: 1 })));
      expect(await here((records) => records.alarms.take({ kind: 'session', subject: 'ana', at: NOW }))).toBe(false);
    });
  });

  it('knows how long what is due has waited, on each platform', async () => {
    expect(await store().lag(NOW)).toEqual({ letterMs: {}, alarmMs: 0 });
    await here((records) => records.letters.add([letter('l1')], NOW, undefined));
    await here((records) => records.letters.add([letter('l2')], NOW.add({ seconds: 2 }), undefined));
    await store().within('slack:T0', (records) =>
      records.letters.add([{ ...letter('l3'), workspace: 'slack:T0' }], NOW.add({ seconds: 1 }), undefined),
    );
    await store().within('teams:t', (records) =>
      records.letters.add([{ ...letter('l4'), workspace: 'teams:t' }], NOW.add({ seconds: 9 }), undefined),
    );
    await here((records) => records.alarms.set('session', 'ana', NOW.add({ seconds: 4 })));
    expect(await store().lag(NOW.add({ seconds: 5 }))).toEqual({ letterMs: { slack: 5_000 }, alarmMs: 1_000 });
    // What somebody has in hand does not wait.
    await store().outbox.take(HERE, 'me', NOW.add({ seconds: 5 }), ['l1', 'l2']);
    expect((await store().lag(NOW.add({ seconds: 5 }))).letterMs).toEqual({ slack: 4_000 });
  });

  it('has every migration when it is open', async () => {
    expect(await pendingMigrations(database())).toEqual([]);
  });

  it('keeps a learner’s probes of an item, one of each horizon, and counts those that wait from when the item was seen', async () => {
    await here(async (records) => {
      for (const each of [probe, { ...probe, member: 'ben' }, week, answeredProbe]) await records.probes.save(each);
      await records.probes.expose(['ana'], probe, NOW.add({ hours: 1 }));
    });
    const { window: _, ...seen } = week;
    expect(await here((records) => records.probes.of('ana', probe))).toEqual([
      answeredProbe,
      { ...seen, exposedAt: NOW.add({ hours: 1 }) },
    ]);
    expect(await here((records) => records.probes.pending('ana'))).toHaveLength(1);
    expect(await here((records) => records.probes.of('ben'))).toEqual([{ ...probe, member: 'ben' }]);
    expect(await here((records) => records.probes.of('ana', { deck: 'every-kind', item: 'refund-days' }))).toEqual([]);
  });

  it('tells what came of probes, by the answer as it stands, and nothing of another workspace', async () => {
    const later = NOW.add({ hours: 24 });
    await here(async (records) => {
      await records.members.save(ana);
      await records.decks.put(everyKind, 0);
      const wrong = { ...attempt, id: 'a24', answeredAt: later, verdict: 'incorrect', purpose: 'probe' } as const;
      await records.attempts.append(wrong);
      await records.attempts.append({
        ...wrong,
        id: 'a25',
        answeredAt: later.add({ hours: 5 }),
        verdict: 'correct',
        corrects: 'a24',
      });
      await records.probes.save(answeredProbe);
      await records.probes.save({ ...week, state: 'missing', settledAt: later.add({ hours: 200 }) });
    });
    const common = { learner: 'ana', deck: 'every-kind', item: 'padlock', topic: 'Phishing', arm: 'both' };
    expect(await here((records) => records.probes.rows(NOW))).toEqual([
      { ...common, horizon: '24h', elapsedHours: 24, outcome: 'recalled' },
      { ...common, horizon: '7d', outcome: 'missing' },
    ]);
    expect(await here((records) => records.probes.rows(later.add({ hours: 1 })))).toHaveLength(1);
    const among = (members: string[], hours: number) =>
      here((records) => records.probes.rows(NOW, { members, until: later.add({ hours }) }));
    expect([await among(['ana'], 1), await among(['ana'], 300), await among(['ben'], 300)].map(({ length }) => length)).toEqual([
      1, 2, 0,
    ]);
    expect(await openStore(database()).within(THERE, (records) => records.probes.rows(NOW))).toEqual([]);
  });

  it('keeps the path that a member follows, and tells what their answers a week later show, as they stand', async () => {
    const since = Temporal.PlainDate.from('2026-11-24');
    const [said, week] = [{ ...attempt, hints: 0, gapHours: 150 }, NOW.add({ hours: 200 })];
    await here(async (records) => {
      await records.paths.follow('ana', { path: 'helper', since: since.subtract({ days: 1 }) });
      await records.paths.follow('ana', { path: 'seller', since });
      const held = { path: 'seller', module: 'talks', stage: 'foundation', heldAt: NOW } as const;
      expect(await records.paths.hold('ana', held)).toBe(true);
      expect(await records.paths.hold('ana', { ...held, heldAt: week })).toBe(false);
      const wrong = { ...said, id: 'p1', verdict: 'incorrect' } as const;
      await records.attempts.append(wrong);
      await records.attempts.append({ ...said, id: 'p2', answeredAt: week, corrects: 'p1', verdict: 'correct' });
      const { gapHours: _, ...never } = said;
      await records.attempts.append({ ...never, id: 'p3', answeredAt: week, purpose: 'test-out', verdict: 'correct' });
      const others = [{ gapHours: 100 }, { hints: 1 }, { firstOfDay: false }, { verdict: 'unsure' }, { deck: 'other' }] as const;
      for (const [i, other] of others.entries()) await records.attempts.append({ ...said, id: `q${i}`, ...other });
      await records.attempts.append({
        ...said,
        id: 'p4',
        answeredAt: week.add({ hours: 1 }),
        verdict: 'correct',
        confidence: 'guess',
      });
    });
    expect(await here(({ paths }) => paths.followed('ana'))).toEqual({ path: 'seller', since });
    const { deck, item, version } = attempt;
    expect(await here(({ paths }) => paths.recalls('ana', [deck]))).toEqual([
      { deck, item, version, right: true, gapHours: 150 },
      { deck, item, version, right: true },
      { deck, item, version, right: false, gapHours: 150 },
    ]);
    expect(await here(({ paths }) => paths.held('ana'))).toEqual([
      { path: 'seller', module: 'talks', stage: 'foundation', heldAt: NOW },
    ]);
    const there = openStore(database());
    expect(await there.within(THERE, ({ paths }) => paths.followed('ana'))).toBeUndefined();
    expect(await there.within(THERE, ({ paths }) => paths.recalls('ana', [deck]))).toEqual([]);
    await here(({ paths }) => paths.follow('ana', undefined));
    expect(await here(({ paths }) => paths.followed('ana'))).toBeUndefined();
  });

  it('tells how members answered what came back, topic by topic, by marks as they stand', async () => {
    const days = { from: DAY, until: DAY.add({ days: 7 }) };
    await here(async (records) => {
      await records.decks.put(everyKind, 0);
      const back = { ...attempt, day: DAY, firstOfDay: true, gapHours: 30, verdict: 'incorrect' } as const;
      await records.attempts.append({ ...back, id: 'b1' });
      await records.attempts.append({ ...back, id: 'b2', verdict: 'correct', corrects: 'b1', answeredAt: NOW.add({ hours: 1 }) });
      await records.attempts.append({ ...back, id: 'b3', item: 'report-first' });
      await records.attempts.append({ ...back, id: 'b4', item: 'refund-days', verdict: 'unsure' });
      await records.attempts.append({ ...back, id: 'b5', gapHours: 2 });
      await records.attempts.append({ ...back, id: 'b6', day: days.until });
      await records.attempts.append({ ...back, id: 'b7', member: 'ben', firstOfDay: false });
      await records.attempts.append({ ...back, id: 'b8', member: 'cem' });
    });
    const told = (deck: string) => (records: Records) => records.weeks.returns(['ana', 'ben'], deck, days);
    expect(await here(told('every-kind'))).toEqual([{ member: 'ana', topic: 'Phishing', answers: 2, recalled: 1 }]);
    expect(await here(told('other'))).toEqual([]);
    expect(await openStore(database()).within(THERE, told('every-kind'))).toEqual([]);
  });

  it('keeps what members chose to practise and to show, once each, until it is taken back', async () => {
    const [choice, shown] = [
      { member: 'ana', deck: 'd', topic: 'Refunds', at: NOW },
      { member: 'ana', deck: 'd', misconception: 'm', at: NOW },
    ];
    const later = NOW.add({ hours: 1 });
    await here(async ({ weeks, shownEvidence }) => {
      for (const at of [NOW, later]) await weeks.practise({ ...choice, at });
      for (const at of [NOW, later]) await shownEvidence.add({ ...shown, at });
    });
    expect(await here(({ weeks }) => weeks.chosen(['ana'], later))).toEqual([{ ...choice, at: later }]);
    expect(await here(({ weeks }) => weeks.chosen(['ben'], NOW))).toEqual([]);
    expect(await here(({ shownEvidence }) => shownEvidence.of(['ana']))).toEqual([shown]);
    expect(await openStore(database()).within(THERE, ({ shownEvidence }) => shownEvidence.of(['ana']))).toEqual([]);
    await here(({ shownEvidence }) => shownEvidence.remove(shown));
    expect(await here(({ shownEvidence }) => shownEvidence.of(['ana']))).toEqual([]);
  });

  it('keeps a team’s week with three achievements, and what each of its learners said last', async () => {
    const week: Rollout = {
      ...{ id: 'r1', team: 't1', deck: 'd', topic: 'Refunds', metric: '7d', families: ['steady', 'rounds', 'transfer'] },
      ...{ startedAt: NOW, startsOn: DAY },
    };
    const answer = { rollout: 'r1', member: 'ana', asked: 'third', said: 'easy', at: NOW } as const;
    await here(async ({ rollouts, teams }) => {
      await rollouts.save(week);
      await teams.setMember('t1', 'ana', 'member');
      await teams.setMember('t1', 'lea', 'lead');
      for (const said of ['hard', 'easy'] as const) await rollouts.answer({ ...answer, said });
      expect(await rollouts.ofLearner('ana', DAY)).toEqual([week]);
      expect(await rollouts.ofLearner('ana', DAY.add({ days: 1 }))).toEqual([]);
      expect(await rollouts.ofLearner('lea', DAY)).toEqual([]);
      expect(await rollouts.latest('t1')).toEqual(week);
      expect(await rollouts.answers('r1')).toEqual([answer]);
      await rollouts.save({ ...week, stoppedAt: NOW });
      expect(await rollouts.get('r1')).toEqual({ ...week, stoppedAt: NOW });
      expect(await rollouts.ofLearner('ana', DAY)).toEqual([]);
    });
    const elsewhere = await openStore(database()).within(THERE, async ({ rollouts }) => [
      await rollouts.get('r1'),
      await rollouts.latest('t1'),
      ...(await rollouts.ofLearner('ana', DAY)),
      ...(await rollouts.answers('r1')),
    ]);
    expect(elsewhere).toEqual([undefined, undefined]);
  });

  it('keeps what a workspace wants of families, with the time from which it holds', async () => {
    const change = { family: 'steady', since: NOW, off: false, counts: [3, 12, 18] as [number, number, number] };
    await here(async ({ workspace }) => {
      expect((await workspace.get()).families).toEqual([]);
      await workspace.keepFamilies([change]);
      expect((await workspace.get()).families).toEqual([change]);
    });
    expect((await openStore(database()).within(THERE, ({ workspace }) => workspace.get())).families).toEqual([]);
  });

  it('keeps what probes are drawn from as it was first', async () => {
    await here((records) => records.workspace.get());
    expect(await here((records) => records.workspace.salt('first'))).toBe('first');
    expect(await here((records) => records.workspace.salt('second'))).toBe('first');
    expect((await here((records) => records.workspace.get())).probeSalt).toBe('first');
  });

  it('keeps how a member stands with a misconception, once', async () => {
    const held: LedgerEntry = { ...entry, standing: 'held', items: ['padlock', 'reply-to'], times: 2, verifiedAt: NOW };
    await here(async (records) => {
      await records.misconceptions.save(entry);
      await records.misconceptions.save({ ...entry, member: 'ben' });
      await records.misconceptions.save(held);
    });
    expect(await here((records) => records.misconceptions.of(['ana']))).toEqual([held]);
    expect(await here((records) => records.misconceptions.of([]))).toEqual([]);
  });

  it('shows nothing of one workspace to another', async () => {
    await here(async (records) => {
      await records.members.save(ana);
      await records.sessions.save(session);
      await records.attempts.append(attempt);
      await records.misconceptions.save(entry);
      await records.decks.put(everyKind, 0);
      await records.teams.save(newTeam('t1', { id: 'C1', name: '#support' }, 'every-kind', 'UTC'));
      await records.letters.add([letter('l1')], NOW, undefined);
    });
    const seen = await store().within(THERE, async (records) => ({
      member: await records.members.lock('ana'),
      members: await records.members.all(),
      session: await records.sessions.get('s1'),
      attempts: await records.attempts.since(['ana'], DAY),
      misconceptions: await records.misconceptions.of(['ana']),
      proofs: (await records.proofs.of('ana')).length,
      decks: await records.decks.list(),
      version: await records.decks.version({ deck: 'every-kind', item: 'padlock', version: 1 }),
      teams: await records.teams.all(),
      letter: await records.letters.get('l1'),
    }));
    expect(seen).toEqual({ members: [], attempts: [], misconceptions: [], proofs: 0, decks: [], teams: [] });
  });
}
