/** A message as it stands in a channel. */
type Held = { ts: string; text: string; metadata: unknown };

/** What the channels of all workspaces hold. */
export class Channels {
  readonly #messages = new Map<string, Held[]>();
  #lastMicros = 0;

  /** The moment of a new message, which is its name: no two are the same. */
  nextTs(nowMs: number): string {
    this.#lastMicros = Math.max(this.#lastMicros + 1, Math.floor(nowMs) * 1_000);
    return `${Math.floor(this.#lastMicros / 1_000_000)}.${String(this.#lastMicros % 1_000_000).padStart(6, '0')}`;
  }

  add(team: string, channel: string, message: Held): void {
    const messages = this.#messages.get(`${team} ${channel}`);
    if (messages) messages.push(message);
    else this.#messages.set(`${team} ${channel}`, [message]);
  }

  /** False where there is no such message. */
  change(team: string, channel: string, message: Held): boolean {
    const messages = this.#messages.get(`${team} ${channel}`) ?? [];
    const place = messages.findIndex((each) => each.ts === message.ts);
    if (place < 0) return false;
    messages[place] = { ...message, metadata: message.metadata ?? messages[place]?.metadata };
    return true;
  }

  has(team: string, channel: string, ts: string): boolean {
    return this.#messages.get(`${team} ${channel}`)?.some((each) => each.ts === ts) ?? false;
  }

  /** The newest first, as `conversations.history` gives them. */
  newest(team: string, channel: string, oldest: number, limit: number): { messages: Held[]; more: boolean } {
    const found = (this.#messages.get(`${team} ${channel}`) ?? []).filter((each) => Number(each.ts) > oldest);
    return { messages: found.slice(-limit).reverse(), more: found.length > limit };
  }
}
