import { readdirSync, readFileSync } from 'node:fs';
import { readRule } from '../../adapters/content/yaml-rule.ts';
import { inOrder, type Rule } from '../../src/domain/achievements/rule.ts';

const FOLDER = 'decks/achievements';

/** The families that Cairn ships. */
export const RULES: readonly Rule[] = inOrder(
  readdirSync(FOLDER).map((name) => {
    const read = readRule(readFileSync(`${FOLDER}/${name}`, 'utf8'), name);
    if ('errors' in read) throw new Error(read.errors.map(({ line, message }) => `${name}:${line} ${message}`).join('\n'));
    return read.rule;
  }),
);

export function ruleCalled(family: string): Rule {
  const rule = RULES.find((each) => each.family === family);
  if (!rule) throw new Error(`no family ${family}`);
  return rule;
}
