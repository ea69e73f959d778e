import { BadUsage } from './command.ts';

/** A flag with a value. */
export const WORD = { type: 'string' } as const;
/** A flag that is there or not. */
export const SWITCH = { type: 'boolean' } as const;

/** A whole number of a flag, within its limits. */
export function numberOf(flag: string, value: string, least: number, most: number): number {
  const number = Number(value);
  if (Number.isInteger(number) && value.trim() !== '' && number >= least && number <= most) return number;
  throw new BadUsage(`${flag} takes a whole number from ${least} to ${most}, not "${value}".`);
}

/** A flag's word, where it is one of those that it may be. */
export function oneOf<T extends string>(flag: string, value: string, known: readonly T[]): T {
  const found = known.find((each) => each === value);
  if (found !== undefined) return found;
  throw new BadUsage(`${flag} is one of ${known.join(', ')}, not "${value}".`);
}
