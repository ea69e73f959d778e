import type { ShownEntry } from '../../../adapters/playground/wire.ts';

export type SentEvent = { event: string; id?: string; data: unknown };

/** A listener to the playground's events, as a browser is one. */
export class Listener {
  readonly events: SentEvent[] = [];
  private readonly ending = new AbortController();
  private readonly waiting = new Set<() => void>();
  private ended = false;

  static async open(url: string, member: string, headers: Record<string, string> = {}): Promise<Listener> {
    const listener = new Listener();
    const response = await fetch(`${url}/playground/events?member=${member}`, { headers, signal: listener.ending.signal });
    if (!response.ok || !response.body) throw new Error(`The stream answered ${response.status}: ${await response.text()}`);
    void listener.read(response.body).catch(() => {});
    return listener;
  }

  /** Waits for the first event of this kind that fits, among those that came and those to come. */
  async until(fits: (event: SentEvent) => boolean): Promise<SentEvent> {
    for (;;) {
      const found = this.events.find(fits);
      if (found) return found;
      if (this.ended) throw new Error('The stream ended before such an event came.');
      await new Promise<void>((resolve) => this.waiting.add(resolve));
    }
  }

  /** The texts of all messages so far, once what was to be replayed has been. */
  async texts(): Promise<string[]> {
    await this.until(({ event }) => event === 'news');
    return this.entries().map((entry) => entry.letter?.text ?? entry.text ?? '');
  }

  entries(): ShownEntry[] {
    return this.events.filter(({ event }) => event === 'entry').map(({ data }) => data as ShownEntry);
  }

  async entry(text: string): Promise<ShownEntry> {
    const found = await this.until(({ event, data }) => event === 'entry' && textOf(data as ShownEntry) === text);
    return found.data as ShownEntry;
  }

  lastId(): string {
    return this.events.findLast(({ id }) => id !== undefined)?.id ?? '';
  }

  close(): void {
    this.ending.abort();
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let rest = '';
    try {
      for await (const chunk of body) {
        const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
        rest = parts.pop() ?? '';
        this.take(parts);
      }
    } finally {
      this.ended = true;
      this.wake();
    }
  }

  private take(parts: string[]): void {
    for (const part of parts) {
      const fields = new Map(
        part.split('\n').map((line): [string, string] => [line.split(': ', 1)[0] ?? '', line.replace(/^\w*: /, '')]),
      );
      const data = fields.get('data');
      const id = fields.get('id');
      if (data !== undefined) {
        this.events.push({ event: fields.get('event') ?? '', data: JSON.parse(data), ...(id !== undefined && { id }) });
      }
    }
    this.wake();
  }

  private wake(): void {
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }
}

function textOf(entry: ShownEntry): string {
  return entry.letter?.text ?? entry.text ?? '';
}
