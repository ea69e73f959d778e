import { confidenceIn } from '../domain/confidence.ts';
import { CHANGES } from '../domain/goals/decide.ts';
import { givesUp } from '../domain/grade/normalise.ts';
import { spanOf } from '../domain/span.ts';
import { timeOf, tripIn } from '../domain/time-words.ts';
import type { Intent } from '../intents.ts';
import { COMMANDS } from './commands.ts';
import { inEnglish } from './german-commands.ts';

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
  [/^language (.+)$/i, (value) => ({ type: 'change-setting', setting: 'language', value })],
  [/^my buddy is (.+)$/i, (name) => ({ type: 'name-buddy', name })],
  [/^my mentor is (.+)$/i, (name) => ({ type: 'name-mentor', name })],
  [/^stop mentor (.+)$/i, (name) => ({ type: 'end-mentor', name })],
  [/^mentor report (?:of |on |for )?(.+)$/i, (name) => ({ type: 'open-mentor-report', name })],
  [/^start goal plan (.+)$/i, (words) => ({ type: 'plan-goal', words, begin: true })],
  [/^drop goal (.+)$/i, (words) => ({ type: 'drop-goal', words })],
  [/^goal (harder|repeat|shorter|move)(?: (.+))?$/i, (change, words) => goalChange(change, words)],
  [
    /^thresholds (.+?) (\d+(?:[ ,/·]+\d+){2})$/i,
    (family, counts) => ({ type: 'set-thresholds', family, counts: numbersIn(counts) }),
  ],
  [/^family on (.+)$/i, (family) => ({ type: 'switch-family', family, on: true })],
  [/^family off (.+)$/i, (family) => ({ type: 'switch-family', family, on: false })],
  [/^answer (?:the )?channel:? (.+)$/is, (words) => ({ type: 'answer-channel', words })],
  [/^i can help:? (\d)$/i, (number) => ({ type: 'offer-help', number: Number(number) })],
  [/^show my lead (.+)$/i, (misconception) => ({ type: 'show-evidence', misconception, show: true })],
  [/^take back (.+) from my lead$/i, (misconception) => ({ type: 'show-evidence', misconception, show: false })],
  [/^i will help (.+)$/i, (name) => ({ type: 'answer-buddy', name, yes: true })],
  [/^i will not help (.+)$/i, (name) => ({ type: 'answer-buddy', name, yes: false })],
  [/^not with (@.+)$/i, (name) => ({ type: 'avoid-partner', name })],
  [/^write (?:one )?for (@?[^:]+?)(?:: ?(.*))?$/i, (name, words) => ({ type: 'open-write', name, words })],
  [/^answer (?:my )?buddy:? (.+)$/i, (words) => ({ type: 'answer-written', words })],
  [/^refuse question,? because (.+)$/i, (reason) => ({ type: 'review-written', accept: false, reason })],
  [/^stop being (?:a|the) buddy (?:of|for) (.+)$/i, (name) => ({ type: 'end-buddies', name })],
  [/^stop being (.+)['’]s buddy$/i, (name) => ({ type: 'end-buddies', name })],
  [
    /^settings\s+(time|zone|days|hours|holidays|language|status|questions|weekly|confidence)\s+(.+)$/i,
    (setting, value) => ({ type: 'change-setting', setting: setting.toLowerCase(), value }),
  ],
];

/** The whole numbers in some words. */
export function numbersIn(words: string): number[] {
  return (words.match(/\d+/g) ?? []).map(Number);
}

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

/** Reads words as a command; nothing where they are none. */
export function command(text: string): Intent | undefined {
  const words = inEnglish(text)
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

/** Commands that are read in any words that follow them, so only where these can be no answer. */
export function looseCommand(text: string): Intent | undefined {
  const [, verb = '', words = ''] =
    /^\/?(?:cairn\s+)?(goal plan|goal|learn|follow|change role to|test out|why|drop|retire|restore|resume|resolved|practise|practice|sprint|pledge|focus|verify|send to|send it to|not with|i said|snooze|later|pause|stop|away|sick|ill|travel|cue calendar|settings|accept once|accept|refuse)\s+(.+)$/is.exec(
      inEnglish(text).trim(),
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
    case 'sprint':
      return { type: 'call-sprint', topic: words.trim() };
    case 'pledge':
      return { type: 'make-pledge', words: words.trim() };
    case 'focus':
      return { type: 'submit-focus', topic: words.trim() };
    case 'verify':
      return { type: 'verify', name: words.trim() };
    case 'send to':
    case 'send it to':
      return { type: 'send-to-buddy', name: words.trim() };
    case 'not with':
      return { type: 'avoid-partner', name: words.trim() };
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
  if (/^(skip|pass|überspringen|auslassen)[.!]?$/iu.test(text.trim())) return { type: 'skip', ...at };
  if (
    /^(?:(?:a|another|one more|next|give me a|ein|noch ein|gib mir einen) )?(?:hint|clue|tipp|hinweis)(?:,? (?:please|bitte))?[.!?]?$/i.test(
      text.trim(),
    )
  )
    return { type: 'hint', ...at };
  if (/^(?:send (?:it |this )?to my buddy|an meinen buddy senden)[.!]?$/i.test(text.trim()))
    return { type: 'send-to-buddy', ...at };
  if (/^(?:ask (?:my lead|the author|somebody)|(?:frag )?meine leitung(?: fragen)?)[.!]?$/i.test(text.trim()))
    return { type: 'ask-lead', ...at };
  if (givesUp(text)) return { type: 'give-up', ...at };
  const confidence = confidenceIn(text);
  if (confidence) return { type: 'say-confidence', ...at, confidence };
  return { type: 'answer', ...at, reply: { type: 'typed', text } };
}
