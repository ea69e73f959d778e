import { type Rule, ruleSchema } from '../../src/domain/achievements/rule.ts';
import { type FileError, readYaml } from './yaml-file.ts';

export type ReadRule = { rule: Rule } | { errors: FileError[] };

/** Reads a family of achievements from YAML as a deck is read; its name is the file's. */
export function readRule(text: string, file: string): ReadRule {
  const read = readYaml(text, file, { what: 'family', schema: ruleSchema, more: () => [] });
  if ('errors' in read) return read;
  const { id: family, ...rule } = read.value;
  return { rule: { ...rule, family } };
}
