import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openEmbedded } from '../../adapters/postgres/open.ts';
import type { Database } from '../../adapters/postgres/tables.ts';
import { questionOf } from '../../src/domain/dispute.ts';
import { goalOf, type Terms } from '../../src/domain/goals/goal.ts';
import { newSeeker } from '../../src/domain/partners/partner.ts';
import type { Pledge } from '../../src/domain/pledge.ts';
import type { Prompt } from '../../src/domain/session.ts';
import type { Sprint } from '../../src/domain/sprint.ts';
import type { WorkspaceId } from '../../src/events.ts';
import { type Intent, intentSchema } from '../../src/intents.ts';
import type { Letter, Recipient } from '../../src/letter.ts';
import { attemptAt } from '../support/attempts.ts';
import { everyKind, simpleDeck } from '../support/decks.ts';
import { allRows, putBack, type Rows } from '../support/rows.ts';
import { type MemoryWorld, openMemoryWorld, WORKSPACE } from '../support/world.ts';

const ELSEWHERE: WorkspaceId = 'playground:elsewhere';
const CHANNEL = '#support';

/** Who tries: all of one workspace but the stranger, who has the same ids in another. */
const WHO = {
  learner: 'nina',
  member: 'ana',
  otherLead: 'lou',
  lead: 'lea',
  author: 'otto',
  admin: 'ada',
  stranger: 'zoe',
} as const;
type Who = keyof typeof WHO;
const EVERYBODY: readonly Who[] = ['learner', 'member', 'otherLead', 'lead', 'author', 'admin'];

/** What the intents are about: ana's open question, the team of lea with its check-in and its question to the channel. */
type Scene = {
  team: string;
  checkIn: string;
  question: string;
  sprint: string;
  pledge: string;
  session: string;
  comparing: string;
  option: string;
  doubted: string;
  disputed: string;
  explained: string;
  given: string;
  returned: string;
};

type Rule = {
  /** May do it; everybody else is refused. */
  may: readonly Who[];
  intent(scene: Scene): Intent;
  values?: Record<string, string | string[]>;
  /** What somebody who may not is told: who may, or why not. Needed where not everybody may. */
  refusal?: RegExp;
  /** What somebody who may is told. */
  answer: RegExp;
};

const own = { session: 'of ana', position: 0 };
const OVER = /That question is over/;

const TERMS: Terms = {
  ...({ deck: 'basics', type: 'completion', items: 4, share: 0.85, minutes: 5 } as const),
  ...({ startsOn: '2026-11-23', dueOn: '2026-11-27', priority: 'should' } as const),
};

/** Every intent there is: one without an entry does not compile. */
const RULES: { readonly [T in Intent['type']]: Rule } = {
  hello: anybody({ type: 'hello' }, /You can say/),
  help: anybody({ type: 'help' }, /You can say/),
  'start-quiz': anybody({ type: 'start-quiz' }, /of \d|Question \d|Which of these did you say/),
  'resume-item': anybody({ type: 'resume-item', item: 'item-1' }, /Nothing rests/),
  'busy-day': anybody({ type: 'busy-day' }, /of \d|Question \d|Which of these did you say/),
  snooze: anybody({ type: 'snooze', until: '18:00' }, /I will ask you at 18:00/),
  answer: {
    may: ['member'],
    intent: ({ session }) => ({ type: 'answer', ...own, session, reply: { type: 'typed', text: 'yes it is' } }),
    answer: /Right|Not this time/,
    refusal: OVER,
  },
  'give-up': {
    may: ['member'],
    intent: ({ session }) => ({ type: 'give-up', ...own, session }),
    answer: /Because/,
    refusal: OVER,
  },
  hint: {
    may: ['member'],
    intent: ({ session }) => ({ type: 'hint', ...own, session }),
    answer: /no hint for this one/,
    refusal: OVER,
  },
  'say-confidence': {
    may: ['member'],
    intent: ({ session }) => ({ type: 'say-confidence', ...own, session, confidence: 'guess' }),
    answer: /1 of 3/,
    refusal: OVER,
  },
  skip: { may: ['member'], intent: ({ session }) => ({ type: 'skip', ...own, session }), answer: /2 of 3/, refusal: OVER },
  'self-mark': {
    may: ['lead'],
    intent: ({ comparing }) => ({ type: 'self-mark', ...own, session: comparing, said: true }),
    answer: /Done: 1 right/,
    refusal: OVER,
  },
  dispute: {
    may: ['member'],
    intent: ({ doubted }) => ({ type: 'dispute', attempt: doubted }),
    answer: /Noted: your answer “answer it”/,
    refusal: /no mark of mine here/,
  },
  'list-disputes': {
    may: ['lead', 'otherLead', 'author', 'admin'],
    intent: () => ({ type: 'list-disputes' }),
    answer: /waits? for your ruling|No answer waits/,
    refusal: /Only an author, an admin or the lead/,
  },
  'open-refusal': {
    may: ['lead', 'author', 'admin'],
    intent: ({ disputed }) => ({ type: 'open-refusal', dispute: disputed }),
    answer: /answered “repeat-safe”/,
    refusal: /Only an author, an admin or the lead/,
  },
  rule: {
    may: ['lead', 'author', 'admin'],
    intent: ({ disputed }) => ({ type: 'rule', dispute: disputed, decision: 'always' }),
    answer: /Accepted from now on: “repeat-safe”/,
    refusal: /Only an author, an admin or the lead/,
  },
  'open-certificates': anybody({ type: 'open-certificates' }, /There are no paths yet/),
  'open-path': anybody({ type: 'open-path' }, /There are no paths yet/),
  'list-paths': anybody({ type: 'list-paths' }, /There are no paths yet/),
  'follow-path': anybody({ type: 'follow-path', path: 'sales' }, /There are no paths yet/),
  'leave-path': anybody({ type: 'leave-path' }, /There are no paths yet/),
  'open-map': anybody({ type: 'open-map' }, /There are no paths yet/),
  'test-out': anybody({ type: 'test-out' }, /There are no paths yet/),
  'open-buddies': anybody({ type: 'open-buddies' }, /Who reads what you explain/),
  'name-buddy': {
    may: ['learner', 'otherLead', 'lead', 'author', 'admin'],
    intent: () => ({ type: 'name-buddy', name: '@ana' }),
    answer: /I ask Ana, at a time of theirs/,
    refusal: /are not available as a buddy/,
  },
  'answer-buddy': {
    may: ['member', 'learner'],
    intent: () => ({ type: 'answer-buddy', explainer: 'ben', yes: true }),
    answer: /you read for Ben now/,
    refusal: /Nobody is waiting for that answer/,
  },
  'end-buddies': {
    may: ['member', 'learner'],
    intent: () => ({ type: 'end-buddies' }),
    answer: /not asked to read anything any more/,
    refusal: /nobody’s buddy/,
  },
  'send-to-buddy': {
    may: ['member'],
    intent: ({ explained }) => ({ type: 'send-to-buddy', name: '@nina', attempt: explained }),
    answer: /It goes to your buddy/,
    refusal: /no explanation of yours|not available as a buddy/,
  },
  'rate-explanation': {
    may: ['learner'],
    intent: ({ given }) => ({ type: 'rate-explanation', explanation: given }),
    values: { ticks: ['idea'] },
    answer: /Sent to Ben/,
    refusal: /No need to read this one any more/,
  },
  'return-explanation': {
    may: ['learner'],
    intent: ({ given }) => ({ type: 'return-explanation', explanation: given }),
    answer: /All right/,
    refusal: /No need to read this one any more/,
  },
  'compare-explanation': {
    may: ['member'],
    intent: ({ returned }) => ({ type: 'compare-explanation', explanation: returned }),
    values: { points: ['0', '1', '2'] },
    answer: /Right/,
    refusal: /no explanation of yours to compare/,
  },
  'tick-points': {
    may: ['lead'],
    intent: ({ comparing }) => ({ type: 'tick-points', ...own, session: comparing }),
    values: { points: ['0'] },
    answer: /Done: 1 partly/,
    refusal: OVER,
  },
  'ask-lead': {
    may: ['lead'],
    intent: ({ comparing }) => ({ type: 'ask-lead', ...own, session: comparing }),
    answer: /You lose nothing meanwhile/,
    refusal: OVER,
  },
  'one-more': anybody({ type: 'one-more' }, /./),
  'play-again': anybody({ type: 'play-again' }, /no scenario to play again/),
  'next-action': {
    may: ['member'],
    intent: () => ({ type: 'next-action', family: 'day-return', tier: 0 }),
    answer: /at the end of this session/,
    refusal: /not among yours/,
  },
  'decline-action': {
    may: ['member'],
    intent: () => ({ type: 'decline-action', family: 'day-return', tier: 0 }),
    answer: /Tomorrow, then/,
    refusal: /not among yours/,
  },
  'team-action': {
    may: ['lead'],
    intent: ({ team }) => ({ type: 'team-action', team, family: 'quick-start', tier: 0 }),
    answer: /A question is open already/,
    refusal: /for who leads the team/,
  },
  'decline-team-action': {
    may: ['lead'],
    intent: ({ team }) => ({ type: 'decline-team-action', team, family: 'quick-start', tier: 0 }),
    answer: /Not now, then/,
    refusal: /for who leads the team/,
  },
  'open-achievements': anybody({ type: 'open-achievements' }, /What (?:you|#support) can reach/),
  why: anybody({ type: 'why', name: 'Error Fixer' }, /Error Fixer: not yet yours/),
  stats: anybody({ type: 'stats' }, /./),
  'open-families': {
    may: ['author', 'admin'],
    intent: () => ({ type: 'open-families' }),
    answer: /What achievements ask for here/,
    refusal: /Only an author or an admin/,
  },
  'set-thresholds': {
    may: ['author', 'admin'],
    intent: () => ({ type: 'set-thresholds', family: 'day-return', counts: [1, 12, 50] }),
    answer: /24-Hour Return asks for 1 · 12 · 50/,
    refusal: /Only an author or an admin/,
  },
  'switch-family': {
    may: ['author', 'admin'],
    intent: () => ({ type: 'switch-family', family: 'steady', on: false }),
    answer: /Steady is off/,
    refusal: /Only an author or an admin/,
  },
  'undo-thresholds': {
    may: ['author', 'admin'],
    intent: () => ({ type: 'undo-thresholds' }),
    answer: /nothing to take back/,
    refusal: /Only an author or an admin/,
  },
  'tune-families': {
    may: ['author', 'admin'],
    intent: () => ({ type: 'tune-families', proposed: [{ family: 'day-return', counts: [1, 15, 60] }] }),
    answer: /24-Hour Return asks for 1 · 15 · 60/,
    refusal: /Only an author or an admin/,
  },
  'open-goals': anybody({ type: 'open-goals' }, /Your goals|No goals yet/),
  'review-goals': anybody({ type: 'review-goals' }, /Your week/),
  'propose-goal': anybody({ type: 'propose-goal', words: 'learn basics' }, /To be sure when it is done/),
  'open-goal-form': anybody({ type: 'open-goal-form' }, /A goal/),
  'submit-goal': anybody({ type: 'submit-goal' }, /Set: Recall/, { scope: '0', type: 'recall', due: 'in 2 weeks' }),
  'set-goal': anybody({ type: 'set-goal', terms: { ...TERMS, items: 2 } }, /Set: Complete 2 questions/),
  'drop-goal': {
    may: ['member'],
    intent: () => ({ type: 'drop-goal', goal: 'goal-of-ana' }),
    answer: /Dropped: Complete/,
    refusal: /No goals yet/,
  },
  'change-goal': {
    may: ['member'],
    intent: () => ({ type: 'change-goal', change: 'move', goal: 'goal-of-ana' }),
    answer: /Moved: Complete/,
    refusal: /No goals yet/,
  },
  'undo-goal': {
    may: ['member'],
    intent: () => ({ type: 'undo-goal', goal: 'goal-of-ana' }),
    answer: /Taken back/,
    refusal: /nothing to take back/,
  },
  'plan-goal': anybody({ type: 'plan-goal', words: 'Deck basics in 3 weeks' }, /Deck basics by/),
  'open-plan-form': anybody({ type: 'open-plan-form' }, /A large goal/),
  'submit-plan': anybody({ type: 'submit-plan' }, /Deck basics by/, { deck: 'basics', by: 'in 3 weeks', minutes: '10' }),
  'set-plan': anybody({ type: 'set-plan', deck: 'basics', by: '2026-12-14', minutes: 10 }, /The plan for Deck basics has begun/),
  'drop-plan': {
    may: ['member'],
    intent: () => ({ type: 'drop-plan' }),
    answer: /The plan is dropped, 1 small goal/,
    refusal: /no plan under way/,
  },
  'open-partners': anybody({ type: 'open-partners' }, /A study partner, for ten minutes a week/),
  'submit-partners': anybody({ type: 'submit-partners' }, /Saved. I look on Mondays/, { avoid: ['ben', 'zoe', 'nobody'] }),
  'pause-partners': {
    may: ['member'],
    intent: () => ({ type: 'pause-partners', pause: true }),
    answer: /No study partners until/,
    refusal: /not matched with anybody/,
  },
  'leave-partners': {
    may: ['member'],
    intent: () => ({ type: 'leave-partners' }),
    answer: /you are not matched any more/,
    refusal: /not matched with anybody/,
  },
  'answer-match': {
    may: ['member'],
    intent: () => ({ type: 'answer-match', match: 'proposed-to-ana', yes: true }),
    answer: /Noted: yes, with Ben/,
    refusal: /No study partner is proposed to you/,
  },
  'avoid-partner': {
    may: ['member'],
    intent: () => ({ type: 'avoid-partner', match: 'proposed-to-ana', member: 'ben' }),
    answer: /not matched with Ben again/,
    refusal: /No study partner is proposed to you/,
  },
  'report-meeting': {
    may: ['member'],
    intent: () => ({ type: 'report-meeting', match: 'met-by-ana', met: true }),
    answer: /I look for the next/,
    refusal: /No meeting with a study partner/,
  },
  'open-write': {
    may: ['member'],
    intent: () => ({ type: 'open-write' }),
    answer: /Write a question for/,
    refusal: /You can write for a study partner/,
  },
  'submit-written': {
    may: ['member'],
    intent: () => ({ type: 'submit-written' }),
    values: { for: 'ben', topic: 'basics/Topic 1', question: 'Why?', answer: 'Because' },
    answer: /Ben gets it at the end of their next questions/,
    refusal: /You can write for a study partner/,
  },
  'undo-written': {
    may: ['learner'],
    intent: () => ({ type: 'undo-written', written: 'for-ana' }),
    answer: /was taken back/,
    refusal: /No question of yours can be taken back/,
  },
  'answer-written': {
    may: ['member'],
    intent: () => ({ type: 'answer-written', written: 'for-ana', words: 'because' }),
    answer: /Right.*How clear was the question/s,
    refusal: /No question from a partner or buddy/,
  },
  'compare-written': {
    may: ['member'],
    intent: () => ({ type: 'compare-written', written: 'compared-by-ana', same: true }),
    answer: /Right.*How clear was the question/s,
    refusal: /No question from a partner or buddy/,
  },
  'rate-written': {
    may: ['member'],
    intent: () => ({ type: 'rate-written', written: 'answered-by-ana', clarity: 'clear' }),
    answer: /hears that it was answered, and no more/,
    refusal: /No question from a partner or buddy/,
  },
  'return-written': {
    may: ['member'],
    intent: () => ({ type: 'return-written', written: 'for-ana' }),
    answer: /No need to answer this one/,
    refusal: /No question from a partner or buddy/,
  },
  'list-offered': {
    may: ['author', 'admin'],
    intent: () => ({ type: 'list-offered' }),
    answer: /A learner's question waits for your review/,
    refusal: /Only an author or an admin/,
  },
  'open-written-refusal': {
    may: ['author', 'admin'],
    intent: () => ({ type: 'open-written-refusal', written: 'offered' }),
    answer: /The right answer: Because/,
    refusal: /Only an author or an admin/,
  },
  'review-written': {
    may: ['author', 'admin'],
    intent: () => ({ type: 'review-written', written: 'offered', accept: true }),
    answer: /In the deck from now on/,
    refusal: /Only an author or an admin/,
  },
  'open-mentors': anybody({ type: 'open-mentors' }, /A mentor may ask how your goals go/),
  'name-mentor': anybody({ type: 'name-mentor', name: '@ben' }, /Ben may see how your goals go/),
  'end-mentor': {
    may: ['member'],
    intent: () => ({ type: 'end-mentor' }),
    answer: /cannot see your goals any more/,
    refusal: /Nobody can see your goals/,
  },
  'open-mentor-report': {
    may: ['learner', 'member'],
    intent: () => ({ type: 'open-mentor-report', name: '@ana' }),
    answer: /Complete 4 questions on “Deck basics”/,
    refusal: /have not named you as their mentor/,
  },
  'open-effort': anybody({ type: 'open-effort' }, /Your weeks|nothing to see yet/),
  'open-dashboard': anybody({ type: 'open-dashboard' }, /Today/),
  'open-report': {
    may: EVERYBODY,
    intent: () => ({ type: 'open-report' }),
    answer: /remembers, since|A report is for the lead/,
  },
  'open-misconceptions': anybody({ type: 'open-misconceptions' }, /no misconception/i),
  'resolve-misconception': {
    may: ['lead'],
    intent: ({ team }) => ({ type: 'resolve-misconception', misconception: 'padlock-honest', deck: 'every-kind', team }),
    answer: /no such misconception that 5 or more people met/,
    refusal: /Only the lead of a team or an author/,
  },
  pause: anybody({ type: 'pause' }, /Paused/),
  away: anybody({ type: 'away', words: 'today' }, /Away until/),
  'cancel-leave': anybody({ type: 'cancel-leave' }, /No leave is planned/),
  travel: anybody({ type: 'travel', words: 'Asia/Tokyo until friday' }, /Asia\/Tokyo/),
  'open-cue': anybody({ type: 'open-cue' }, /Your questions come at/),
  'set-calendar-cue': anybody({ type: 'set-calendar-cue', url: 'ftp://x' }, /Which calendar and event/),
  'set-webhook-cue': anybody({ type: 'set-webhook-cue' }, /ENCRYPTION_KEYS/),
  'end-cue': anybody({ type: 'end-cue' }, /Your questions come at/),
  'end-trip': anybody({ type: 'end-trip' }, /No trip is planned/),
  resume: anybody({ type: 'resume' }, /Good to have you back/),
  leave: anybody({ type: 'leave' }, /I will not write to you any more/),
  'open-settings': anybody({ type: 'open-settings' }, /Your settings/),
  'submit-settings': anybody({ type: 'submit-settings' }, /Saved/, { time: '10:00', zone: 'UTC', days: ['1'], budget: '5' }),
  'change-setting': anybody({ type: 'change-setting', setting: 'questions', value: '4' }, /Saved/),
  'list-decks': anybody({ type: 'list-decks' }, /What there is to learn/),
  'learn-deck': anybody({ type: 'learn-deck', deck: 'more' }, /is in/),
  'retire-deck': {
    may: ['author', 'admin'],
    intent: () => ({ type: 'retire-deck', deck: 'more' }),
    answer: /is retired/,
    refusal: /Only an author or an admin/,
  },
  'restore-deck': {
    may: ['author', 'admin'],
    intent: () => ({ type: 'restore-deck', deck: 'gone' }),
    answer: /is back/,
    refusal: /Only an author or an admin/,
  },
  'open-privacy': anybody({ type: 'open-privacy' }, /Only you see your answers/),
  'leave-comparison': anybody({ type: 'leave-comparison' }, /Nothing is being compared/),
  'export-data': anybody({ type: 'export-data' }, /ready to download/),
  'open-erase': anybody({ type: 'open-erase' }, /cannot be undone/),
  'erase-data': anybody({ type: 'erase-data' }, /Done: everything/),
  'open-workspace': {
    may: ['admin'],
    intent: () => ({ type: 'open-workspace' }),
    answer: /This workspace/,
    refusal: /Only an admin/,
  },
  'submit-workspace': {
    may: ['admin'],
    intent: () => ({ type: 'submit-workspace' }),
    values: { zone: 'Europe/Rome', deck: 'more', admins: ['ada', 'nina'], authors: ['nina'] },
    answer: /Saved/,
    refusal: /Only an admin/,
  },
  'open-team': {
    may: ['lead'],
    intent: () => ({ type: 'open-team' }),
    answer: /I have sent you the form/,
    refusal: /its lead can change it/,
  },
  'submit-team': {
    may: ['lead'],
    intent: () => ({ type: 'submit-team', channel: CHANNEL, name: CHANNEL }),
    values: {
      ...{ people: ['lea', 'nina'], deck: 'more', zone: 'UTC', 'question-days': ['2'], 'question-time': '10:00' },
      ...{ 'reveal-time': '17:00', 'check-in-day': '4', 'check-in-time': '14:00', 'summary-day': '5', 'summary-time': '15:00' },
    },
    answer: /is set up/,
    refusal: /set up by somebody else/,
  },
  'join-team': {
    may: ['learner', 'otherLead', 'author', 'admin'],
    intent: ({ team }) => ({ type: 'join-team', team }),
    answer: /You are on #support/,
    refusal: /You are on #support already/,
  },
  'leave-team': anybody(({ team }) => ({ type: 'leave-team', team }), /you are not on #support/),
  'open-check-in': {
    may: ['member', 'lead'],
    intent: ({ team }) => ({ type: 'open-check-in', team }),
    answer: /Your week in four lines/,
    refusal: /You are on no team that checks in/,
  },
  'submit-check-in': {
    may: ['member', 'lead'],
    intent: ({ checkIn }) => ({ type: 'submit-check-in', checkIn }),
    values: { success: 'Changed', named: ['yes'] },
    answer: /Thank you/,
    refusal: /You are not on that team/,
  },
  'skip-check-in': {
    may: ['member', 'lead'],
    intent: ({ checkIn }) => ({ type: 'skip-check-in', checkIn }),
    answer: /not this week/,
    refusal: /You are not on that team/,
  },
  'keep-draft': {
    may: ['member', 'lead'],
    intent: ({ checkIn }) => ({ type: 'keep-draft', checkIn }),
    values: { success: 'Changed' },
    answer: /Kept as a draft|stays as it is/,
    refusal: /You are not on that team/,
  },
  'submit-note': {
    may: ['member', 'lead'],
    intent: ({ checkIn }) => ({ type: 'submit-note', checkIn, day: '2026-11-23' }),
    values: { did: 'Changed' },
    answer: /Noted for #support/,
    refusal: /You are not on that team/,
  },
  'open-questions': {
    may: ['lead'],
    intent: ({ team }) => ({ type: 'open-questions', team }),
    answer: /what the check-in asks/,
    refusal: /Only the lead/,
  },
  'submit-questions': {
    may: ['lead'],
    intent: ({ team }) => ({ type: 'submit-questions', team }),
    values: { cadence: 'daily', did: 'What went on' },
    answer: /a note a day/,
    refusal: /Only the lead/,
  },
  practise: anybody({ type: 'practise', topic: 'nothing of that name' }, /Choose a topic|say decks/),
  'offer-help': {
    may: ['lead'],
    intent: ({ checkIn }) => ({ type: 'offer-help', checkIn, owner: 'ana' }),
    answer: /That is Ana’s: The import hangs/,
    refusal: /Nobody asks for that any more|That one is yours/,
  },
  'open-details': {
    may: ['member', 'lead'],
    intent: ({ checkIn }) => ({ type: 'open-details', checkIn }),
    answer: /the rest of it/,
    refusal: /for its team/,
  },
  'open-team-view': {
    may: ['lead', 'otherLead'],
    intent: () => ({ type: 'open-team-view' }),
    answer: /for you alone/,
    refusal: /Only the lead/,
  },
  'submit-focus': {
    may: ['lead'],
    intent: ({ team }) => ({ type: 'submit-focus', team, topic: 'Topic 1' }),
    answer: /Next week of #support: Topic 1/,
    refusal: /Only the lead/,
  },
  'open-evidence': {
    may: ['lead'],
    intent: ({ team }) => ({ type: 'open-evidence', team }),
    answer: /Nothing waits to be verified/,
    refusal: /Only the lead/,
  },
  verify: {
    may: ['lead', 'otherLead'],
    intent: () => ({ type: 'verify', name: 'ana' }),
    answer: /Nothing waits to be verified/,
    refusal: /Only the lead/,
  },
  'open-rollout': {
    may: ['lead', 'author', 'admin'],
    intent: () => ({ type: 'open-rollout' }),
    answer: /seven days with three achievements/,
    refusal: /Only the lead of a team, or an author/,
  },
  'start-rollout': {
    may: ['lead', 'author', 'admin'],
    intent: ({ team }) => ({ type: 'start-rollout', team }),
    values: { families: ['first-recall', 'steady', 'day-return'], metric: '24h' },
    answer: /tries achievements out: day 1 of 7/,
    refusal: /Only the lead of a team, or an author/,
  },
  'stop-rollout': anybody(({ team }) => ({ type: 'stop-rollout', team }), /No team of yours is trying/),
  'undo-rollout': anybody(({ team }) => ({ type: 'undo-rollout', team }), /nothing to go on with/),
  'rate-achievements': anybody({ type: 'rate-achievements', said: 'easy' }, /No team of yours is trying/),
  'open-lead-sees': anybody({ type: 'open-lead-sees' }, /sees, no more than this|no lead sees anything/),
  'show-evidence': anybody({ type: 'show-evidence', misconception: 'nothing', show: true }, /Nothing by that name/),
  'post-summary': {
    may: ['lead'],
    intent: () => ({ type: 'post-summary' }),
    answer: /took part|up to date/,
    refusal: /Only the lead/,
  },
  'open-sprint': anybody({ type: 'open-sprint' }, /You are in no sprint|Sprint on Topic 1/),
  'call-sprint': {
    may: ['lead'],
    intent: ({ team }) => ({ type: 'call-sprint', team }),
    answer: /One sprint at a time/,
    refusal: /Only the lead/,
  },
  'join-sprint': {
    may: ['lead'],
    intent: ({ sprint }) => ({ type: 'join-sprint', sprint }),
    answer: /You are in: Topic 1/,
    refusal: /This sprint is for others|You are in already/,
  },
  'leave-sprint': {
    may: ['member'],
    intent: () => ({ type: 'leave-sprint' }),
    answer: /You are out of the sprint/,
    refusal: /There is no sprint/,
  },
  'cancel-sprint': {
    may: ['lead'],
    intent: ({ sprint }) => ({ type: 'cancel-sprint', sprint }),
    answer: /is called off/,
    refusal: /Only the lead/,
  },
  'open-pledge': anybody({ type: 'open-pledge' }, /You are in no pledge|You: 0 of 3/),
  'make-pledge': {
    may: ['member', 'lead'],
    intent: () => ({ type: 'make-pledge', words: 'Topic 1 by Friday' }),
    answer: /A pledge counts from 5 people on/,
    refusal: /Say it in the channel of your team/,
  },
  'join-pledge': {
    may: ['lead'],
    intent: ({ pledge }) => ({ type: 'join-pledge', pledge }),
    answer: /You are in: 3 questions on Topic 1/,
    refusal: /for the people of its team|You are in already/,
  },
  'leave-pledge': {
    may: ['member'],
    intent: ({ pledge }) => ({ type: 'leave-pledge', pledge }),
    answer: /You are out of the pledge/,
    refusal: /You are in no pledge/,
  },
  'open-bonus': {
    may: ['member'],
    intent: () => ({ type: 'open-bonus', pledge: 'kept-pledge' }),
    answer: /right after the question that is open/,
    refusal: /for who kept a pledge/,
  },
  'open-leaderboard': anybody({ type: 'open-leaderboard' }, /No team of yours has a leaderboard|by consistency/),
  'set-leaderboard': {
    may: ['lead'],
    intent: () => ({ type: 'set-leaderboard', measure: 'improvement' }),
    answer: /A leaderboard shows nothing under 5 people/,
    refusal: /Only the lead/,
  },
  'join-leaderboard': {
    may: ['lead'],
    intent: ({ team }) => ({ type: 'join-leaderboard', team }),
    answer: /You are in the leaderboard of #support/,
    refusal: /no leaderboard here that you could join|You are in already/,
  },
  'leave-leaderboard': {
    may: ['member'],
    intent: ({ team }) => ({ type: 'leave-leaderboard', team }),
    answer: /You are out, at once/,
    refusal: /You are in no leaderboard/,
  },
  'ask-channel': {
    may: ['lead'],
    intent: () => ({ type: 'ask-channel' }),
    answer: /One is open already/,
    refusal: /Only the lead/,
  },
  'open-channel-answer': anybody(({ question }) => ({ type: 'open-channel-answer', question }), /Your answer, in private/),
  'why-channel': anybody({ type: 'why-channel' }, /no question of your channel that was revealed/),
  'save-item': anybody({ type: 'save-item' }, /no question of your channel that was revealed/),
  'name-me': anybody({ type: 'name-me', yes: true }, /a reveal may name you/),
  'answer-channel': anybody(({ question, option }) => ({ type: 'answer-channel', question, option }), /Kept|you have answered/i),
};

function anybody(intent: Intent | Rule['intent'], answer: RegExp, values?: Rule['values']): Rule {
  return { may: EVERYBODY, intent: typeof intent === 'function' ? intent : () => intent, answer, ...(values && { values }) };
}

// What an event leaves whoever caused it, also one that is refused: that it was taken, and the answer.
const BOOKKEEPING = ['inbound_event', 'letter', 'said', 'lane'];

let db: Database;
let world: MemoryWorld;
let scene: Scene;
let kept: Rows;
let presses = 0;

beforeAll(async () => {
  db = await openEmbedded();
  world = openMemoryWorld({
    db,
    // A Monday morning in Berlin.
    start: '2026-11-23T08:00:00Z',
    decks: [simpleDeck('basics', 12), simpleDeck('more', 6), simpleDeck('gone', 3), everyKind],
    zones: Object.fromEntries(Object.values(WHO).map((person) => [person, 'Europe/Berlin'])),
    exportLink: () => ({ url: 'https://cairn.example/exports/x', hash: `hash-${++presses}` }),
  });
  scene = await setScene();
  // What was asked just now would be taken for a second press of one button.
  await world.advance('PT1M');
  kept = await allRows(db);
});
afterAll(() => db.destroy());
// The scene is set once: what a test changes is put back.
beforeEach(() => putBack(db, kept));

async function setScene(): Promise<Scene> {
  // The first to write looks after the workspace.
  for (const person of [WHO.admin, ...Object.values(WHO).filter((each) => each !== WHO.stranger)])
    await world.say(person, 'hello');
  await event('stranger', { type: 'said', text: 'hello', attachments: 0 }, {});
  await world.say(WHO.admin, 'workspace');
  await pressOwn(WHO.admin, 'Save', { authors: [WHO.author] });
  await world.say(WHO.admin, 'drop gone');
  await setUp(WHO.lead, CHANNEL, ['lea', 'ana', 'ben']);
  await setUp(WHO.otherLead, '#sales', ['lou']);
  await world.say(WHO.lead, 'ask', CHANNEL);
  await world.say(WHO.member, 'check-in');
  await pressOwn(WHO.member, 'Send', { success: 'Mine', hurdles: 'The import hangs', named: ['yes', 'help'] });
  await world.say(WHO.lead, 'summary', CHANNEL);
  await world.say(WHO.member, 'quiz');
  const at = world.now();
  return world.store.within(WORKSPACE, async (records) => {
    const [team] = (await records.teams.all()).filter((each) => each.channel === CHANNEL);
    const [question] = await records.channelQuestions.ofTeam(team?.id ?? '');
    const checkIn = await records.checkIns.upTo(team?.id ?? '', Temporal.PlainDate.from('2026-11-23'));
    const session = await records.sessions.latest(WHO.member);
    const typed: Prompt = {
      deck: 'every-kind',
      item: 'idempotent-explained',
      version: 1,
      purpose: 'new',
      progress: [],
      comparing: 'safe',
    };
    const comparing = { id: 'comparing', member: WHO.lead, day: Temporal.PlainDate.from('2026-11-23'), position: 0 } as const;
    await records.sessions.save({ ...comparing, status: 'open', planned: true, prompts: [typed], askedAt: at });
    await records.awards.save({
      ...{ member: WHO.member, family: 'day-return', tier: 0, earnedAt: at, earnedOn: Temporal.PlainDate.from('2026-11-23') },
      ...{ state: 'held', announced: true, action: 'offered' },
    });
    await records.teamAwards.saveAward(team?.id ?? '', {
      ...{ family: 'quick-start', tier: 0, earnedAt: at, earnedOn: Temporal.PlainDate.from('2026-11-23') },
      ...{ state: 'held', announced: true, action: 'offered' },
    });
    const miss = attemptAt(at, { member: WHO.member, deck: 'every-kind', purpose: 'new', verdict: 'incorrect' });
    const [doubted, disputed] = ['0-doubted', '0-disputed'];
    await records.attempts.append({ ...miss, id: doubted, item: 'report-first', reply: { type: 'typed', text: 'answer it' } });
    await records.attempts.append({ ...miss, id: disputed, item: 'same-twice', reply: { type: 'typed', text: 'repeat-safe' } });
    const version = await records.decks.version({ deck: 'every-kind', item: 'same-twice', version: 1 });
    if (!version) throw new Error('the item is not there');
    const same = {
      deck: 'every-kind',
      item: 'same-twice',
      version: 1,
      question: questionOf(version.item),
      answer: 'repeat safe',
    };
    await records.disputes.save({ ...same, attempt: disputed, member: WHO.member, at, told: false });
    // ana explained two things, of which one came back unread; ben's is with nina, and ben would like ana as a buddy too.
    const [explained, returned, given] = ['0-explained', '0-returned', '0-given'];
    const about = { item: 'idempotent-explained', reply: { type: 'typed', text: 'the same again' } } as const;
    for (const id of [explained, returned]) await records.attempts.append({ ...miss, ...about, id, verdict: 'partly' });
    await records.attempts.append({ ...miss, ...about, id: given, member: 'ben', verdict: 'unsure', grader: 'buddy' });
    for (const explainer of [WHO.member, 'ben'])
      await records.buddies.save({ explainer, buddy: WHO.learner, status: 'agreed', namedAt: at });
    await records.buddies.save({ explainer: 'ben', buddy: WHO.member, status: 'asked', namedAt: at });
    const handed = {
      ...({ buddy: WHO.learner, deck: 'every-kind', item: 'idempotent-explained', version: 1, open: true, givenAt: at } as const),
      ...({ reminded: false, ticks: [], note: '', told: true, credit: 'none', creditTold: false } as const),
    };
    await records.explanations.save({ ...handed, attempt: returned, explainer: WHO.member, state: 'returned' });
    await records.explanations.save({ ...handed, attempt: given, explainer: 'ben', state: 'sent', sentAt: at });
    const goal = goalOf(TERMS, { id: 'goal-of-ana', member: WHO.member, now: at });
    await records.goals.save(goal);
    await records.goals.save({ ...goal, id: 'step-of-ana', plan: 'basics' });
    await records.mentors.add({ member: WHO.member, mentor: WHO.learner, since: at });
    await records.seekers.save(newSeeker(WHO.member, at));
    const week = Temporal.PlainDate.from('2026-11-23');
    const both = {
      deck: 'basics',
      topics: [],
      partners: [WHO.member, 'ben'].map((member) => ({ member, answer: 'yes' as const })),
    };
    await records.matches.save({ ...both, id: 'met-by-ana', week: week.subtract({ weeks: 1 }), state: 'agreed' });
    const asked = both.partners.map((each) => ({ ...each, answer: 'waiting' as const }));
    await records.matches.save({ ...both, id: 'proposed-to-ana', week, state: 'proposed', partners: asked });
    const draft = { deck: 'basics', topic: 'Topic 1', question: 'Why?', answer: 'Because', wrong: [], explanation: '' };
    const written = { ...draft, named: false, reader: WHO.member, writtenAt: at, sentAt: at, tells: false };
    await records.writtenQuestions.save({ ...written, id: 'for-ana', writer: WHO.learner, state: 'sent' });
    await records.writtenQuestions.save({ ...written, id: 'compared-by-ana', writer: 'ben', said: 'why', state: 'comparing' });
    await records.writtenQuestions.save({ ...written, id: 'answered-by-ana', writer: 'ben', said: 'why', state: 'answered' });
    await records.writtenQuestions.save({ ...written, id: 'offered', writer: 'ben', said: 'why', state: 'offered' });
    if (!team || !question || !checkIn || !session) throw new Error('the scene is not set');
    const sprint: Sprint = {
      ...{ id: 'the-sprint', team: team.id, deck: 'basics', topic: 'Topic 1', startsOn: Temporal.PlainDate.from('2026-11-24') },
      ...({ state: 'called', forAll: true, pairs: [], counted: 1, letter: question.letter } as const),
    };
    await records.sprints.save(sprint);
    await records.sprints.setMember({ sprint: sprint.id, member: WHO.member, joinedAt: at });
    await records.leaderboards.choose(team.id, 'consistency');
    await records.leaderboards.setMember(team.id, WHO.member, at);
    const pledge: Pledge = {
      ...{
        id: 'the-pledge',
        team: team.id,
        deck: 'basics',
        topic: 'Topic 1',
        items: 3,
        madeAt: at,
        told: 0,
        counted: 1,
        letter: question.letter,
      },
      ...({ dueAt: Temporal.Instant.from('2026-11-27T15:00:00Z'), state: 'gathering' } as const),
    };
    const kept: Pledge = { ...pledge, id: 'kept-pledge', state: 'kept' };
    for (const each of [pledge, kept]) {
      await records.pledges.save(each);
      await records.pledges.setMember(each.id, WHO.member, at);
    }
    const posted = await records.letters.get(question.letter);
    const button = posted?.outbound.blocks.flatMap((block) => (block.type === 'buttons' ? block.buttons : []))[0];
    if (button?.intent.type !== 'answer-channel' || button.intent.option === undefined)
      throw new Error('the question has no buttons');
    return {
      ...{ team: team.id, question: question.id, checkIn: checkIn.id, session: session.id, sprint: sprint.id, pledge: pledge.id },
      ...{ comparing: 'comparing', option: button.intent.option, doubted, disputed, explained, given, returned },
    };
  });
}

async function setUp(lead: string, channel: string, people: string[]): Promise<void> {
  await world.say(lead, 'team', channel);
  await pressOwn(lead, 'Set up', { people });
}

async function pressOwn(person: string, label: string, changed: Record<string, string | string[]>): Promise<void> {
  const message = (await world.messages(person)).findLast((each) => each.buttons.includes(label));
  if (!message) throw new Error(`${person} sees no button ${label}`);
  await world.press(person, message, label, changed);
}

type What = Parameters<MemoryWorld['inbound']>[1];

/** Something that somebody does in their own workspace. Gives what they, and only they, are told. */
async function event(who: Who, what: What, { channel }: { channel?: string }): Promise<string> {
  const before = world.delivered.length;
  const inbound = world.inbound(WHO[who], what, { id: `try-${++presses}`, channel });
  await world.engine.accept({ ...inbound, workspace: workspaceOf(who) });
  await world.engine.idle();
  return world.delivered
    .slice(before)
    .map((letter) => letter.outbound.text)
    .join('\n');
}

function workspaceOf(who: Who): WorkspaceId {
  return who === 'stranger' ? ELSEWHERE : WORKSPACE;
}

/** A letter to somebody in their workspace whose one button carries an intent: the engine alone decides whether it may be done. */
async function letterTo(workspace: WorkspaceId, to: Recipient, intent: Intent): Promise<string> {
  const id = `letter-${++presses}`;
  const button = { id: 'do', label: 'Do it', intent };
  const outbound = { text: 'Do it', blocks: [{ type: 'buttons' as const, buttons: [button] }] };
  const letter: Letter = { id, workspace, to, outbound, purpose: id };
  await world.store.within(workspace, (records) => records.letters.add([letter], world.now(), undefined));
  await db.updateTable('letter').set({ state: 'sent', ref: id }).where('letter_id', '=', id).execute();
  return id;
}

const pressed = (letter: string, values = {}): What => ({ type: 'pressed', letter, button: 'do', values });
const rows = () => allRows(db, BOOKKEEPING);

describe('every intent', () => {
  it('has a rule', () => {
    expect(intentSchema.options.map((option) => option.shape.type.value).sort()).toEqual(Object.keys(RULES).sort());
  });

  for (const [type, rule] of Object.entries(RULES)) {
    describe(type, () => {
      for (const who of EVERYBODY) {
        const allowed = rule.may.includes(who);
        it(`${allowed ? 'may be done' : 'is refused and changes nothing'}: ${who}`, async () => {
          const letter = await letterTo(WORKSPACE, { kind: 'member', member: WHO[who] }, rule.intent(scene));
          const before = await rows();
          const told = await event(who, pressed(letter, rule.values), { channel: CHANNEL });
          expect(told).toMatch(allowed ? rule.answer : (rule.refusal ?? /never/));
          if (!allowed) expect(await rows()).toEqual(before);
        });
      }

      it('reaches nothing of another workspace: stranger', async () => {
        const letter = await letterTo(ELSEWHERE, { kind: 'member', member: WHO.stranger }, rule.intent(scene));
        const before = ofWorkspace(await rows(), WORKSPACE);
        const said = world.delivered.length;
        await event('stranger', pressed(letter, rule.values), { channel: CHANNEL });
        expect(ofWorkspace(await rows(), WORKSPACE)).toEqual(before);
        expect(world.delivered.slice(said).filter((each) => each.workspace !== ELSEWHERE)).toEqual([]);
      });
    });
  }
});

describe('a button', () => {
  const granting = (): Intent => ({ type: 'submit-settings' });

  it.each<Who>(['learner', 'otherLead', 'lead', 'author', 'admin'])(
    'of a letter to somebody else is over for: %s',
    async (who) => {
      const letter = await letterTo(WORKSPACE, { kind: 'member', member: WHO.member }, granting());
      const before = await rows();
      expect(await event(who, pressed(letter), {})).toContain('That button is over.');
      expect(await rows()).toEqual(before);
    },
  );

  it('of an aside to somebody else is over', async () => {
    const letter = await letterTo(WORKSPACE, { kind: 'aside', channel: CHANNEL, member: WHO.member }, granting());
    expect(await event('learner', pressed(letter), { channel: CHANNEL })).toContain('That button is over.');
  });

  it('of a letter that never was is over', async () => {
    const before = await rows();
    for (const forged of ['made-up', '', '../letter', "' or true --", 'constructor']) {
      expect(await event('member', pressed(forged), {})).toContain('That button is over.');
    }
    expect(await rows()).toEqual(before);
  });

  it('of another workspace’s letter is over, also where the ids are the same', async () => {
    const letter = await letterTo(WORKSPACE, { kind: 'member', member: WHO.stranger }, { type: 'leave' });
    const before = await rows();
    expect(await event('stranger', pressed(letter), {})).toContain('That button is over.');
    expect(await rows()).toEqual(before);
  });

  it('that a letter does not have is over', async () => {
    const letter = await letterTo(WORKSPACE, { kind: 'member', member: WHO.member }, granting());
    expect(await event('member', { type: 'pressed', letter, button: 'other', values: {} }, {})).toContain('That button is over.');
  });
});

/** The rows of one workspace alone. */
function ofWorkspace(all: Rows, workspace: WorkspaceId): Rows {
  return Object.fromEntries(
    Object.entries(all).map(([table, each]) => [table, each.filter((row) => row.includes(`"workspace_id": "${workspace}"`))]),
  );
}
