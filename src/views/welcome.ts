import { may } from '../domain/access.ts';
import type { Member } from '../domain/member.ts';
import { joined, md } from '../markdown.ts';
import type { Outbound } from '../outbound.ts';
import { phrase, type Words } from '../phrase.ts';
import { unusual } from './calendar.ts';
import { button, buttons, clock, count, message, note, text, weekdays } from './words.ts';

/** The first words to somebody: what this is, when it comes, how to change that. */
export function welcome(member: Member, deck: Words, options: { started: boolean }): Outbound {
  const rhythm = phrase`${weekdays(member.workingDays)} at ${clock(member.sessionTime)}`;
  const blocks = [
    text(
      md`Hello ${member.name}, I am Cairn. I ask ${count(member.budget, 'short question')} a day on **${deck}** and bring back what you would forget. Answer by button or by typing.`,
    ),
    note(md`I write ${rhythm} (${member.zone}). Change it with settings, stop with pause, or ask for help.`),
  ];
  return message(
    options.started
      ? blocks
      : [...blocks, buttons(button('start', phrase`First question`, { type: 'start-quiz' }, { primary: true }))],
  );
}

/** What can be said, and what comes of it. */
type Row = readonly [Words, Words];

/** The most used first. */
const USUAL: readonly Row[] = [
  [phrase`quiz`, phrase`start or go on with today's questions`],
  [phrase`just one`, phrase`a busy day: one question is enough`],
  [phrase`snooze, snooze 14:00`, phrase`ask me later today`],
  [phrase`hint, skip, not sure`, phrase`while a question is open`],
  [phrase`stats, effort`, phrase`what you know, and what is due; your weeks as a chart`],
  [phrase`home`, phrase`today, what is due, your last 20 days at a glance; it stays fresh`],
  [phrase`achievements, why NAME`, phrase`what you can reach, and what was given for what`],
  [phrase`check-in`, phrase`your week in four lines, early, late or to change it`],
  [
    phrase`settings`,
    phrase`time, zone, days, hours, holidays, how many (settings time 8:30, settings hours 8-18, settings weekly 10)`,
  ],
  [
    phrase`away until friday, away 3 dec to 10 dec, sick, back`,
    phrase`leave; pause and resume where you do not know for how long`,
  ],
  [phrase`privacy`, phrase`who sees what of yours; what my lead sees, export my data, erase my data`],
];

const COMMANDS: readonly Row[] = [
  [phrase`I was right`, phrase`after a mark that you doubt: somebody looks at it`],
  [phrase`sure: b, guess: b`, phrase`say how sure you are; stats shows how often you were right`],
  [phrase`again`, phrase`play the last scenario another way`],
  [phrase`my buddy is @NAME, send to my buddy`, phrase`somebody who reads what you explain; stop being a buddy ends it`],
  [phrase`partners`, phrase`a study partner for ten minutes a week; pause partners, leave partners, not with NAME`],
  [
    phrase`write, write for NAME: QUESTION`,
    phrase`a question for a partner or buddy; an author may take it into the deck; undo write`,
  ],
  [
    phrase`goal learn NAME by Friday, goals`,
    phrase`something of your own to reach; goal review, goal plan, drop goal, undo goal`,
  ],
  [phrase`my mentor is @NAME, mentor report`, phrase`somebody who may ask how your goals go; stop mentor ends it`],
  [phrase`decks, learn NAME`, phrase`what there is to learn`],
  [phrase`paths, follow NAME, change role to NAME`, phrase`what a role takes, stage by stage; leave path ends it`],
  [phrase`path, map`, phrase`what you are building, why, and what comes next; your 90 days`],
  [phrase`test out, test out NAME`, phrase`show that you know a stage already`],
  [phrase`certificate`, phrase`of a module that you master, to share`],
  [phrase`cue`, phrase`questions after an event of your calendar, or when a task is finished`],
  [phrase`resume NAME`, phrase`a question that rests because it was missed three times in a row; stats names them`],
  [phrase`travel Asia/Tokyo until 12 dec, travel home`, phrase`your times are those of the place`],
  [phrase`practise TOPIC`, phrase`its questions come first for two weeks`],
  [phrase`sprint, leave sprint`, phrase`your own before and after of a week on one topic; join sprint in the channel`],
  [
    phrase`pledge recall 3 of TOPIC by Friday`,
    phrase`in the channel: all who join do it, and it opens a bonus round; leave pledge, unseen`,
  ],
  [phrase`leaderboard, leave leaderboard`, phrase`who is next to you, where your lead chose one and you joined`],
  [phrase`I can help, I can help 2`, phrase`in the channel: with what a summary says that somebody needs`],
  [
    phrase`answer channel ANSWER`,
    phrase`to the question of your channel, here in private; after its reveal why channel, save for me`,
  ],
  [phrase`name me, do not name me`, phrase`whether a reveal may name you when you are right`],
  [
    phrase`misconceptions, show my lead NAME`,
    phrase`what you got over, and to let your lead confirm it; take back NAME from my lead`,
  ],
  [phrase`language german, language english, language auto`, phrase`what I speak with you`],
  [phrase`team`, phrase`in a channel: set up questions and a weekly check-in for it`],
  [phrase`leave`, phrase`no more messages`],
];

const LEAD_COMMANDS: readonly Row[] = [
  [phrase`ask`, phrase`in a channel: a question that everyone answers in private`],
  [
    phrase`sprint, sprint TOPIC, cancel sprint`,
    phrase`in a channel: a week on one topic, for who joins, with a check before and after`,
  ],
  [phrase`leaderboard improvement, leaderboard consistency, leaderboard off`, phrase`for who joins, by what they are compared`],
  [phrase`check-in questions`, phrase`what the check-in asks, and whether there is a note a day`],
  [phrase`summary, summary details`, phrase`post the team's week now; what it has no room for`],
  [phrase`my team, focus TOPIC`, phrase`where your people are stuck, what helped, what waits for you; what next week is about`],
  [phrase`rollout, rollout stop`, phrase`seven days with three achievements: do they ask for the right thing`],
  [phrase`to verify, verify NAME`, phrase`what your people show you, and to confirm that it is resolved`],
  [phrase`report`, phrase`how your people remember, and how sure that is; names nobody`],
  [phrase`misconceptions, resolved NAME`, phrase`how many met each, never who; mark one as cleared up`],
  [phrase`disputes`, phrase`answers of your people, or to your decks, that wait for a ruling`],
  [phrase`accept ANSWER, accept once ANSWER, refuse ANSWER because …`, phrase`rule on one of them`],
];

const AUTHOR_COMMANDS: readonly Row[] = [
  [phrase`disputes`, phrase`answers to your decks that wait for a ruling`],
  [phrase`families`, phrase`what achievements ask for here: thresholds NAME 1 12 40, family off NAME, undo thresholds`],
  [phrase`review questions`, phrase`what learners wrote and may join a deck: accept question, refuse question because …`],
  [phrase`drop NAME, restore NAME`, phrase`take a deck out, so that it is asked no more, or bring it back`],
];

const ADMIN_COMMANDS: readonly Row[] = [
  [phrase`workspace`, phrase`the deck for newcomers, public holidays, who is admin or author`],
];

/** What can be said by this member: in short what is used most, and what they look after; `all` of it where they ask for that. */
export function help(member: Member, about: { today: Temporal.PlainDate; leads: boolean; all?: boolean | undefined }): Outbound {
  const now = unusual(member, about.today);
  const commands = [
    ...USUAL,
    ...(about.all ? COMMANDS : []),
    ...(about.leads ? LEAD_COMMANDS : []),
    ...(may('keep-decks', member) ? AUTHOR_COMMANDS : []),
    ...(may('set-up-workspace', member) ? ADMIN_COMMANDS : []),
  ];
  const lines = commands.map(([words, meaning]) => md`- **${words}**: ${meaning}`);
  return message([
    ...now.lines,
    text(md`I ask a few questions a day and bring back what you would forget. You can say:`),
    text(joined(lines, '\n')),
    note(
      about.all
        ? md`Now and then a question is a quick check without hints, a day or a week later: it shows what stays.`
        : md`There is more: goals, paths, buddies, mentors, travel. Say help all for everything.`,
    ),
    buttons(
      button('start', phrase`Quiz`, { type: 'start-quiz' }, { primary: true }),
      button('settings', phrase`Settings`, { type: 'open-settings' }),
      ...(about.all ? [] : [button('all', phrase`Everything`, { type: 'help', all: true })]),
      ...now.row.slice(0, 1),
    ),
  ]);
}

/** Words that are no command, while nothing is being asked. */
export function notUnderstood(): Outbound {
  return message([
    text(md`No question is open, so I did not keep that. Say quiz for your questions, or help for what else I know.`),
    buttons(
      button('start', phrase`Quiz`, { type: 'start-quiz' }, { primary: true }),
      button('help', phrase`Help`, { type: 'help' }),
    ),
  ]);
}
