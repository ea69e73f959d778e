import { dayAt } from '../domain/rhythm.ts';
import type { Intent, IntentOf } from '../intents.ts';
import type { Alarm, AlarmKind } from '../ports/alarms.ts';
import { help } from '../views/welcome.ts';
import { declineAction, openAchievements, whyAchievement } from './achievements.ts';
import { answer, giveUp, selfMark, skip, tickPoints } from './answer.ts';
import { askLead } from './ask-lead.ts';
import { away, cancelLeave, pause, resume } from './away.ts';
import { openBuddies } from './buddies.ts';
import { openCertificates } from './certificate.ts';
import { answerChannel, openChannelAnswer, ringChannelCount } from './channel-answer.ts';
import { askChannel, ringChannelQuestion } from './channel-question.ts';
import { openCheckIn, ringCheckIn, ringCheckInForm, ringReminder } from './check-in.ts';
import { keepDraft, skipCheckIn, submitCheckIn, submitNote } from './check-in-entry.ts';
import { openQuestions, submitQuestions } from './check-in-questions.ts';
import { leaveComparison } from './comparison.ts';
import { sayConfidence } from './confidence.ts';
import { answerBuddy, ringBuddy } from './consent.ts';
import { endCue, openCue, ringCueCalendar, ringCueSecret, setCalendarCue, setWebhookCue } from './cue.ts';
import { openDashboard, ringDashboard } from './dashboard.ts';
import { learnDeck, listDecks, restoreDeck, retireDeck } from './decks.ts';
import { dispute } from './dispute.ts';
import { listDisputes, openRefusal, ringDisputes } from './disputes.ts';
import { openEffort } from './effort.ts';
import { endBuddies } from './end-buddies.ts';
import { eraseData, openErase, ringForget } from './erase.ts';
import { openEvidence, showEvidence, verify } from './evidence.ts';
import { openWrite, submitWritten, undoWritten } from './exchange.ts';
import { answerWritten, compareWritten, rateWritten, returnWritten } from './exchange-answer.ts';
import { ringWritten } from './exchange-deliver.ts';
import { listOffered, openWrittenRefusal, reviewWritten, ringOffered } from './exchange-review.ts';
import { nameBuddy, sendToBuddy } from './explanation.ts';
import { openFamilies, setThresholds, switchFamily, tuneFamilies, undoThresholds } from './families.ts';
import { openGoalForm, proposeGoal, setGoal, submitGoal } from './goal.ts';
import { changeGoal, dropGoal, undoGoal } from './goal-change.ts';
import { dropPlan, openPlanForm, planGoal, setPlan, submitPlan } from './goal-plan.ts';
import { openGoals, reviewGoals } from './goals.ts';
import { ringHardItem } from './hard-item.ts';
import { hint } from './hint.ts';
import { joinLeaderboard, leaveLeaderboard, openLeaderboard, setLeaderboard } from './leaderboard.ts';
import { leavePath } from './leave-path.ts';
import { ringMatching } from './matching.ts';
import { reportMeeting, ringMeeting } from './meeting.ts';
import { endMentor, nameMentor, openMentorReport, openMentors } from './mentor.ts';
import { openMisconceptions, resolveMisconception } from './misconceptions.ts';
import { ringSession, ringSnooze, snooze } from './morning.ts';
import { nextAction } from './next-action.ts';
import { ringNotice } from './notice.ts';
import { offerHelp, ringHelp } from './offer-help.ts';
import { leavePartners, openPartners, pausePartners, submitPartners } from './partners.ts';
import { followPath, listPaths, openMap, openPath } from './path.ts';
import { playAgain } from './play-again.ts';
import { joinPledge, leavePledge, makePledge, openPledge } from './pledge.ts';
import { openBonus } from './pledge-bonus.ts';
import { ringPledge } from './pledge-week.ts';
import { practise } from './practise.ts';
import { exportData, openPrivacy } from './privacy.ts';
import { ringProbe } from './probe.ts';
import { answerMatch, avoidPartner, ringProposal } from './proposal.ts';
import { compareExplanation, rateExplanation, returnExplanation } from './rate.ts';
import { openReport } from './report.ts';
import { resumeItem } from './rest.ts';
import { nameMe, ringReveal, saveItem, whyChannel } from './reveal.ts';
import { ringExplanation } from './ring-explanation.ts';
import { ringMark } from './ring-mark.ts';
import { openRollout, startRollout, stopRollout, undoRollout } from './rollout.ts';
import { ringRollout } from './rollout-review.ts';
import { rateAchievements } from './rollout-week.ts';
import { rule } from './rule.ts';
import { busyDay, oneMore, startQuiz } from './session.ts';
import { changeSetting, leave, openSettings, submitSettings } from './settings.ts';
import { cancelSprint, joinSprint, leaveSprint, openSprint } from './sprint.ts';
import { callSprint } from './sprint-call.ts';
import { ringSprint } from './sprint-week.ts';
import { stats } from './stats.ts';
import { openDetails, postSummaryNow, ringSummary } from './summary.ts';
import { joinTeam, leaveTeam, openTeam, submitTeam, teamsOf } from './team.ts';
import { declineTeamAction, takeTeamAction } from './team-achievements.ts';
import { openLeadSees, openTeamView, submitFocus } from './team-view.ts';
import { testOut } from './test-out.ts';
import { endTrip, ringTrip, travel } from './travel.ts';
import { reply, type Turn, type Visit } from './turn.ts';
import { openWorkspace, submitWorkspace } from './workspace.ts';

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
