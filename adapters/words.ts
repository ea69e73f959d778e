import { z } from 'zod';

/** Ids of the platforms have at most some 200 characters. Longer ones, or others than these, could not be keys of the database. */
const LONGEST_ID = 300;

/** An id that a platform gave to something, or that we gave and got back. */
export const idSchema = z
  .string()
  .min(1)
  .max(LONGEST_ID)
  .regex(/^[\x20-\x7e]+$/);

const LONGEST_NAME = 200;

/** The name of a person, a channel or a team: one line, without what would change how the text around it is read. */
export const nameSchema = z.string().transform((name) => name.slice(0, LONGEST_NAME).toWellFormed().replace(UNSEEN, ' ').trim());

// Control characters, the separators of lines and paragraphs, and what turns the direction of writing for all that follows.
const UNSEEN = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;
