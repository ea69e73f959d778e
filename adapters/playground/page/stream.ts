import type { News, ShownClock, ShownEntry } from '../wire.ts';
import type { Change } from './model.ts';

const RETRY_MS = 2_000;

/** Listens to what a member may see from a version on; gives the function that ends it. */
export function listen(member: string, latest: () => number, tell: (change: Change) => void): () => void {
  let source: EventSource;
  let retry: ReturnType<typeof setTimeout> | undefined;

  function open(): void {
    source = new EventSource(`/playground/events?member=${encodeURIComponent(member)}&after=${latest()}`);
    on('reset', () => tell({ type: 'forgot', member }));
    on('entry', (data) => tell({ type: 'entry', member, entry: data as ShownEntry }));
    on('news', (data) => tell({ type: 'news', member, news: data as News }));
    on('clock', (data) => tell({ type: 'clock', clock: data as ShownClock }));
    source.onopen = () => tell({ type: 'connection', online: true });
    source.onerror = () => {
      tell({ type: 'connection', online: false });
      // A browser comes back by itself from a broken connection, but not from an answer that is no stream.
      if (source.readyState === EventSource.CLOSED) retry = setTimeout(open, RETRY_MS);
    };
  }

  function on(name: string, take: (data: unknown) => void): void {
    source.addEventListener(name, (event: MessageEvent<string>) => take(JSON.parse(event.data)));
  }

  open();
  return () => {
    clearTimeout(retry);
    source.close();
  };
}
