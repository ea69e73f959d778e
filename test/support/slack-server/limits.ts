/** How many a second, and how many at once after a pause: a bucket of `burst` that fills at `perSecond`. */
type Limit = { perSecond: number; burst: number };

/** What Slack documents of one channel, and what is known of one workspace (platforms.md). Slack names no burst: these are on the strict side. */
const CHANNEL: Limit = { perSecond: 1, burst: 1 };
const WORKSPACE: Limit = { perSecond: 4, burst: 4 };

/** Says of each message whether it is within the limits; where not, after how many seconds it would be. */
export class Limits {
  readonly #buckets = new Map<string, { left: number; at: number }>();

  /** The seconds to wait, 0 where the message is taken. A message that is refused takes nothing from either bucket. */
  wait(team: string, channel: string, nowMs: number): number {
    const ofChannel = this.#fill(`${team} ${channel}`, CHANNEL, nowMs);
    const ofWorkspace = this.#fill(team, WORKSPACE, nowMs);
    const wait = Math.max((1 - ofChannel.left) / CHANNEL.perSecond, (1 - ofWorkspace.left) / WORKSPACE.perSecond);
    // A hundredth of a message is the clock's grain, not a message too many.
    if (wait > 0.01) return wait;
    ofChannel.left -= 1;
    ofWorkspace.left -= 1;
    return 0;
  }

  #fill(name: string, limit: Limit, nowMs: number): { left: number; at: number } {
    const bucket = this.#buckets.get(name) ?? { left: limit.burst, at: nowMs };
    bucket.left = Math.min(limit.burst, bucket.left + ((nowMs - bucket.at) / 1_000) * limit.perSecond);
    bucket.at = nowMs;
    this.#buckets.set(name, bucket);
    return bucket;
  }
}

/** The least time, in seconds, in which these limits let `messages` messages to as many channels into one workspace. */
export function leastSeconds(messages: number): number {
  return Math.max(0, messages - WORKSPACE.burst) / WORKSPACE.perSecond;
}
