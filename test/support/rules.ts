import { readdirSync, readFileSync } from 'node:fs';
import { readRule } from '../../adapters/content/yaml-rule.ts';
import { byOrder, inOrder, type Rule } from '../../src/domain/achievements/rule.ts';
import { isOfLearner, isOfTeam, type TeamRule } from '../../src/domain/achievements/team-rule.ts';

const FOLDER = 'decks/achievements';

const SHIPPED = readdirSync(FOLDER).map((name) => {
  const read = readRule(readFileSync(`${FOLDER}/${name}`, 'utf8'), name);
  if ('errors' in read) throw new Error(read.errors.map(({ line, message }) => `${name}:${line} ${message}`).join('\n'));
  return read.rule;
});

/** The families that Cairn ships, a learner's and a team's. */
export const RULES: readonly Rule[] = inOrder(SHIPPED.filter(isOfLearner));
export const TEAM_RULES: readonly TeamRule[] = SHIPPED.filter(isOfTeam).sort(byOrder);

export function ruleCalled(family: string): Rule {
  return called(RULES, family);
}

export function teamRuleCalled(family: string): TeamRule {
  return called(TEAM_RULES, family);
}

function called<T extends { family: string }>(rules: readonly T[], family: string): T {
  const rule = rules.find((each) => each.family === family);
  if (!rule) throw new Error(`no family ${family}`);
  return rule;
}
