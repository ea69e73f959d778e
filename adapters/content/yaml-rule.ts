import { type Rule, ruleSchema } from '../../src/domain/achievements/rule.ts';
import { type FileError, readYaml } from './yaml.ts';
import { idOf, nameFlaws } from './yaml-deck.ts';

export type ReadRule = { rule: Rule } | { errors: FileError[] };

/** Reads a family of achievements from YAML; its name is the file's without the ending. */
export function readRule(text: string, file: string): ReadRule {
  const family = idOf(file);
  const read = readYaml(text, file, { schema: ruleSchema, nameFlaws: nameFlaws(family, 'family') });
  return 'errors' in read ? read : { rule: { ...read.value, family } };
}
