/** A part of a payload whose shape is another platform's: read field by field, and what is missing is empty. */
export type Part = unknown;

export function field(part: Part, name: string): Part {
  return typeof part === 'object' && part !== null ? (part as Record<string, unknown>)[name] : undefined;
}

export function string(part: Part, name: string): string {
  const value = field(part, name);
  return typeof value === 'string' ? value : '';
}

export function number(part: Part, name: string): number {
  const value = field(part, name);
  return typeof value === 'number' ? value : 0;
}

export function list(part: Part, name: string): Part[] {
  const value = field(part, name);
  return Array.isArray(value) ? value : [];
}
