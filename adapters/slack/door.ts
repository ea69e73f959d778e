import { App, AuthorizationError, type ReceiverEvent } from '@slack/bolt';

/** Something of Slack's was not taken, and should come again. */
export class NotTaken extends Error {
  // Bolt hides the class of an error that has no code.
  readonly code = 'cairn_not_taken';
}

/** Bolt's app, which acknowledges what is done instead of what has come. */
export class Door extends App {
  readonly #underWay = new Set<Promise<void>>();
  #closed = false;

  override async processEvent(event: ReceiverEvent): Promise<void> {
    if (this.#closed) throw new NotTaken('Cairn is stopping');
    const work = this.#take(event);
    this.#underWay.add(work);
    try {
      await work;
    } finally {
      this.#underWay.delete(work);
    }
  }

  /** Takes nothing more, and waits for what was taken. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#underWay);
  }

  // Bolt acknowledges an event before anybody has seen it, and never a payload that it does not know: its
  // acknowledgement leads nowhere, and ours follows when all is saved.
  async #take(event: ReceiverEvent): Promise<void> {
    await super.processEvent({ ...event, ack: async () => {} });
    await event.ack();
  }
}

/** Whether Slack should send again what failed so; a payload that Bolt stumbled over would fail again. */
export function shouldComeAgain(error: unknown): boolean {
  return error instanceof NotTaken || error instanceof AuthorizationError;
}
