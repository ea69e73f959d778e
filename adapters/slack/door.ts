import { App, type AppOptions, AuthorizationError, type ReceiverEvent } from '@slack/bolt';

/** Something of Slack's was not taken, and should come again. */
export class NotTaken extends Error {
  // Bolt hides the class of an error that has no code.
  readonly code = 'cairn_not_taken';
}

/** It is still being taken, and Slack waits no longer. */
export class Late extends NotTaken {}

/** Bolt's app, which acknowledges what is done instead of what has come. */
export class Door extends App {
  readonly #patienceMs: number;
  readonly #underWay = new Set<Promise<void>>();
  #closed = false;

  constructor(patienceMs: number, options: AppOptions) {
    super(options);
    this.#patienceMs = patienceMs;
  }

  // Bolt acknowledges an event before anybody has seen it, and never a payload that it does not know: its
  // acknowledgement leads nowhere, and ours follows when all is saved.
  override async processEvent(event: ReceiverEvent): Promise<void> {
    if (this.#closed) throw new NotTaken('Cairn is stopping');
    const taking = this.#tracked(super.processEvent({ ...event, ack: async () => {} }));
    await this.#tracked(this.#inTime(taking).then(() => event.ack()));
  }

  /** Takes nothing more, and waits for what was taken. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#underWay);
  }

  // What comes late may still be saved: when Slack sends it again, its id is known.
  async #inTime(taking: Promise<void>): Promise<void> {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(new Late('it takes too long')), this.#patienceMs);
    try {
      await Promise.race([taking, late.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  #tracked(work: Promise<void>): Promise<void> {
    this.#underWay.add(work);
    const done = () => void this.#underWay.delete(work);
    work.then(done, done);
    return work;
  }
}

/** Whether Slack should send again what failed so; a payload that Bolt stumbled over would fail again. */
export function shouldComeAgain(error: unknown): boolean {
  return error instanceof NotTaken || error instanceof AuthorizationError;
}
