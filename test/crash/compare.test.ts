import { describe, expect, it } from 'vitest';
import type { Saying } from '../support/slack-server/ledger.ts';
import { compare } from './compare.ts';
import type { KeptLetter } from './kept.ts';

const AT = Temporal.Instant.from('2026-03-02T09:00:00Z');
const ana = { id: 'UANA', team: 'T1', workspace: 'slack:T1', dueAfterMs: 0 } as const;

function letter(letter_id: string, sequence: number, more: Partial<KeptLetter> = {}): KeptLetter {
  const about = {
    workspace_id: ana.workspace,
    letter_id,
    conversation: 'member:UANA',
    purpose: letter_id,
    replaces: null,
    sequence,
  };
  const end = { state: 'sent', ref: null, reason: null, tries: 0, repeats: 0, holder: null, not_before: AT, queued_at: AT };
  return { ...about, ...end, ...more };
}

function seen(name: string, more: Partial<Saying> = {}): Saying {
  const said = {
    at: 0,
    method: 'chat.postMessage',
    via: '',
    team: 'T1',
    channel: 'DANA',
    ts: '1.1',
    letter: name,
    text: name,
  } as const;
  return { ...said, recorded: true, outcome: 'ok', ...more };
}

const offer = letter('offer', 1, { purpose: 'session:UANA:2026-03-02' });
const question = letter('question', 2);
const answer = {
  ...{ id: 'Ev1', member: ana, text: 'yes it is', verdict: 'correct' as const },
  deliveries: [{ at: 0, door: '', event: 'Ev1', outcome: 200 as const }],
};
const good = {
  members: [ana],
  written: [answer],
  ledger: [seen('offer'), seen('question')],
  kept: { letters: [offer, question], attempts: [{ member_id: 'UANA', verdict: 'correct' }], events: ['Ev1'] },
};

function faultsOf(run: Partial<typeof good>): string[] {
  return compare({ ...good, ...run }).map((fault) => fault.what);
}

describe('what people saw, compared with what Cairn kept', () => {
  it('finds nothing where all came once', () => expect(faultsOf({})).toEqual([]));

  it('does not mind a message that was changed to the same twice', () => {
    const changed = letter('changed', 3, { replaces: 'question' });
    const change = seen('changed', { method: 'chat.update' });
    const kept = { ...good.kept, letters: [offer, question, changed] };
    expect(faultsOf({ ledger: [...good.ledger, change, change], kept })).toEqual([]);
  });

  it('finds a letter that was lost', () => {
    const ledger = [seen('offer'), seen('question', { recorded: false, outcome: 'droppedBefore' })];
    expect(faultsOf({ ledger })).toEqual(['lost: a letter that was sent was never seen']);
  });

  it('finds a letter that came twice', () => {
    expect(faultsOf({ ledger: [...good.ledger, seen('question', { ts: '1.2' })] })).toEqual(['repeated: a letter came 2 times']);
  });

  it('finds letters out of order', () => {
    expect(faultsOf({ ledger: good.ledger.toReversed() })).toEqual(['out of order']);
  });

  it('finds a letter that was seen and is not kept', () => {
    expect(faultsOf({ ledger: [...good.ledger, seen('ghost')] })).toEqual(['seen, but never kept']);
  });

  it('finds a session that was offered twice', () => {
    const again = letter('again', 3, { purpose: 'session:UANA:2026-03-03' });
    const run = { ledger: [...good.ledger, seen('again')], kept: { ...good.kept, letters: [offer, question, again] } };
    expect(faultsOf(run)).toEqual(['2 offers of a session']);
  });

  it('finds an answer that was counted twice, and one that was not', () => {
    const [one] = good.kept.attempts;
    const counted = (attempts: typeof good.kept.attempts) => faultsOf({ kept: { ...good.kept, attempts } });
    expect(counted([...good.kept.attempts, ...(one ? [one] : [])])).toEqual(['answers: correct; counted: correct, correct']);
    expect(counted([])).toEqual(['answers: correct; counted: none']);
  });

  it('finds an event that was acknowledged and not kept', () => {
    expect(faultsOf({ kept: { ...good.kept, events: [] } })).toEqual(['lost: Ev1 was acknowledged and not kept']);
  });
});
