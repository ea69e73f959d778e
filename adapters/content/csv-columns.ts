import { nearest } from './nearest.ts';

/** Columns that somebody chose by name; what is left out is found by the usual names. `ask` is a template: `Capital of {country}?`. */
export type ColumnChoice = {
  [role in Role]?: string;
} & { ask?: string; options?: readonly string[]; wrong?: readonly string[] };

type Role = 'prompt' | 'answer' | 'topic' | 'explanation' | 'id' | 'kind' | 'unit' | 'tolerance' | 'source';

export type Column = { name: string; at: number };

/** Where everything stands in a row. */
export type Columns = {
  [role in Exclude<Role, 'prompt' | 'answer'>]?: Column;
} & { prompt: readonly (string | Column)[]; answer: Column; options: readonly Column[]; wrong: readonly Column[] };

const NAMES: Readonly<Record<Role, string>> = {
  prompt: 'question prompt front term q questiontext text frage vorderseite',
  answer:
    'correctanswer correct correctanswers correctoption rightanswer answer answers answerkey key back solution definition a antwort rückseite',
  topic: 'topic category subject theme chapter section module tag tags thema kategorie',
  explanation: 'explanation explain rationale feedback why reason comment note notes erklärung',
  id: 'id guid uid itemid questionid',
  kind: 'kind type questiontype questionkind',
  unit: 'unit units einheit',
  tolerance: 'tolerance margin toleranz',
  source: 'source url link reference',
};
const OPTION = /^(?:answer)?(?:option|choice|opt|answer|antwort)?([a-h]|[1-8])$/;
const WRONG = /^(?:wrong|incorrect|distractor|false)(?:answers?|options?|choices?)?\d*$/;

/** Finds the columns of a table by their chosen or usual names, or says which is missing. */
export function findColumns(header: readonly string[], choice: ColumnChoice): Columns | { problem: string } {
  const all = header.map((name, at): Column => ({ name, at }));
  const problems: string[] = [];
  const named = (name: string): Column[] => {
    const found = all.find((column) => column.name === name) ?? all.find((column) => squashed(column.name) === squashed(name));
    if (!found) problems.push(missing(name, header));
    return found ? [found] : [];
  };
  const chosen = byRole((role) => (choice[role] === undefined ? undefined : named(choice[role])[0]));
  const options = choice.options ? choice.options.flatMap(named) : usualOptions(all);
  const wrong = choice.wrong ? choice.wrong.flatMap(named) : all.filter((column) => WRONG.test(squashed(column.name)));
  const taken = new Set([...Object.values(chosen), ...options, ...wrong]);
  const free = all.filter((column) => !taken.has(column));
  const { prompt, answer, ...others } = { ...byRole((role) => usual(role, free)), ...chosen };
  const asked = choice.ask === undefined ? (prompt ? [prompt] : []) : template(choice.ask, named);
  if (asked.length === 0 && choice.prompt === undefined)
    problems.push('no column for the question: choose one with --prompt, or write one with --ask');
  if (!answer && choice.answer === undefined) problems.push('no column for the answer: choose one with --answer');
  if (problems.length > 0 || !answer) return { problem: `${problems.join('; ')}; ${listed(header)}` };
  return { ...others, prompt: asked, answer, options, wrong };
}

type ByRole = { [role in Role]?: Column };

function byRole(find: (role: Role) => Column | undefined): ByRole {
  const roles = Object.keys(NAMES) as Role[];
  return Object.fromEntries(roles.map((role) => [role, find(role)] as const).filter(([, column]) => column !== undefined));
}

function squashed(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function usual(role: Role, columns: readonly Column[]): Column | undefined {
  const found = NAMES[role].split(' ').map((name) => columns.find((column) => squashed(column.name) === name));
  return found.find((column) => column !== undefined);
}

// One letter alone names nothing: "q" and "a" are a question and its answer.
function usualOptions(all: readonly Column[]): Column[] {
  const lettered = all.filter((column) => OPTION.test(squashed(column.name)));
  const order = (column: Column) => OPTION.exec(squashed(column.name))?.[1] ?? '';
  if (lettered.length >= 2) return lettered.toSorted((x, y) => order(x).localeCompare(order(y)));
  return all.filter((column) => ['options', 'choices', 'answeroptions'].includes(squashed(column.name)));
}

function template(ask: string, named: (name: string) => Column[]): (string | Column)[] {
  return ask.split(/(\{[^{}]+\})/).flatMap((part): (string | Column)[] => {
    if (part.startsWith('{') && part.endsWith('}')) return named(part.slice(1, -1).trim());
    return part === '' ? [] : [part];
  });
}

function missing(name: string, header: readonly string[]): string {
  const near = nearest(name, header);
  return `no column "${name}"${near === undefined ? '' : ` (did you mean "${near}"?)`}`;
}

function listed(header: readonly string[]): string {
  return `the columns are ${header.map((name) => `"${name}"`).join(', ')}`;
}
