import { describe, expect, it } from 'vitest';
import { openStore } from '../../adapters/postgres/store.ts';
import type { Database } from '../../adapters/postgres/tables.ts';
import { newMember } from '../../src/domain/member.ts';
import { newTeam } from '../../src/domain/team.ts';
import type { Letter, Recipient } from '../../src/letter.ts';
import type { Records } from '../../src/ports/store.ts';

const HERE = 'slack:T1';
const NOW = Temporal.Instant.from('2026-11-23T08:00:00.123Z');
const member = (id: string) => newMember(id, { name: id, zone: 'UTC' }, 'UTC');
const letterTo = (to: Recipient): Letter => ({
  id: 'l1',
  workspace: HERE,
  to,
  outbound: { text: 'Hello', blocks: [] },
  purpose: 'l1',
});

/** Turns of several members in one transaction, what they may do there, and what becomes of them where one fails. */
export function togetherContract(database: () => Database): void {
  type Work = (records: Records) => Promise<unknown>;

  /** While one turn is under way, others come: they are taken together next. */
  async function inCompany(works: Readonly<Record<string, Work>>): Promise<PromiseSettledResult<unknown>[]> {
    const store = openStore(database());
    const gate = Promise.withResolvers<void>();
    const first = store.within(HERE, () => gate.promise, { member: 'somebody' });
    const all = Object.entries(works).map(([id, work]) => store.within(HERE, work, { member: id }));
    gate.resolve();
    await first;
    return Promise.allSettled(all);
  }

  const alone = <T>(work: (records: Records) => Promise<T>) => openStore(database()).within(HERE, work);
  const known = async () => (await alone((records) => records.members.all())).map(({ id }) => id);
  const reasons = (results: readonly PromiseSettledResult<unknown>[]) =>
    results.map((result) => (result.status === 'rejected' ? result.reason : result.value));

  describe('takes turns together', () => {
    it('each with its own result, and all are kept', async () => {
      const save = (id: string) => async (records: Records) => {
        await records.members.save(member(id));
        return (await records.members.lock(id))?.id;
      };
      expect(reasons(await inCompany({ ana: save('ana'), ben: save('ben'), cem: save('cem') }))).toEqual(['ana', 'ben', 'cem']);
      expect(await known()).toEqual(['ana', 'ben', 'cem']);
    });

    it('in one transaction: the one sees what the other has not committed yet', async () => {
      const saved = Promise.withResolvers<void>();
      const results = await inCompany({
        ana: async (records) => {
          await records.members.save(member('ana'));
          await records.members.any();
          saved.resolve();
        },
        ben: async (records) => {
          await saved.promise;
          return (await records.members.all()).map(({ id }) => id);
        },
      });
      expect(reasons(results)).toEqual([undefined, ['ana']]);
    });

    it('but those of one member one after the other', async () => {
      const store = openStore(database());
      await store.within(HERE, (records) => records.members.save({ ...member('ana'), budget: 1 }));
      const more = async (records: Records) => {
        const ana = await records.members.lock('ana');
        if (ana) await records.members.save({ ...ana, budget: ana.budget + 1 });
      };
      await Promise.all(Array.from({ length: 5 }, () => store.within(HERE, more, { member: 'ana' })));
      expect((await alone((records) => records.members.lock('ana')))?.budget).toBe(6);
    });

    it('and where one fails it has its own error, nothing of it is kept, and the others are done all the same', async () => {
      const failure = new Error('in the middle');
      const results = await inCompany({
        ana: (records) => records.members.save(member('ana')),
        ben: async (records) => {
          await records.claim('e1', NOW);
          await records.members.save(member('ben'));
          throw failure;
        },
      });
      expect(reasons(results)).toEqual([undefined, failure]);
      expect(await known()).toEqual(['ana']);
      expect(await alone((records) => records.claim('e1', NOW))).toBe(true);
    });

    it('and where the database refuses something, only whose it was has an error', async () => {
      const results = await inCompany({
        ana: (records) => records.members.save(member('ana')),
        ben: (records) => records.members.save({ ...member('ben'), name: 'no \u0000 in text' }),
      });
      expect(reasons(results)).toEqual([undefined, expect.any(Error)]);
      expect(await known()).toEqual(['ana']);
    });

    it.each<[string, Work]>([
      [
        'writes what several people share',
        (records) => records.teams.save(newTeam('t1', { id: 'C1', name: '#x' }, 'deck', 'UTC')),
      ],
      ['locks what several people share', (records) => records.workspace.lock()],
      ['wants another member', (records) => records.members.lock('ana')],
      ['writes about another member', (records) => records.enrolments.add('ana', 'deck', NOW)],
      ['says that another has seen an item', (records) => records.probes.expose(['ana'], { deck: 'deck', item: 'item' }, NOW)],
      ['draws what probes are drawn from', (records) => records.workspace.salt('salt')],
      ['sets the alarm of another', (records) => records.alarms.set('session', 'ana', NOW)],
      ['writes to others', (records) => records.letters.add([letterTo({ kind: 'channel', channel: 'C1' })], NOW, undefined)],
      ['writes by hand', (records) => records.privacy.erase(member('ben'), [])],
    ])('but one that %s is taken again, alone', async (_, work) => {
      const tries: string[] = [];
      const results = await inCompany({
        ana: async (records) => {
          tries.push('ana');
          await records.members.save(member('ana'));
        },
        ben: async (records) => {
          tries.push('ben');
          return work(records);
        },
      });
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
      expect(tries.sort()).toEqual(['ana', 'ana', 'ben', 'ben']);
      expect(await known()).toContain('ana');
    });
  });
}
