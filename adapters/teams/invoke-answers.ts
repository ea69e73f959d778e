/** What an invoke is answered with where no card takes the place of the pressed one. Without card or text, Teams says that the app is away. */
export const OVER = 'This button is of no use any more.';
export const TAKEN = 'That was already taken.';
export const DONE = 'Done.';
export const FAILED = 'That did not get through: please press again.';

export type Answer = { status: number; body?: unknown };

export function inWords(text: string): Answer {
  return { status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text } };
}
