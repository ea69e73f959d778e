import { z } from 'zod';
import { tunedSchema } from './domain/achievements/overlay.ts';
import { confidenceSchema } from './domain/confidence.ts';
import { DECISIONS } from './domain/dispute.ts';
import { CLARITIES } from './domain/exchange.ts';
import { CHANGES } from './domain/goals/decide.ts';
import { termsSchema } from './domain/goals/goal.ts';
import { replySchema } from './domain/kinds/kind.ts';
import { MEASURES } from './domain/leaderboard.ts';
import { ASKED, SAID } from './domain/rollout.ts';

/** An explanation that was marked, or the open question whose answer is one. */
const explained = { attempt: z.string().optional(), session: z.string().optional(), position: z.int().optional() };

/** A large goal, as far as it is said: of which deck, by when, in how many minutes a day, and what matters. */
const largeGoal = {
  deck: z.string().optional(),
  by: z.iso.date().optional(),
  minutes: z.int().optional(),
  must: z.array(z.string()).optional(),
  could: z.array(z.string()).optional(),
};

/** What somebody wants. Buttons carry one; typed words and slash commands are read into one (`engine/understand.ts`). */
export const intentSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello') }),
  z.object({ type: z.literal('help'), all: z.boolean().optional() }),
  z.object({ type: z.literal('start-quiz') }),
  z.object({ type: z.literal('busy-day') }),
  z.object({ type: z.literal('snooze'), until: z.string().optional() }),
  z.object({ type: z.literal('answer'), session: z.string(), position: z.int(), reply: replySchema }),
  z.object({ type: z.literal('give-up'), session: z.string(), position: z.int() }),
  /** `used` is how many had been shown when the button was: a second press of it asks for no second hint. */
  z.object({ type: z.literal('hint'), session: z.string(), position: z.int(), used: z.int().optional() }),
  z.object({ type: z.literal('say-confidence'), session: z.string(), position: z.int(), confidence: confidenceSchema }),
  z.object({ type: z.literal('skip'), session: z.string(), position: z.int() }),
  z.object({ type: z.literal('self-mark'), session: z.string(), position: z.int(), said: z.boolean() }),
  z.object({ type: z.literal('ask-lead'), session: z.string(), position: z.int() }),
  /** Without an attempt, the last answer. */
  z.object({ type: z.literal('dispute'), attempt: z.string().optional() }),
  z.object({ type: z.literal('list-disputes') }),
  z.object({ type: z.literal('open-refusal'), dispute: z.string() }),
  /** Buttons name a dispute, words the answer. */
  z.object({
    type: z.literal('rule'),
    dispute: z.string().optional(),
    answer: z.string().optional(),
    decision: z.enum(DECISIONS),
    reason: z.string().optional(),
  }),
  z.object({ type: z.literal('open-buddies') }),
  /** Named in words, or picked in the form; what there is to send to them then. */
  z.object({ type: z.literal('name-buddy'), name: z.string().optional(), ...explained }),
  z.object({ type: z.literal('answer-buddy'), explainer: z.string().optional(), name: z.string().optional(), yes: z.boolean() }),
  z.object({ type: z.literal('end-buddies'), name: z.string().optional() }),
  /** Without a name, to whom was named last; without an answer, the one that is being compared, or the last. */
  z.object({ type: z.literal('send-to-buddy'), name: z.string().optional(), ...explained }),
  /** Words name the ticks by their numbers; without an explanation, the first that waits. */
  z.object({ type: z.literal('rate-explanation'), explanation: z.string().optional(), words: z.string().optional() }),
  z.object({ type: z.literal('return-explanation'), explanation: z.string().optional() }),
  z.object({ type: z.literal('compare-explanation'), explanation: z.string().optional(), words: z.string().optional() }),
  z.object({ type: z.literal('open-partners') }),
  z.object({ type: z.literal('submit-partners') }),
  z.object({ type: z.literal('pause-partners'), pause: z.boolean() }),
  z.object({ type: z.literal('leave-partners') }),
  /** Without a match, the newest that was proposed. */
  z.object({ type: z.literal('answer-match'), match: z.string().optional(), yes: z.boolean() }),
  /** Buttons say who of which match, words the name. */
  z.object({
    type: z.literal('avoid-partner'),
    match: z.string().optional(),
    member: z.string().optional(),
    name: z.string().optional(),
  }),
  z.object({ type: z.literal('report-meeting'), match: z.string().optional(), met: z.boolean() }),
  /** For whom: by a button their id, in words their name; and what is said of the question. */
  z.object({
    type: z.literal('open-write'),
    member: z.string().optional(),
    name: z.string().optional(),
    words: z.string().optional(),
  }),
  z.object({ type: z.literal('submit-written') }),
  /** Without a question, the last that can be taken back; the first that waits for its reader; the first that waits for an author. */
  z.object({ type: z.literal('undo-written'), written: z.string().optional() }),
  z.object({
    type: z.literal('answer-written'),
    written: z.string().optional(),
    option: z.string().optional(),
    words: z.string().optional(),
  }),
  z.object({ type: z.literal('compare-written'), written: z.string().optional(), same: z.boolean() }),
  z.object({ type: z.literal('rate-written'), written: z.string().optional(), clarity: z.enum(CLARITIES) }),
  z.object({ type: z.literal('return-written'), written: z.string().optional() }),
  z.object({ type: z.literal('list-offered') }),
  z.object({ type: z.literal('open-written-refusal'), written: z.string() }),
  z.object({
    type: z.literal('review-written'),
    written: z.string().optional(),
    accept: z.boolean(),
    reason: z.string().optional(),
  }),
  /** The key points that are ticked in its message are those that the learner has said. */
  z.object({ type: z.literal('tick-points'), session: z.string(), position: z.int() }),
  z.object({ type: z.literal('one-more') }),
  z.object({ type: z.literal('play-again'), deck: z.string().optional(), item: z.string().optional() }),
  z.object({ type: z.literal('next-action'), family: z.string(), tier: z.int() }),
  z.object({ type: z.literal('decline-action'), family: z.string(), tier: z.int() }),
  z.object({ type: z.literal('team-action'), team: z.string(), family: z.string(), tier: z.int() }),
  z.object({ type: z.literal('decline-team-action'), team: z.string(), family: z.string(), tier: z.int() }),
  z.object({ type: z.literal('open-achievements') }),
  z.object({ type: z.literal('why'), name: z.string() }),
  z.object({ type: z.literal('open-families') }),
  /** Without a family, that of its message's form, and the counts that stand in it. */
  z.object({ type: z.literal('set-thresholds'), family: z.string().optional(), counts: z.array(z.int()).optional() }),
  z.object({ type: z.literal('switch-family'), family: z.string().optional(), on: z.boolean() }),
  /** Without a time, the last change. */
  z.object({ type: z.literal('undo-thresholds'), since: z.string().optional() }),
  /** Without any, what the diagnosis proposes now. */
  z.object({ type: z.literal('tune-families'), proposed: z.array(tunedSchema).optional() }),
  z.object({ type: z.literal('open-goals') }),
  z.object({ type: z.literal('review-goals') }),
  z.object({ type: z.literal('propose-goal'), words: z.string() }),
  z.object({ type: z.literal('open-goal-form'), terms: termsSchema.optional() }),
  z.object({ type: z.literal('submit-goal') }),
  z.object({ type: z.literal('set-goal'), terms: termsSchema }),
  /** Words name a goal by its number or by what it is about; buttons by its id. */
  z.object({ type: z.literal('drop-goal'), goal: z.string().optional(), words: z.string().optional() }),
  z.object({
    type: z.literal('change-goal'),
    change: z.enum(CHANGES),
    goal: z.string().optional(),
    words: z.string().optional(),
  }),
  /** Without a goal, the last thing that was done to one; a button takes back what its message said, once. */
  z.object({ type: z.literal('undo-goal'), goal: z.string().optional(), from: z.enum(['set', 'dropped']).optional() }),
  z.object({ type: z.literal('plan-goal'), words: z.string(), begin: z.boolean().optional() }),
  z.object({ type: z.literal('open-plan-form'), ...largeGoal }),
  z.object({ type: z.literal('submit-plan'), deck: z.string().optional() }),
  z.object({ type: z.literal('set-plan'), ...largeGoal, deck: z.string(), by: z.iso.date(), minutes: z.int() }),
  z.object({ type: z.literal('drop-plan'), plan: z.string().optional() }),
  z.object({ type: z.literal('open-mentors') }),
  /** Named in words, or picked in the form. */
  z.object({ type: z.literal('name-mentor'), name: z.string().optional() }),
  z.object({ type: z.literal('end-mentor'), name: z.string().optional() }),
  /** Whose goals; without a name the own ones, as a mentor would see them. */
  z.object({ type: z.literal('open-mentor-report'), name: z.string().optional() }),
  z.object({ type: z.literal('stats') }),
  z.object({ type: z.literal('open-effort') }),
  /** `page`: on the page that their platform keeps for it. */
  z.object({ type: z.literal('open-dashboard'), page: z.boolean().optional() }),
  z.object({ type: z.literal('open-report') }),
  z.object({ type: z.literal('open-misconceptions') }),
  z.object({
    type: z.literal('resolve-misconception'),
    misconception: z.string(),
    deck: z.string().optional(),
    team: z.string().optional(),
  }),
  z.object({ type: z.literal('pause') }),
  /** Days in words, as `domain/span.ts` reads them. */
  z.object({ type: z.literal('away'), words: z.string().optional(), sick: z.boolean().optional() }),
  z.object({ type: z.literal('resume') }),
  z.object({ type: z.literal('cancel-leave') }),
  z.object({ type: z.literal('travel'), words: z.string().optional() }),
  z.object({ type: z.literal('end-trip') }),
  z.object({ type: z.literal('open-cue') }),
  /** Said in words, or in the form. */
  z.object({ type: z.literal('set-calendar-cue'), url: z.string().optional(), event: z.string().optional() }),
  z.object({ type: z.literal('set-webhook-cue') }),
  z.object({ type: z.literal('end-cue') }),
  /** Buttons name the deck, words the item alone. */
  z.object({ type: z.literal('resume-item'), deck: z.string().optional(), item: z.string() }),
  z.object({ type: z.literal('leave') }),
  z.object({ type: z.literal('open-settings') }),
  z.object({ type: z.literal('submit-settings') }),
  z.object({ type: z.literal('change-setting'), setting: z.string(), value: z.string() }),
  z.object({ type: z.literal('list-decks') }),
  z.object({ type: z.literal('learn-deck'), deck: z.string() }),
  z.object({ type: z.literal('retire-deck'), deck: z.string() }),
  z.object({ type: z.literal('restore-deck'), deck: z.string() }),
  z.object({ type: z.literal('open-path') }),
  z.object({ type: z.literal('list-paths') }),
  z.object({ type: z.literal('follow-path'), path: z.string() }),
  z.object({ type: z.literal('leave-path') }),
  z.object({ type: z.literal('open-map') }),
  /** Without a module, of the first that has something to test. */
  z.object({ type: z.literal('test-out'), module: z.string().optional() }),
  z.object({ type: z.literal('open-certificates') }),
  z.object({ type: z.literal('open-privacy') }),
  z.object({ type: z.literal('leave-comparison') }),
  z.object({ type: z.literal('export-data') }),
  z.object({ type: z.literal('open-erase') }),
  z.object({ type: z.literal('erase-data') }),
  z.object({ type: z.literal('open-workspace') }),
  z.object({ type: z.literal('submit-workspace') }),
  z.object({ type: z.literal('open-team') }),
  z.object({ type: z.literal('submit-team'), channel: z.string(), name: z.string() }),
  z.object({ type: z.literal('join-team'), team: z.string() }),
  z.object({ type: z.literal('leave-team'), team: z.string() }),
  z.object({ type: z.literal('open-check-in'), team: z.string().optional() }),
  z.object({ type: z.literal('submit-check-in'), checkIn: z.string() }),
  z.object({ type: z.literal('skip-check-in'), checkIn: z.string() }),
  z.object({ type: z.literal('keep-draft'), checkIn: z.string() }),
  z.object({ type: z.literal('submit-note'), checkIn: z.string(), day: z.iso.date() }),
  z.object({ type: z.literal('open-questions'), team: z.string().optional() }),
  z.object({ type: z.literal('submit-questions'), team: z.string() }),
  /** Without a topic, the one that is picked in its message. */
  z.object({ type: z.literal('practise'), topic: z.string().optional() }),
  /** Buttons name whose hurdle it is, words the number of one. */
  z.object({
    type: z.literal('offer-help'),
    checkIn: z.string().optional(),
    owner: z.string().optional(),
    number: z.int().optional(),
  }),
  z.object({ type: z.literal('post-summary') }),
  z.object({ type: z.literal('open-details'), checkIn: z.string().optional() }),
  z.object({ type: z.literal('open-team-view') }),
  z.object({ type: z.literal('submit-focus'), team: z.string().optional(), topic: z.string().optional() }),
  z.object({ type: z.literal('open-rollout') }),
  z.object({ type: z.literal('start-rollout'), team: z.string() }),
  z.object({ type: z.literal('stop-rollout'), team: z.string().optional() }),
  z.object({ type: z.literal('undo-rollout'), team: z.string().optional() }),
  z.object({
    type: z.literal('rate-achievements'),
    rollout: z.string().optional(),
    asked: z.enum(ASKED).optional(),
    said: z.enum(SAID),
  }),
  z.object({ type: z.literal('open-evidence'), team: z.string().optional(), after: z.string().optional() }),
  /** Buttons name what is verified, words whose. */
  z.object({
    type: z.literal('verify'),
    member: z.string().optional(),
    deck: z.string().optional(),
    misconception: z.string().optional(),
    name: z.string().optional(),
  }),
  z.object({ type: z.literal('open-lead-sees') }),
  /** Buttons name the deck, words the misconception by its name. */
  z.object({ type: z.literal('show-evidence'), deck: z.string().optional(), misconception: z.string(), show: z.boolean() }),
  z.object({ type: z.literal('open-sprint') }),
  /** The form names the team, words the topic. */
  z.object({ type: z.literal('call-sprint'), team: z.string().optional(), topic: z.string().optional() }),
  z.object({ type: z.literal('join-sprint'), sprint: z.string().optional() }),
  z.object({ type: z.literal('leave-sprint') }),
  z.object({ type: z.literal('cancel-sprint'), sprint: z.string().optional() }),
  z.object({ type: z.literal('open-pledge') }),
  z.object({ type: z.literal('make-pledge'), words: z.string() }),
  z.object({ type: z.literal('join-pledge'), pledge: z.string().optional() }),
  z.object({ type: z.literal('leave-pledge'), pledge: z.string().optional() }),
  z.object({ type: z.literal('open-bonus'), pledge: z.string().optional() }),
  z.object({ type: z.literal('open-leaderboard') }),
  z.object({ type: z.literal('set-leaderboard'), measure: z.enum([...MEASURES, 'off']) }),
  z.object({ type: z.literal('join-leaderboard'), team: z.string().optional() }),
  z.object({ type: z.literal('leave-leaderboard'), team: z.string().optional() }),
  z.object({ type: z.literal('ask-channel') }),
  z.object({ type: z.literal('open-channel-answer'), question: z.string() }),
  /** Words answer the question that a team of the member's got last; a form's button says only which question it is about. */
  z.object({
    type: z.literal('answer-channel'),
    question: z.string().optional(),
    option: z.string().optional(),
    words: z.string().optional(),
  }),
  z.object({ type: z.literal('why-channel'), question: z.string().optional() }),
  z.object({ type: z.literal('save-item'), question: z.string().optional() }),
  z.object({ type: z.literal('name-me'), yes: z.boolean() }),
]);

export type Intent = z.infer<typeof intentSchema>;
export type IntentOf<T extends Intent['type']> = Extract<Intent, { type: T }>;
