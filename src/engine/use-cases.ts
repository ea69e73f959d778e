import { dayAt } from '../domain/rhythm.ts';
import type { Intent, IntentOf } from '../intents.ts';
import type { Alarm, AlarmKind } from '../ports/alarms.ts';
import { help } from '../views/welcome.ts';
import { declineAction, openAchievements, whyAchievement } from './achievements/achievements.ts';
import { leaveComparison } from './achievements/comparison.ts';
import { openFamilies, setThresholds, switchFamily, tuneFamilies, undoThresholds } from './achievements/families.ts';
import { nextAction } from './achievements/next-action.ts';
import { openRollout, startRollout, stopRollout, undoRollout } from './achievements/rollout.ts';
import { ringRollout } from './achievements/rollout-review.ts';
import { rateAchievements } from './achievements/rollout-week.ts';
import { declineTeamAction, takeTeamAction } from './achievements/team-achievements.ts';
import { openBuddies } from './buddies/buddies.ts';
import { answerBuddy, ringBuddy } from './buddies/consent.ts';
import { endBuddies } from './buddies/end-buddies.ts';
import { openWrite, submitWritten, undoWritten } from './buddies/exchange.ts';
import { answerWritten, compareWritten, rateWritten, returnWritten } from './buddies/exchange-answer.ts';
import { ringWritten } from './buddies/exchange-deliver.ts';
import { listOffered, openWrittenRefusal, reviewWritten, ringOffered } from './buddies/exchange-review.ts';
import { nameBuddy, sendToBuddy } from './buddies/explanation.ts';
import { ringMatching } from './buddies/matching.ts';
import { reportMeeting, ringMeeting } from './buddies/meeting.ts';
import { leavePartners, openPartners, pausePartners, submitPartners } from './buddies/partners.ts';
import { answerMatch, avoidPartner, ringProposal } from './buddies/proposal.ts';
import { compareExplanation, rateExplanation, returnExplanation } from './buddies/rate.ts';
import { ringExplanation } from './buddies/ring-explanation.ts';
import { askLead } from './decks/ask-lead.ts';
import { learnDeck, listDecks, restoreDeck, retireDeck } from './decks/decks.ts';
import { dispute } from './decks/dispute.ts';
import { listDisputes, openRefusal, ringDisputes } from './decks/disputes.ts';
import { ringHardItem } from './decks/hard-item.ts';
import { openMisconceptions, resolveMisconception } from './decks/misconceptions.ts';
import { rule } from './decks/rule.ts';
import { openGoalForm, proposeGoal, setGoal, submitGoal } from './goals/goal.ts';
import { changeGoal, dropGoal, undoGoal } from './goals/goal-change.ts';
import { dropPlan, openPlanForm, planGoal, setPlan, submitPlan } from './goals/goal-plan.ts';
import { openGoals, reviewGoals } from './goals/goals.ts';
import { endMentor, nameMentor, openMentorReport, openMentors } from './goals/mentor.ts';
import { away, cancelLeave, pause, resume } from './member/away.ts';
import { endCue, openCue, ringCueCalendar, ringCueSecret, setCalendarCue, setWebhookCue } from './member/cue.ts';
import { openDashboard, ringDashboard } from './member/dashboard.ts';
import { eraseData, openErase, ringForget } from './member/erase.ts';
import { exportData, openPrivacy } from './member/privacy.ts';
import { changeSetting, leave, openSettings, submitSettings } from './member/settings.ts';
import { endTrip, ringTrip, travel } from './member/travel.ts';
import { openWorkspace, submitWorkspace } from './member/workspace.ts';
import { ringNotice } from './notice.ts';
import { openCertificates } from './path/certificate.ts';
import { leavePath } from './path/leave-path.ts';
import { followPath, listPaths, openMap, openPath } from './path/path.ts';
import { testOut } from './path/test-out.ts';
import { answer, giveUp, selfMark, skip, tickPoints } from './quiz/answer.ts';
import { sayConfidence } from './quiz/confidence.ts';
import { openEffort } from './quiz/effort.ts';
import { hint } from './quiz/hint.ts';
import { ringSession, ringSnooze, snooze } from './quiz/morning.ts';
import { playAgain } from './quiz/play-again.ts';
import { practise } from './quiz/practise.ts';
import { ringProbe } from './quiz/probe.ts';
import { resumeItem } from './quiz/rest.ts';
import { ringMark } from './quiz/ring-mark.ts';
import { busyDay, oneMore, startQuiz } from './quiz/session.ts';
import { stats } from './quiz/stats.ts';
import { answerChannel, openChannelAnswer, ringChannelCount } from './team/channel-answer.ts';
import { askChannel, ringChannelQuestion } from './team/channel-question.ts';
import { openCheckIn, ringCheckIn, ringCheckInForm, ringReminder } from './team/check-in.ts';
import { keepDraft, skipCheckIn, submitCheckIn, submitNote } from './team/check-in-entry.ts';
import { openQuestions, submitQuestions } from './team/check-in-questions.ts';
import { openEvidence, showEvidence, verify } from './team/evidence.ts';
import { joinLeaderboard, leaveLeaderboard, openLeaderboard, setLeaderboard } from './team/leaderboard.ts';
import { offerHelp, ringHelp } from './team/offer-help.ts';
import { joinPledge, leavePledge, makePledge, openPledge } from './team/pledge.ts';
import { openBonus } from './team/pledge-bonus.ts';
import { ringPledge } from './team/pledge-week.ts';
import { openReport } from './team/report.ts';
import { nameMe, ringReveal, saveItem, whyChannel } from './team/reveal.ts';
import { cancelSprint, joinSprint, leaveSprint, openSprint } from './team/sprint.ts';
import { callSprint } from './team/sprint-call.ts';
import { ringSprint } from './team/sprint-week.ts';
import { openDetails, postSummaryNow, ringSummary } from './team/summary.ts';
import { joinTeam, leaveTeam, openTeam, submitTeam, teamsOf } from './team/team.ts';
import { openLeadSees, openTeamView, submitFocus } from './team/team-view.ts';
import { reply, type Turn, type Visit } from './turn.ts';

async function showHelp(visit: Visit, intent: IntentOf<'help' | 'hello'>): Promise<void> {
  const all = intent.type === 'help' && intent.all;
  const leads = (await teamsOf(visit, visit.member.id, 'lead')).length > 0;
  await reply(visit, help(visit.member, { today: dayAt(visit.now, visit.member.zone), leads, all }));
}

const useCases: { [T in Intent['type']]: (visit: Visit, intent: IntentOf<T>) => Promise<void> } = {
  hello: showHelp,
  help: showHelp,
  'start-quiz': startQuiz,
  'busy-day': busyDay,
  snooze,
  answer,
  'give-up': giveUp,
  hint,
  'say-confidence': sayConfidence,
  skip,
  'self-mark': selfMark,
  'ask-lead': askLead,
  dispute,
  'list-disputes': listDisputes,
  'open-refusal': openRefusal,
  rule,
  'open-buddies': openBuddies,
  'name-buddy': nameBuddy,
  'answer-buddy': answerBuddy,
  'end-buddies': endBuddies,
  'send-to-buddy': sendToBuddy,
  'rate-explanation': rateExplanation,
  'return-explanation': returnExplanation,
  'compare-explanation': compareExplanation,
  'open-partners': openPartners,
  'submit-partners': submitPartners,
  'pause-partners': pausePartners,
  'leave-partners': leavePartners,
  'answer-match': answerMatch,
  'avoid-partner': avoidPartner,
  'report-meeting': reportMeeting,
  'open-write': openWrite,
  'submit-written': submitWritten,
  'undo-written': undoWritten,
  'answer-written': answerWritten,
  'compare-written': compareWritten,
  'rate-written': rateWritten,
  'return-written': returnWritten,
  'list-offered': listOffered,
  'open-written-refusal': openWrittenRefusal,
  'review-written': reviewWritten,
  'tick-points': tickPoints,
  'one-more': oneMore,
  'play-again': playAgain,
  'next-action': nextAction,
  'decline-action': declineAction,
  'team-action': takeTeamAction,
  'decline-team-action': declineTeamAction,
  'open-achievements': openAchievements,
  why: whyAchievement,
  'open-families': openFamilies,
  'set-thresholds': setThresholds,
  'switch-family': switchFamily,
  'undo-thresholds': undoThresholds,
  'tune-families': tuneFamilies,
  'open-goals': openGoals,
  'review-goals': reviewGoals,
  'propose-goal': proposeGoal,
  'open-goal-form': openGoalForm,
  'submit-goal': submitGoal,
  'set-goal': setGoal,
  'drop-goal': dropGoal,
  'change-goal': changeGoal,
  'undo-goal': undoGoal,
  'plan-goal': planGoal,
  'open-plan-form': openPlanForm,
  'submit-plan': submitPlan,
  'set-plan': setPlan,
  'drop-plan': dropPlan,
  'open-mentors': openMentors,
  'name-mentor': nameMentor,
  'end-mentor': endMentor,
  'open-mentor-report': openMentorReport,
  stats,
  'open-effort': openEffort,
  'open-dashboard': openDashboard,
  'open-report': openReport,
  'open-misconceptions': openMisconceptions,
  'resolve-misconception': resolveMisconception,
  pause,
  away,
  resume,
  'cancel-leave': cancelLeave,
  travel,
  'end-trip': endTrip,
  'open-cue': openCue,
  'set-calendar-cue': setCalendarCue,
  'set-webhook-cue': setWebhookCue,
  'end-cue': endCue,
  'resume-item': resumeItem,
  leave,
  'open-settings': openSettings,
  'submit-settings': submitSettings,
  'change-setting': changeSetting,
  'list-decks': listDecks,
  'learn-deck': learnDeck,
  'retire-deck': retireDeck,
  'restore-deck': restoreDeck,
  'open-path': openPath,
  'list-paths': listPaths,
  'follow-path': followPath,
  'leave-path': leavePath,
  'open-map': openMap,
  'test-out': testOut,
  'open-certificates': openCertificates,
  'open-privacy': openPrivacy,
  'leave-comparison': leaveComparison,
  'export-data': exportData,
  'open-erase': openErase,
  'erase-data': eraseData,
  'open-workspace': openWorkspace,
  'submit-workspace': submitWorkspace,
  'open-team': openTeam,
  'submit-team': submitTeam,
  'join-team': joinTeam,
  'leave-team': leaveTeam,
  'open-check-in': openCheckIn,
  'submit-check-in': submitCheckIn,
  'skip-check-in': skipCheckIn,
  'keep-draft': keepDraft,
  'submit-note': submitNote,
  'open-questions': openQuestions,
  'submit-questions': submitQuestions,
  practise,
  'offer-help': offerHelp,
  'post-summary': postSummaryNow,
  'open-details': openDetails,
  'open-team-view': openTeamView,
  'submit-focus': submitFocus,
  'open-rollout': openRollout,
  'start-rollout': startRollout,
  'stop-rollout': stopRollout,
  'undo-rollout': undoRollout,
  'rate-achievements': rateAchievements,
  'open-evidence': openEvidence,
  verify,
  'open-lead-sees': openLeadSees,
  'show-evidence': showEvidence,
  'open-sprint': openSprint,
  'call-sprint': callSprint,
  'join-sprint': joinSprint,
  'leave-sprint': leaveSprint,
  'cancel-sprint': cancelSprint,
  'open-pledge': openPledge,
  'make-pledge': makePledge,
  'join-pledge': joinPledge,
  'leave-pledge': leavePledge,
  'open-bonus': openBonus,
  'open-leaderboard': openLeaderboard,
  'set-leaderboard': setLeaderboard,
  'join-leaderboard': joinLeaderboard,
  'leave-leaderboard': leaveLeaderboard,
  'ask-channel': askChannel,
  'open-channel-answer': openChannelAnswer,
  'answer-channel': answerChannel,
  'why-channel': whyChannel,
  'save-item': saveItem,
  'name-me': nameMe,
};

/** What each alarm does; the subject is what it was set for, `at` the time for which it was. */
const alarms: { [K in AlarmKind]: (turn: Turn, subject: string, at: Temporal.Instant) => Promise<void> } = {
  session: ringSession,
  snooze: ringSnooze,
  'check-in': ringCheckIn,
  'check-in-form': ringCheckInForm,
  'check-in-reminder': ringReminder,
  help: ringHelp,
  summary: ringSummary,
  'channel-question': ringChannelQuestion,
  'channel-count': ringChannelCount,
  reveal: ringReveal,
  sprint: ringSprint,
  pledge: ringPledge,
  rollout: ringRollout,
  forget: ringForget,
  disputes: ringDisputes,
  offered: ringOffered,
  'hard-item': ringHardItem,
  mark: ringMark,
  buddy: ringBuddy,
  explanation: ringExplanation,
  written: ringWritten,
  matching: ringMatching,
  proposal: ringProposal,
  meeting: ringMeeting,
  probe: ringProbe,
  dashboard: ringDashboard,
  notice: ringNotice,
  'cue-calendar': ringCueCalendar,
  'cue-secret': ringCueSecret,
  trip: ringTrip,
};

export function carryOut(visit: Visit, intent: Intent): Promise<void> {
  // The table's type pairs each intent with its use case; TypeScript cannot follow that through a look-up.
  return useCases[intent.type](visit, intent as never);
}

export function ring(turn: Turn, alarm: Alarm): Promise<void> {
  return alarms[alarm.kind](turn, alarm.subject, alarm.at);
}
