import { EventEmitter, once } from 'node:events';

/** What a process is in the middle of: an event has been sent to it; it has acknowledged one; a call of its has reached Slack. */
export const MOMENTS = ['event', 'acknowledgement', 'call'] as const;
export type Moment = (typeof MOMENTS)[number];

/** Tells of such moments, so that a process can be killed in one. */
export class Moments {
  readonly #emitter = new EventEmitter();

  tell(moment: Moment, name: string): void {
    this.#emitter.emit(`${moment} ${name}`);
  }

  /** Resolves in the next such moment of a process; false where none comes in time. */
  async next(moment: Moment, name: string, mostMs: number): Promise<boolean> {
    try {
      await once(this.#emitter, `${moment} ${name}`, { signal: AbortSignal.timeout(mostMs) });
      return true;
    } catch {
      return false;
    }
  }
}
