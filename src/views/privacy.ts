import type { AuditEntry, Audited } from '../domain/audit.ts';
import { FEWEST_LEARNERS } from '../domain/evidence/retention.ts';
import type { Member } from '../domain/member.ts';
import { SMALLEST_LEDGER } from '../domain/misconception.ts';
import type { Team } from '../domain/team.ts';
import { SMALLEST_GROUP } from '../domain/week-figures.ts';
import { joined, link, type Markdown, md } from '../markdown.ts';
import type { Block, Outbound } from '../outbound.ts';
import { type Phrase, phrase, together } from '../phrase.ts';
import { button, buttons, clock, date, message, note, shortDate, text } from './words.ts';

/** What a lead sees of a learner: no more than this, and the same for every lead. */
export const LEAD_SEES = [
  phrase`that you are on the team`,
  phrase`how the team remembers as a whole, where ${FEWEST_LEARNERS} or more people answered`,
  phrase`of check-ins: successes, with your name only where you said so; your hurdle where you ask for help; how many took part, never who`,
  phrase`topics and words of which ${SMALLEST_GROUP} or more of you are a part, never who`,
  phrase`how many of you met a misconception, from ${SMALLEST_LEDGER} people on and never who (this the lead alone)`,
  phrase`that you were right on a question to the channel, only where you said that a reveal may name you; how all answered, from ${SMALLEST_GROUP} on`,
  phrase`how you got over a misunderstanding, only where you show it (this the lead alone)`,
];

const DONE: Readonly<Record<Audited, Phrase>> = {
  'self-mark': phrase`marked an answer beside the model answer`,
  'buddy-mark': phrase`said what they make of an explanation`,
  'settings-workspace': phrase`changed the workspace`,
  'settings-team': phrase`changed the team`,
  'role-granted': phrase`gave a role`,
  'role-taken': phrase`took a role away`,
  'team-opened': phrase`opened the team's form`,
  'summary-posted': phrase`posted the team's summary`,
  'team-viewed': phrase`looked at how the team does`,
  'evidence-opened': phrase`looked at what you chose to show`,
  'report-opened': phrase`looked at how the group remembers`,
  'mentor-named': phrase`let a mentor see your goals`,
  'mentor-ended': phrase`took that back from a mentor`,
  'mentor-report-opened': phrase`looked at your goals`,
  'misconception-resolved': phrase`marked a misconception as resolved`,
  'thresholds-changed': phrase`changed what achievements ask for`,
  'family-turned-off': phrase`turned a family of achievements off`,
  'family-turned-on': phrase`turned a family of achievements on`,
  'rollout-started': phrase`began a week with three achievements`,
  'rollout-stopped': phrase`ended a week with three achievements`,
  'deck-retired': phrase`retired a deck`,
  'deck-restored': phrase`brought a deck back`,
  ruled: phrase`ruled on an answer that was disputed`,
  'export-linked': phrase`asked for a link to download everything`,
  exported: phrase`downloaded everything`,
  erased: phrase`erased everything`,
  'letter-resent': phrase`had a message sent again`,
  'experiment-planned': phrase`planned a comparison`,
  'experiment-started': phrase`started a comparison`,
  'experiment-stopped': phrase`ended a comparison`,
};

const OUTSIDE = md`In decks whose authors chose so, an answer in a sentence that I am unsure of is also read by a language model outside, without your name; I say so each time.`;

type Seen = AuditEntry & { own: boolean };
type Comparison = { until: Temporal.PlainDate; without: boolean };

/** What is kept of somebody, who sees it, and the last that was done with it. */
export function privacy(about: {
  member: Member;
  teams: readonly Team[];
  entries: readonly Seen[];
  named: ReadonlyMap<string, string>;
  /** Whether answers may be shown to a language model outside. */
  outside: boolean;
  /** Whether achievements are being kept from some of the workspace by lot. */
  comparison?: Comparison | undefined;
}): Outbound {
  const { member, teams, entries, named, outside, comparison } = about;
  const blocks: Block[] = [
    text(md`**Your data.** I keep your answers, what you remember, your check-ins and your settings. Only you see your answers.`),
  ];
  if (outside) blocks.push(text(OUTSIDE));
  if (comparison) blocks.push(text(compared(comparison)));
  if (teams.length > 0) {
    const sees = joined(
      LEAD_SEES.map((each) => md`- ${each}`),
      '\n',
    );
    blocks.push(
      text(md`The lead of ${together(teams.map((team) => team.name))} sees, like everybody in the channel:`),
      text(sees),
    );
  }
  const lines = entries.map((entry) => md`- ${lineOf(entry, member.zone, named)}`);
  blocks.push(text(lines.length > 0 ? md`Last done with it:` : md`Nobody has done anything with it yet.`));
  if (lines.length > 0) blocks.push(text(joined(lines, '\n')));
  blocks.push(
    buttons(
      button('export', phrase`Export my data`, { type: 'export-data' }),
      button('erase', phrase`Erase my data`, { type: 'open-erase' }),
      ...(teams.length > 0 ? [button('lead-sees', phrase`What my lead sees`, { type: 'open-lead-sees' })] : []),
      ...(comparison ? [button('leave-comparison', phrase`Leave the comparison`, { type: 'leave-comparison' })] : []),
    ),
  );
  return message(blocks);
}

function compared({ until, without }: Comparison): Markdown {
  const yours = without ? phrase`you are one of them` : phrase`you get yours`;
  return md`Until ${date(until)} this workspace finds out whether achievements help people remember: by lot some get none, all else is the same; ${yours}. Nobody but the operator sees who. You can leave the comparison, and get achievements whatever the lot said.`;
}

function lineOf(entry: Seen, zone: string, named: ReadonlyMap<string, string>): Phrase {
  const at = entry.at.toZonedDateTimeISO(zone);
  const [when, done] = [phrase`${shortDate(at.toPlainDate())} ${clock(at.toPlainTime())}`, doneBy(entry)];
  if (entry.own && entry.subject.startsWith('member:')) return phrase`${when}, ${actor(entry)}: ${done}`;
  return phrase`${when}, ${actor(entry)}: ${done} (${named.get(entry.subject) ?? phrase`you`})`;
}

function actor(entry: Seen): Phrase {
  if (entry.own) return phrase`you`;
  if (entry.actor === 'operator') return phrase`an operator`;
  if (entry.subject.startsWith('team:')) return phrase`a lead`;
  if (entry.action === 'buddy-mark') return phrase`a buddy`;
  return entry.action === 'mentor-report-opened' ? phrase`a mentor` : phrase`an admin`;
}

function doneBy({ action, detail }: Seen): Phrase {
  const role = detail['role'];
  if (role === 'admin') return phrase`${DONE[action]} (admin)`;
  return role === 'author' ? phrase`${DONE[action]} (author)` : DONE[action];
}

export function exportLinked(url: string): Outbound {
  return message(
    [
      text(md`Everything I keep about you, as one file: ${link(phrase`download`, url)}`),
      note(md`The link works once, within an hour, for whoever has it: do not pass it on.`),
    ],
    phrase`Everything I keep about you is ready to download.`,
  );
}

export function exportNotHere(): Outbound {
  return message([
    text(
      md`I cannot make a link here, as I know no public address of mine. Ask whoever operates Cairn for your data: they have a command for it, cairn export.`,
    ),
  ]);
}

export function confirmErase(about: { lastAdmin: boolean }): Outbound {
  return message([
    text(md`**Erase all of your data?** It cannot be undone.`),
    text(
      md`Goes: your answers, what you remember, awards, sessions, settings, teams, check-ins and what the channel was told of them, and my messages to you as far as I keep them.`,
    ),
    text(
      md`Stays: counts of how often each question was answered right or wrong, with nobody's name; that somebody was erased, and when; and what stands in this chat, which is your company's to delete.`,
    ),
    ...(about.lastAdmin ? [text(md`You are the only admin here: somebody else will be made one.`)] : []),
    buttons(
      button('erase', phrase`Erase everything`, { type: 'erase-data' }),
      button('export', phrase`Export first`, { type: 'export-data' }),
    ),
  ]);
}

export function erasedNow(): Outbound {
  return message([
    text(md`Done: everything I kept about you is erased. I will not write again; if you write to me, you are new here.`),
  ]);
}
