import { parseDocument } from 'yaml';
import { type Rule, ruleSchema } from '../../src/domain/achievements/rule.ts';
import { type TeamRule, teamRuleSchema } from '../../src/domain/achievements/team-rule.ts';
import { type FileError, readYaml } from './yaml-file.ts';

export type ReadRule = { rule: Rule | TeamRule } | { errors: FileError[] };

/** Reads a family of achievements, a learner's or a team's, from YAML as a deck is read; its name is the file's. */
export function readRule(text: string, file: string): ReadRule {
  const content = { what: 'family', more: () => [] };
  const read = isMeantForTeams(text)
    ? readYaml(text, file, { ...content, schema: teamRuleSchema })
    : readYaml(text, file, { ...content, schema: ruleSchema });
  if ('errors' in read) return read;
  const { id: family, ...rule } = read.value;
  return { rule: { ...rule, family } };
}

// Which of the two it is decides what may be wrong with it.
function isMeantForTeams(text: string): boolean {
  return parseDocument(text, { logLevel: 'silent' }).getIn(['evidence', 'of']) === 'team';
}
