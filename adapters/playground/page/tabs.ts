/** The keys of a list of tabs: arrows move to the next one round and round, Home and End to the ends. */
export function moveByKey(event: KeyboardEvent, ids: readonly string[], chosen: string, choose: (id: string) => void): void {
  const to = target(event.key, ids.indexOf(chosen), ids.length);
  const id = to === undefined ? undefined : ids[to];
  if (id === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  choose(id);
  const list = event.currentTarget;
  if (list instanceof HTMLElement) list.querySelector<HTMLElement>(`[data-tab="${CSS.escape(id)}"]`)?.focus();
}

function target(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowLeft':
    case 'ArrowUp':
      return (at - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
