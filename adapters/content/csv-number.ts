import { normalise } from '../../src/domain/grade/normalise.ts';
import { readQuantities } from '../../src/domain/grade/quantity.ts';
import { unitsNamed } from '../../src/domain/grade/units.ts';

export type CellNumber = { value: number; unit?: string };

/** A cell that holds a number and at most its unit; nothing where it is other text; a reason where it may be two numbers. */
export function readNumber(cell: string, delimiter: string): CellNumber | { reason: string } | undefined {
  const [, currency, digits = '', rest = ''] = /^([€$£])?\s*([-+−]?\d(?:[\d.,' ]*\d)?)\s*(\D.*)?$/su.exec(cell) ?? [];
  const unit = rest.trim() || currency;
  // "007" and "0800" are names, not amounts.
  if (digits === '' || /^[-+−]?0\d/.test(digits) || (unit !== undefined && !isUnit(unit))) return undefined;
  const [quantity, ...others] = readQuantities(digits);
  const [decimal, grouped] = quantity ?? [];
  if (!decimal || others.length > 0) return undefined;
  // Where cells are parted by semicolons, commas are decimal signs, but not for everybody.
  if (grouped && delimiter === ';')
    return { reason: `"${digits}" may be ${decimal.value} or ${grouped.value}: write it without the sign in it` };
  const value = grouped && digits.includes(',') ? grouped.value : decimal.value;
  return unit === undefined ? { value } : { value, unit };
}

function isUnit(text: string): boolean {
  const name = normalise(text);
  return (name.length > 1 || /[%€$£]/.test(name)) && unitsNamed(name).length > 0;
}
