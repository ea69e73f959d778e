import { confidenceIn } from '../domain/confidence.ts';
import { dayNumber } from '../domain/day-words.ts';
import { CHANGES } from '../domain/goals/decide.ts';
import { givesUp } from '../domain/grade/normalise.ts';
import type { Trip } from '../domain/leave.ts';
import type { Hours } from '../domain/rhythm.ts';
import { spanOf } from '../domain/span.ts';
import type { Intent } from '../intents.ts';

/** Words that are a command when they are all that was said. */
const COMMANDS: Readonly<Record<string, Intent>> = {
  quiz: { type: 'start-quiz' },
  start: { type: 'start-quiz' },
  go: { type: 'start-quiz' },
  continue: { type: 'start-quiz' },
  next: { type: 'start-quiz' },
  'i was right': { type: 'dispute' },
  'i think i was right': { type: 'dispute' },
  disputes: { type: 'list-disputes' },
  'one more': { type: 'one-more' },
  more: { type: 'one-more' },
  again: { type: 'play-again' },
  'again, other way': { type: 'play-again' },
  'another way': { type: 'play-again' },
  busy: { type: 'busy-day' },
  'busy day': { type: 'busy-day' },
  'just one': { type: 'busy-day' },
  'just one today': { type: 'busy-day' },
  snooze: { type: 'snooze' },
  later: { type: 'snooze' },
  goals: { type: 'open-goals' },
  'my goals': { type: 'open-goals' },
  goal: { type: 'open-goal-form' },
  'new goal': { type: 'open-goal-form' },
  'goal review': { type: 'review-goals' },
  'review my goals': { type: 'review-goals' },
  'goal plan': { type: 'open-plan-form' },
  'plan a goal': { type: 'open-plan-form' },
  'drop goal': { type: 'drop-goal' },
  'drop plan': { type: 'drop-plan' },
  'drop goal plan': { type: 'drop-plan' },
  'undo goal': { type: 'undo-goal' },
  'goal undo': { type: 'undo-goal' },
  'my mentor': { type: 'open-mentors' },
  mentor: { type: 'open-mentors' },
  mentors: { type: 'open-mentors' },
  'stop mentor': { type: 'end-mentor' },
  'mentor report': { type: 'open-mentor-report' },
  stats: { type: 'stats' },
  progress: { type: 'stats' },
  effort: { type: 'open-effort' },
  home: { type: 'open-dashboard' },
  dashboard: { type: 'open-dashboard' },
  achievements: { type: 'open-achievements' },
  awards: { type: 'open-achievements' },
  badges: { type: 'open-achievements' },
  report: { type: 'open-report' },
  misconceptions: { type: 'open-misconceptions' },
  'mix-ups': { type: 'open-misconceptions' },
  buddy: { type: 'open-buddies' },
  buddies: { type: 'open-buddies' },
  'my buddy': { type: 'open-buddies' },
  'send to my buddy': { type: 'send-to-buddy' },
  'send it to my buddy': { type: 'send-to-buddy' },
  'yes, i will help': { type: 'answer-buddy', yes: true },
  'i will help': { type: 'answer-buddy', yes: true },
  'i will not help': { type: 'answer-buddy', yes: false },
  'stop being a buddy': { type: 'end-buddies' },
  'not now': { type: 'return-explanation' },
  pause: { type: 'pause' },
  stop: { type: 'pause' },
  away: { type: 'away' },
  sick: { type: 'away', words: 'today', sick: true },
  ill: { type: 'away', words: 'today', sick: true },
  'i am sick': { type: 'away', words: 'today', sick: true },
  krank: { type: 'away', words: 'today', sick: true },
  resume: { type: 'resume' },
  back: { type: 'resume' },
  'i am back': { type: 'resume' },
  "i'm back": { type: 'resume' },
  'away off': { type: 'cancel-leave' },
  travel: { type: 'travel' },
  'travel home': { type: 'end-trip' },
  'travel off': { type: 'end-trip' },
  cue: { type: 'open-cue' },
  cues: { type: 'open-cue' },
  'cue webhook': { type: 'set-webhook-cue' },
  'cue off': { type: 'end-cue' },
  leave: { type: 'leave' },
  unsubscribe: { type: 'leave' },
  settings: { type: 'open-settings' },
  decks: { type: 'list-decks' },
  path: { type: 'open-path' },
  'my path': { type: 'open-path' },
  paths: { type: 'list-paths' },
  map: { type: 'open-map' },
  'my map': { type: 'open-map' },
  'test out': { type: 'test-out' },
  'leave path': { type: 'leave-path' },
  'leave my path': { type: 'leave-path' },
  certificate: { type: 'open-certificates' },
  certificates: { type: 'open-certificates' },
  'my certificate': { type: 'open-certificates' },
  privacy: { type: 'open-privacy' },
  'my data': { type: 'open-privacy' },
  'who saw my data': { type: 'open-privacy' },
  'what my lead sees': { type: 'open-lead-sees' },
  'leave the comparison': { type: 'leave-comparison' },
  'export my data': { type: 'export-data' },
  'erase my data': { type: 'open-erase' },
  'delete my data': { type: 'open-erase' },
  workspace: { type: 'open-workspace' },
  team: { type: 'open-team' },
  'check-in': { type: 'open-check-in' },
  checkin: { type: 'open-check-in' },
  'check in': { type: 'open-check-in' },
  'check-in questions': { type: 'open-questions' },
  'i can help': { type: 'offer-help' },
  summary: { type: 'post-summary' },
  'summary details': { type: 'open-details' },
  'my team': { type: 'open-team-view' },
  'to verify': { type: 'open-evidence' },
  ask: { type: 'ask-channel' },
  help: { type: 'help' },
  commands: { type: 'help' },
  hello: { type: 'hello' },
  hi: { type: 'hello' },
  hey: { type: 'hello' },
  hallo: { type: 'hello' },
};

// Commands with a word of their own; what that word does not fit is no command, but may be an answer.
const WITH_WORDS: readonly [RegExp, (words: string, more: string) => Intent | undefined][] = [
  [/^(?:snooze|later)\s+(?:(?:until|to|till|at)\s+)?(.+)$/i, (until) => (timeOf(until) ? { type: 'snooze', until } : undefined)],
  [/^(?:away|on leave|leave) (.+)$/i, awayIn],
  // What a pause is named with is its end.
  [/^(?:pause|stop) (?:until |till |for )?(.+)$/i, (end) => awayIn(`until ${end}`)],
  [/^(?:sick|ill) (.+)$/i, (words) => awayIn(words, 'sick')],
  // Whatever follows: an address that is a secret is no answer to a question.
  [
    /^cue calendar <?((?:https?|webcal):\/\/[^\s>|]+)(?:\|[^>]*)?>? ?(.*)$/i,
    (url, event) => ({ type: 'set-calendar-cue', url, event: event.replace(/^["“„«'](.*)["”“»']$/, '$1') }),
  ],
  [/^travel(?:ling)? (?:to )?(.+)$/i, (words) => (tripIn(words, SOME_DAY) ? { type: 'travel', words } : undefined)],
  // A mention is no word of an answer.
  [/^send (?:it )?to (@.+)$/i, (name) => ({ type: 'send-to-buddy', name })],
  [/^rate (all|none|[1-3](?:[ ,]+(?:and )?[1-3]){0,2})$/i, (words) => ({ type: 'rate-explanation', words })],
  [/^my buddy is (.+)$/i, (name) => ({ type: 'name-buddy', name })],
  [/^my mentor is (.+)$/i, (name) => ({ type: 'name-mentor', name })],
  [/^stop mentor (.+)$/i, (name) => ({ type: 'end-mentor', name })],
  [/^mentor report (?:of |on |for )?(.+)$/i, (name) => ({ type: 'open-mentor-report', name })],
  [/^start goal plan (.+)$/i, (words) => ({ type: 'plan-goal', words, begin: true })],
  [/^drop goal (.+)$/i, (words) => ({ type: 'drop-goal', words })],
  [/^goal (harder|repeat|shorter|move)(?: (.+))?$/i, (change, words) => goalChange(change, words)],
  [/^i can help:? (\d)$/i, (number) => ({ type: 'offer-help', number: Number(number) })],
  [/^show my lead (.+)$/i, (misconception) => ({ type: 'show-evidence', misconception, show: true })],
  [/^take back (.+) from my lead$/i, (misconception) => ({ type: 'show-evidence', misconception, show: false })],
  [/^i will help (.+)$/i, (name) => ({ type: 'answer-buddy', name, yes: true })],
  [/^i will not help (.+)$/i, (name) => ({ type: 'answer-buddy', name, yes: false })],
  [/^stop being (?:a|the) buddy (?:of|for) (.+)$/i, (name) => ({ type: 'end-buddies', name })],
  [/^stop being (.+)['’]s buddy$/i, (name) => ({ type: 'end-buddies', name })],
  [
    /^settings\s+(time|zone|days|hours|holidays|status|questions|weekly|confidence)\s+(.+)$/i,
    (setting, value) => ({ type: 'change-setting', setting: setting.toLowerCase(), value }),
  ],
];

function goalChange(words: string, which: string): Intent | undefined {
  const change = CHANGES.find((each) => each === words.toLowerCase());
  return change && { type: 'change-goal', change, ...(which !== '' && { words: which }) };
}

// Whether words are days does not depend on when they are said, but for dates that are over: those are said to be wrong.
const SOME_DAY = Temporal.PlainDate.from('2026-01-01');

function awayIn(words: string, sick?: string): Intent | undefined {
  if (!spanOf(words, SOME_DAY) && !/\d{4}-\d\d?-\d\d?$/.test(words)) return undefined;
  return { type: 'away', words, ...(sick && { sick: true }) };
}

/** Where to and for how long: `Asia/Tokyo until 12 dec`, `Tokyo 3 dec to 12 dec`. */
export function tripIn(words: string, today: Temporal.PlainDate): Omit<Trip, 'home'> | undefined {
  const parts = words.split(' ');
  for (let i = 1; i < parts.length; i++) {
    const zone = zoneOf(parts.slice(0, i).join(' '));
    const span = zone && spanOf(parts.slice(i).join(' '), today);
    if (span) return { zone, ...span };
  }
  return undefined;
}

/** Reads words as a command; nothing where they are none. */
export function command(text: string): Intent | undefined {
  const words = text
    .trim()
    .replace(/^\/?cairn\s+/i, '')
    .replace(/[.!]+$/, '')
    .replace(/\s+/g, ' ');
  const plain = words.toLowerCase();
  if (Object.hasOwn(COMMANDS, plain)) return COMMANDS[plain];
  for (const [pattern, read] of WITH_WORDS) {
    const [all, first = '', more = ''] = pattern.exec(words) ?? [];
    const intent = all === undefined ? undefined : read(first, more);
    if (intent) return intent;
  }
  return undefined;
}

/** Commands that are read in any words that follow them, so only while no question is open. */
export function looseCommand(text: string): Intent | undefined {
  const [, verb = '', words = ''] =
    /^\/?(?:cairn\s+)?(goal plan|goal|learn|follow|change role to|test out|why|drop|retire|restore|resume|resolved|practise|practice|focus|verify|send to|send it to|i said|snooze|later|pause|stop|away|sick|ill|travel|cue calendar|settings|accept once|accept|refuse)\s+(.+)$/is.exec(
      text.trim(),
    ) ?? [];
  switch (verb.toLowerCase()) {
    case 'goal plan':
      return { type: 'plan-goal', words: words.trim() };
    case 'goal':
      return { type: 'propose-goal', words: words.trim() };
    case 'learn':
      return { type: 'learn-deck', deck: words.trim() };
    case 'why':
      return { type: 'why', name: words.replace(/[?.!]+\s*$/, '').trim() };
    case 'follow':
    case 'change role to':
      return { type: 'follow-path', path: words.trim() };
    case 'test out':
      return { type: 'test-out', module: words.trim() };
    case 'drop':
    case 'retire':
      return { type: 'retire-deck', deck: words.trim() };
    case 'resume':
      return { type: 'resume-item', item: words.trim() };
    case 'restore':
      return { type: 'restore-deck', deck: words.trim() };
    case 'resolved':
      return { type: 'resolve-misconception', misconception: words.trim() };
    case 'practise':
    case 'practice':
      return { type: 'practise', topic: words.trim() };
    case 'focus':
      return { type: 'submit-focus', topic: words.trim() };
    case 'verify':
      return { type: 'verify', name: words.trim() };
    case 'send to':
    case 'send it to':
      return { type: 'send-to-buddy', name: words.trim() };
    case 'i said':
      return { type: 'compare-explanation', words };
    case 'accept':
      return { type: 'rule', answer: unquoted(words), decision: 'always' };
    case 'accept once':
      return { type: 'rule', answer: unquoted(words), decision: 'once' };
    case 'refuse':
      return refusal(words);
    case 'snooze':
    case 'later':
      return { type: 'snooze', until: words };
    case 'away':
    case 'pause':
    case 'stop':
      return { type: 'away', words };
    case 'sick':
    case 'ill':
      return { type: 'away', words, sick: true };
    case 'cue calendar':
      return { type: 'set-calendar-cue', url: words, event: '' };
    case 'travel':
      return { type: 'travel', words };
    case 'settings':
      return { type: 'change-setting', setting: words.split(/\s+/)[0] ?? '', value: words };
    default:
      return undefined;
  }
}

// "refuse repeat-safe because it is no term"
function refusal(words: string): Intent {
  const [answer = '', ...reason] = words.split(/,?\s+because\s+/i);
  const why = reason.join(' because ').trim();
  return { type: 'rule', answer: unquoted(answer), decision: 'refused', ...(why !== '' && { reason: why }) };
}

function unquoted(words: string): string {
  return words.trim().replace(/^["“„'](.+)["”“']$/s, '$1');
}

/** What words mean while a question is open and they are no command: not knowing, passing on, asking for a hint, how sure somebody is, or the answer. */
export function reading(text: string, at: { session: string; position: number }): Intent {
  if (/^(skip|pass)[.!]?$/i.test(text.trim())) return { type: 'skip', ...at };
  if (/^(?:(?:a|another|one more|next|give me a) )?(?:hint|clue|tipp|hinweis)(?:,? please)?[.!?]?$/i.test(text.trim()))
    return { type: 'hint', ...at };
  if (/^send (?:it |this )?to my buddy[.!]?$/i.test(text.trim())) return { type: 'send-to-buddy', ...at };
  if (/^ask (?:my lead|the author|somebody)[.!]?$/i.test(text.trim())) return { type: 'ask-lead', ...at };
  if (givesUp(text)) return { type: 'give-up', ...at };
  const confidence = confidenceIn(text);
  if (confidence) return { type: 'say-confidence', ...at, confidence };
  return { type: 'answer', ...at, reply: { type: 'typed', text } };
}

/** A time of day as people type it: `14:00`, `9`, `2 pm`, `14.30`. */
export function timeOf(text: string): Temporal.PlainTime | undefined {
  const [, hours, minutes = '0', half] = /^(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|h)?$/i.exec(text.trim()) ?? [];
  if (hours === undefined) return undefined;
  const hour =
    half?.toLowerCase() === 'pm' && Number(hours) < 12
      ? Number(hours) + 12
      : half?.toLowerCase() === 'am' && Number(hours) === 12
        ? 0
        : Number(hours);
  return hour < 24 && Number(minutes) < 60 ? new Temporal.PlainTime(hour, Number(minutes)) : undefined;
}

/** Hours of a day as people type them: `8:00-18:00`, `9 to 17:30`, `from 7 until 15`. */
export function hoursOf(text: string): Hours | undefined {
  const [, first = '', last = ''] =
    /^(?:from\s+)?(.+?)\s*(?:-|–|\bto\b|\buntil\b|\btill\b|\bbis\b)\s*(.+)$/i.exec(text.trim()) ?? [];
  const [from, until] = [timeOf(first), timeOf(last)];
  return from && until && !from.equals(until) ? { from, until } : undefined;
}

const SOME_DAYS: Readonly<Record<string, string>> = {
  weekdays: '1-5',
  workdays: '1-5',
  weekend: '6-7',
  daily: '1-7',
  'every day': '1-7',
  all: '1-7',
};

/** Days of the week as people type them: `mon-fri`, `mon, wed, fri`, `monday to friday`, `weekdays`, `1 3 5`. */
export function daysOf(text: string): number[] | undefined {
  const words = text.toLowerCase().trim();
  const spelled = Object.hasOwn(SOME_DAYS, words)
    ? (SOME_DAYS[words] ?? '')
    : words.replace(/\s*(?:-|–|\bto\b|\bbis\b)\s*/g, '-');
  const days = new Set<number>();
  for (const part of spelled.split(/[\s,;]+/).filter((each) => each !== '' && each !== 'and')) {
    const [from, to] = part.split('-').map(dayNumber);
    if (!from || (part.includes('-') && !to)) return undefined;
    for (let day = from; ; day = (day % 7) + 1) {
      days.add(day);
      if (day === (to ?? from)) break;
    }
  }
  return days.size > 0 ? [...days].sort() : undefined;
}

/** A time zone by its IANA name, in the name's own spelling, or by its city where one alone has it: `Asia/Tokyo`, `New York`. */
export function zoneOf(text: string): string | undefined {
  const words = text.trim().replace(/\s+/g, '_');
  try {
    return new Temporal.ZonedDateTime(0n, words).timeZoneId;
  } catch {
    const city = `/${words.toLowerCase()}`;
    const found = Intl.supportedValuesOf('timeZone').filter((zone) => zone.toLowerCase().endsWith(city));
    return found.length === 1 ? found[0] : undefined;
  }
}
