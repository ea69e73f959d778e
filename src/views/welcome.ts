import { may } from '../domain/access.ts';
import type { Member } from '../domain/member.ts';
import { joined, md } from '../markdown.ts';
import type { Outbound } from '../outbound.ts';
import { unusual } from './calendar.ts';
import { button, buttons, clock, count, message, note, text, weekdays } from './words.ts';

/** The first words to somebody: what this is, when it comes, how to change that. */
export function welcome(member: Member, deck: string, options: { started: boolean }): Outbound {
  const rhythm = `${weekdays(member.workingDays)} at ${clock(member.sessionTime)}`;
  const blocks = [
    text(
      md`Hello ${member.name}, I am Cairn. I ask ${count(member.budget, 'short question')} a day on **${deck}** and bring back what you would forget. Answer by button or by typing.`,
    ),
    note(md`I write ${rhythm} (${member.zone}). Change it with settings, stop with pause, or ask for help.`),
  ];
  return message(
    options.started ? blocks : [...blocks, buttons(button('start', 'First question', { type: 'start-quiz' }, { primary: true }))],
  );
}

const COMMANDS: readonly (readonly [string, string])[] = [
  ['quiz', "start or go on with today's questions"],
  ['just one', 'a busy day: one question is enough'],
  ['snooze, snooze 14:00', 'ask me later today'],
  ['hint, skip, not sure', 'while a question is open'],
  ['I was right', 'after a mark that you doubt: somebody looks at it'],
  ['sure: b, guess: b', 'say how sure you are; stats shows how often you were right'],
  ['again', 'play the last scenario another way'],
  ['my buddy is @NAME, send to my buddy', 'somebody who reads what you explain; stop being a buddy ends it'],
  ['partners', 'a study partner for ten minutes a week; pause partners, leave partners, not with NAME'],
  ['write, write for NAME: QUESTION', 'a question for a partner or buddy; an author may take it into the deck; undo write'],
  ['goal learn NAME by Friday, goals', 'something of your own to reach; goal review, goal plan, drop goal, undo goal'],
  ['my mentor is @NAME, mentor report', 'somebody who may ask how your goals go; stop mentor ends it'],
  ['home', 'today, what is due, your last 20 days at a glance; it stays fresh'],
  ['stats, effort', 'what you know, and what is due; your weeks as a chart'],
  ['achievements, why NAME', 'what you can reach, and what was given for what'],
  ['decks, learn NAME', 'what there is to learn'],
  ['paths, follow NAME, change role to NAME', 'what a role takes, stage by stage; leave path ends it'],
  ['path, map', 'what you are building, why, and what comes next; your 90 days'],
  ['test out, test out NAME', 'show that you know a stage already'],
  ['certificate', 'of a module that you master, to share'],
  ['settings', 'time, zone, days, hours, holidays, how many (settings time 8:30, settings hours 8-18, settings weekly 10)'],
  ['cue', 'questions after an event of your calendar, or when a task is finished'],
  ['resume NAME', 'a question that rests because it was missed three times in a row; stats names them'],
  ['away until friday, away 3 dec to 10 dec, sick, back', 'leave; pause and resume where you do not know for how long'],
  ['travel Asia/Tokyo until 12 dec, travel home', 'your times are those of the place'],
  ['check-in', 'your week in four lines, early, late or to change it'],
  ['practise TOPIC', 'its questions come first for two weeks'],
  ['sprint, leave sprint', 'your own before and after of a week on one topic; join sprint in the channel'],
  ['pledge recall 3 of TOPIC by Friday', 'in the channel: all who join do it, and it opens a bonus round; leave pledge, unseen'],
  ['leaderboard, leave leaderboard', 'who is next to you, where your lead chose one and you joined'],
  ['I can help, I can help 2', 'in the channel: with what a summary says that somebody needs'],
  ['answer channel ANSWER', 'to the question of your channel, here in private; after its reveal why channel, save for me'],
  ['name me, do not name me', 'whether a reveal may name you when you are right'],
  ['misconceptions, show my lead NAME', 'what you got over, and to let your lead confirm it; take back NAME from my lead'],
  ['privacy', 'who sees what of yours; what my lead sees, export my data, erase my data'],
  ['leave', 'no more messages'],
];

const LEAD_COMMANDS: readonly (readonly [string, string])[] = [
  ['team', 'in a channel: set up questions and a weekly check-in for it'],
  ['ask', 'in a channel: a question that everyone answers in private'],
  ['sprint, sprint TOPIC, cancel sprint', 'in a channel: a week on one topic, for who joins, with a check before and after'],
  ['leaderboard improvement, leaderboard consistency, leaderboard off', 'for who joins, by what they are compared'],
  ['check-in questions', 'what the check-in asks, and whether there is a note a day'],
  ['summary, summary details', "post the team's week now; what it has no room for"],
  ['my team, focus TOPIC', 'where your people are stuck, what helped, what waits for you; what next week is about'],
  ['rollout, rollout stop', 'seven days with three achievements: do they ask for the right thing'],
  ['to verify, verify NAME', 'what your people show you, and to confirm that it is resolved'],
  ['report', 'how your people remember, and how sure that is; names nobody'],
  ['misconceptions, resolved NAME', 'how many met each, never who; mark one as cleared up'],
  ['disputes', 'answers of your people, or to your decks, that wait for a ruling'],
  ['accept ANSWER, accept once ANSWER, refuse ANSWER because …', 'rule on one of them'],
];

const AUTHOR_COMMANDS: readonly (readonly [string, string])[] = [
  ['families', 'what achievements ask for here: thresholds NAME 1 12 40, family off NAME, undo thresholds'],
  ['review questions', 'what learners wrote and may join a deck: accept question, refuse question because …'],
  ['drop NAME, restore NAME', 'take a deck out, so that it is asked no more, or bring it back'],
];

const ADMIN_COMMANDS: readonly (readonly [string, string])[] = [
  ['workspace', 'the deck for newcomers, public holidays, who is admin or author'],
];

/** What can be said; what only some may do is shown to them. */
export function help(member: Member, today: Temporal.PlainDate): Outbound {
  const now = unusual(member, today);
  const commands = [
    ...COMMANDS,
    ...LEAD_COMMANDS,
    ...(may('keep-decks', member) ? AUTHOR_COMMANDS : []),
    ...(may('set-up-workspace', member) ? ADMIN_COMMANDS : []),
  ];
  const lines = commands.map(([words, meaning]) => md`- **${words}**: ${meaning}`);
  return message([
    ...now.lines,
    text(md`I ask a few questions a day and bring back what you would forget. You can say:`),
    text(joined(lines, '\n')),
    note(md`Now and then a question is a quick check without hints, a day or a week later: it shows what stays.`),
    buttons(
      button('start', 'Quiz', { type: 'start-quiz' }, { primary: true }),
      button('settings', 'Settings', { type: 'open-settings' }),
      ...now.row.slice(0, 1),
    ),
  ]);
}

/** Words that are no command, while nothing is being asked. */
export function notUnderstood(): Outbound {
  return message([
    text(md`No question is open, so I did not keep that. Say quiz for your questions, or help for what else I know.`),
    buttons(button('start', 'Quiz', { type: 'start-quiz' }, { primary: true }), button('help', 'Help', { type: 'help' })),
  ]);
}
