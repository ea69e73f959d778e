import { z } from 'zod';
import type { Finding, Rubric } from '../../src/domain/grade/rubric.ts';
import { idOf, sayingSchema } from './request.ts';

const completionSchema = z.object({
  choices: z.tuple([z.object({ message: z.object({ content: z.string() }) })], z.unknown()),
});

/** One finding for each point, in the order of the points, from a completion; nothing where it says anything else. */
export function findingsIn(text: string, { points }: Rubric): readonly Finding[] | undefined {
  const completion = completionSchema.safeParse(parsed(text)).data;
  const said = completion && sayingIn(completion.choices[0].message.content);
  const byId = new Map(said?.points.map(({ id, is, quote }) => [id, { is, quote }]));
  // A point that is left out or there twice was not looked at as it should have been.
  if (said?.points.length !== points.length || byId.size !== points.length) return undefined;
  const findings = points.map((_, i) => byId.get(idOf(i)));
  return findings.every((finding) => finding !== undefined) ? findings : undefined;
}

// Models that think aloud do so before they answer, and others put the answer into a fence.
function sayingIn(content: string): z.infer<typeof sayingSchema> | undefined {
  const whole = sayingSchema.safeParse(parsed(content));
  if (whole.success) return whole.data;
  const answer = content.slice(Math.max(0, content.lastIndexOf(THOUGHT)));
  return sayingSchema.safeParse(parsed(firstObject(answer) ?? '')).data;
}

const THOUGHT = '</think>';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The first object that is closed again, whatever stands around it; braces in strings count for nothing. */
function firstObject(text: string): string | undefined {
  const start = text.indexOf('{');
  if (start < 0) return undefined;
  let depth = 0;
  for (const { 0: sign, index } of text.slice(start).matchAll(/"(?:[^"\\]|\\[\s\S])*"|[{}]/g)) {
    if (sign === '{') depth++;
    if (sign === '}' && --depth === 0) return text.slice(start, start + index + 1);
  }
  return undefined;
}
