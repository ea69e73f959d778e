import { newIssuerKey } from '../certificates/issuer-key.ts';
import { resealCues } from '../postgres/cues.ts';
import { resealInstallations } from '../postgres/installations.ts';
import { newKey, openSeal, SealError } from '../seal.ts';
import { BadUsage, type Command, type Desk, flagsOf } from './command.ts';
import { withDatabase } from './database.ts';

const usage = `cairn keys new       prints a fresh entry for ENCRYPTION_KEYS
cairn keys rotate    seals every stored token and cue with the first key of ENCRYPTION_KEYS
cairn keys issuer    prints a fresh ISSUER_KEY, with which certificates are signed

To change the key: put a new entry before the others in ENCRYPTION_KEYS (new,old), start every Cairn again, run
"cairn keys rotate", and take the old entry away.`;

export const keys: Command = {
  summary: 'make and change the keys that tokens are encrypted and certificates signed with',
  usage,
  async run(args, desk) {
    const { positionals } = flagsOf(args, {});
    if (positionals.length === 1 && positionals[0] === 'new') {
      await desk.line(newKey());
      return 0;
    }
    if (positionals.length === 1 && positionals[0] === 'issuer') {
      await desk.line(newIssuerKey());
      return 0;
    }
    if (positionals.length === 1 && positionals[0] === 'rotate') return rotate(desk);
    throw new BadUsage('Say "keys new", "keys rotate" or "keys issuer".');
  },
};

async function rotate(desk: Desk): Promise<number> {
  try {
    const seal = openSeal(desk.encryptionKeys ?? '');
    return await withDatabase(desk, async (_, db) => {
      const count = await resealInstallations(db, seal);
      await desk.line(count === 1 ? '1 installation was sealed anew.' : `${count} installations were sealed anew.`);
      const cues = await resealCues(db, seal);
      if (cues > 0) await desk.line(cues === 1 ? '1 cue was sealed anew.' : `${cues} cues were sealed anew.`);
      return 0;
    });
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    desk.note(error.message);
    return 1;
  }
}
