const REASONS = {
  timeout: 'it took too long',
  stopped: 'Cairn is stopping',
  unreachable: 'it cannot be reached',
  refused: 'it refused the request',
  throttled: 'it takes no more requests now',
  failed: 'it failed',
  unusable: 'what it said cannot be used',
};

/** Why a model found nothing. Holds nothing that was sent or came back. */
export class NoFindings extends Error {
  readonly reason: keyof typeof REASONS;
  readonly status: number | undefined;
  readonly rung: string | undefined;

  constructor(reason: NoFindings['reason'], { status, rung }: { status?: number; rung?: string } = {}) {
    super(REASONS[reason]);
    this.reason = reason;
    this.status = status;
    this.rung = rung;
  }
}
