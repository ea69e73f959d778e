import type { News, PlaceName } from '../wire.ts';

const SEEN = 'cairn-playground-seen';

/** What this browser keeps over a reload: what was seen, and (in the address) who and where one was. */

export function readSeen(): News {
  try {
    return JSON.parse(localStorage.getItem(SEEN) ?? '{}') as News;
  } catch {
    return {};
  }
}

export function keepSeen(seen: News): void {
  try {
    localStorage.setItem(SEEN, JSON.stringify(seen));
  } catch {
    // A browser that keeps nothing for us shows its dots anew after a reload.
  }
}

/** The address ends in `#ana` or `#ana/channel`. */
export function readPlace(hash: string): { member: string | undefined; place: PlaceName } {
  const [member, place] = decodeURIComponent(hash.slice(1)).split('/');
  return { member, place: place === 'channel' ? 'channel' : 'personal' };
}

export function keepPlace(member: string, place: PlaceName): void {
  history.replaceState(null, '', `#${encodeURIComponent(member)}${place === 'channel' ? '/channel' : ''}`);
}
