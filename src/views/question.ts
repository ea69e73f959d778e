import { type Item, modelAnswer } from '../domain/deck.ts';
import type { Grade, Question } from '../domain/kinds/kind.ts';
import { letter } from '../domain/kinds/options.ts';
import type { Prompt, Session } from '../domain/session.ts';
import type { Intent } from '../intents.ts';
import { authored, joined, type Markdown, md, plain } from '../markdown.ts';
import type { Block, Button, Outbound } from '../outbound.ts';
import { button, buttons, message, note, text } from './words.ts';

/** Where in the session a question stands. */
export type Place = { session: Session; prompt: Prompt };

// A label of more than this is cut off on a phone: then the list has the words and the buttons the letters.
const LONGEST_LABEL = 12;

export function question(item: Item, shown: Question, place: Place): Outbound {
  return message(
    [text(heading(item, place, shown.step)), text(authored(item.prompt)), ...setting(shown), ...answerForm(shown, place)],
    spoken(item, shown, place),
  );
}

function heading(item: Item, { session, prompt }: Place, step?: number): Markdown {
  const isPlanned = (each: Prompt) => each.purpose !== 'correction' && each.purpose !== 'extra';
  const number = session.prompts.slice(0, session.position + 1).filter(isPlanned).length;
  const planned = session.prompts.filter(isPlanned).length;
  const where =
    prompt.purpose === 'correction' ? 'Once more' : prompt.purpose === 'extra' ? 'One more' : `${number} of ${planned}`;
  return step === undefined ? md`**${where}** · ${item.topic}` : md`**${where}** · ${item.topic} · step ${step}`;
}

function setting(shown: Question): Block[] {
  return shown.setting === undefined ? [] : [text(authored(shown.setting))];
}

function answerForm({ form }: Question, { session }: Place): Block[] {
  const at = { session: session.id, position: session.position };
  const unsure = button('give-up', 'Not sure', { type: 'give-up', ...at }, { description: 'Not sure: show me the answer' });
  switch (form.type) {
    case 'pick-one': {
      const picks = form.options.map((option, i) => {
        const intent: Intent = { type: 'answer', ...at, reply: { type: 'picked', options: [option.id] } };
        if (isPlain(form.options)) return button(`pick-${option.id}`, option.text, intent);
        const description = `${letter(i)}: ${plain(authored(option.text))}`.slice(0, 75);
        return button(`pick-${option.id}`, letter(i), intent, { description });
      });
      return isPlain(form.options)
        ? [buttons(...picks, unsure)]
        : [text(lettered(form.options)), ...rows(picks), buttons(unsure)];
    }
    case 'pick-some': {
      const options = form.options.map((option, i) => ({
        value: option.id,
        label: `${letter(i)}  ${plain(authored(option.text))}`,
      }));
      const answer = button(
        'answer',
        'Answer',
        { type: 'answer', ...at, reply: { type: 'picked', options: [] } },
        { primary: true },
      );
      return [
        { type: 'input', input: { as: 'some-of', id: 'options', label: 'Pick all that fit', options, optional: true } },
        buttons(answer, unsure),
      ];
    }
    case 'type':
      return [note(md`${form.hint}. Just type it.`), buttons(unsure)];
  }
}

function isPlain(options: readonly { text: string }[]): boolean {
  return options.every((option) => option.text.length <= LONGEST_LABEL && /^[\p{L}\p{N} ]+$/u.test(option.text));
}

export function lettered(options: readonly { text: string }[]): Markdown {
  return joined(
    options.map((option, i) => md`**${letter(i)}** ${authored(option.text)}`),
    '\n\n',
  );
}

// Slack and Teams wrap rows by themselves; more than five in one look like a wall.
function rows(picks: readonly Button[]): Block[] {
  return picks.length <= 5 ? [buttons(...picks)] : [buttons(...picks.slice(0, 4)), buttons(...picks.slice(4))];
}

function spoken(item: Item, shown: Question, place: Place): string {
  const parts = [plain(heading(item, place, shown.step)), plain(authored(item.prompt))];
  if (shown.setting !== undefined) parts.push(plain(authored(shown.setting)));
  if (shown.form.type !== 'type') parts.push(plain(lettered(shown.form.options)));
  return parts.join('\n');
}

/** What was asked, without its buttons, for when it is over; with its options where the answer stands elsewhere. */
export function asked(item: Item, place: Place, shown?: Question): Block[] {
  const blocks = [text(heading(item, place, shown?.step)), text(authored(item.prompt))];
  const options = shown && shown.form.type !== 'type' && !isPlain(shown.form.options) ? [text(lettered(shown.form.options))] : [];
  return [...blocks, ...(shown ? setting(shown) : []), ...options];
}

/** A step of a scenario that has been taken, and its consequence. */
export function stepTaken(item: Item, shown: Question, place: Place, taken: { said: string; consequence: string }): Outbound {
  const taking = md`**You:** ${authored(taken.said)}`;
  return message(
    [text(heading(item, place, shown.step)), ...setting(shown), text(taking), text(authored(taken.consequence))],
    `${taken.said}: ${taken.consequence}`,
  );
}

/** The answer cannot be decided by rules: the learner compares. */
export function compare(item: Item, place: Place, said: string): Outbound {
  const at = { session: place.session.id, position: place.session.position };
  return message([
    text(md`I could not match this to the model answer. Did you say the same?`),
    text(md`You: ${said}`),
    text(md`Model answer: ${authored(modelAnswer(item))}`),
    buttons(
      button('said-it', 'I said that', { type: 'self-mark', ...at, said: true }, { primary: true }),
      button('did-not', 'Not quite', { type: 'self-mark', ...at, said: false }),
    ),
  ]);
}

/** The verdict, then why, then when it comes back. */
export function verdict(item: Item, said: string, grade: Grade, after: string): Block[] {
  const blocks = [text(verdictLine(item, said, grade)), ...debrief(item, grade)];
  if (grade.feedback) blocks.splice(1, 0, text(authored(grade.feedback)));
  if (item.explanation) blocks.push(text(authored(item.explanation)));
  if (item.source) blocks.push(note(md`Read more: ${authored(`<${item.source}>`)}`));
  return [...blocks, note(md`${after}`)];
}

function verdictLine(item: Item, said: string, grade: Grade): Markdown {
  const answer = authored(modelAnswer(item));
  const isWorded = item.kind === 'short-text' || item.kind === 'sentence';
  if (grade.verdict === 'correct') return md`✓ **Right** · ${isWorded ? answer : authored(said)}`;
  if (item.kind === 'scenario') return grade.verdict === 'partly' ? md`◐ **Partly there**` : md`✗ **Not this time**`;
  if (grade.verdict === 'partly')
    return md`◐ **Partly** · ${grade.matched.length} of ${grade.matched.length + grade.missed.length}. The answer is: ${answer}`;
  return md`✗ **Not this time** · the answer is: ${answer}`;
}

// What went well and what did not, where a scenario was played.
function debrief(item: Item, grade: Grade): Block[] {
  if (item.kind !== 'scenario') return [];
  const well = grade.matched.map((each) => md`- Went well: ${authored(each)}`);
  const next = grade.missed.map((each) => md`- Next time: ${authored(each)}`);
  const points = [...well, ...next];
  return points.length > 0 ? [text(joined(points, '\n'))] : [];
}
