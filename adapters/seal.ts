import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const SEALED = /^v1\.([\w-]+)\.([\w-]{16})\.([\w-]{22})\.([\w-]*)$/;

/** Encrypts what must not lie open in a database: AES-256-GCM, bound to what it is about. */
export type Seal = {
  /** `about` is not kept: it must be the same to open it again. */
  close(text: string, about: string): string;
  /** Throws `SealError` where the key is missing, or where anything was changed or belongs elsewhere. */
  open(sealed: string, about: string): string;
  /** Whether it was sealed with the key that seals today. */
  isCurrent(sealed: string): boolean;
};

export class SealError extends Error {}

/** `id:key` of 32 bytes in base64, as ENCRYPTION_KEYS lists them. */
const KEY = /^([\w-]{1,40}):([A-Za-z0-9+/]{43}=)$/;

/** A fresh entry for `ENCRYPTION_KEYS`. */
export function newKey(): string {
  return `key-${randomBytes(4).toString('hex')}:${randomBytes(32).toString('base64')}`;
}

/** The first key of the list seals, all of them open. */
export function openSeal(keyList: string): Seal {
  const entries = keyList.split(',').filter((entry) => entry.trim() !== '');
  const keys = new Map(entries.map(parsed));
  if (keys.size < entries.length) throw new SealError('two keys in ENCRYPTION_KEYS have one name');
  const [first] = keys;
  if (!first) throw new SealError('ENCRYPTION_KEYS is empty: `cairn keys new` makes a key');
  const [currentId, currentKey] = first;
  return {
    close(text, about) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', currentKey, iv).setAAD(Buffer.from(about));
      const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return ['v1', currentId, ...[iv, cipher.getAuthTag(), hidden].map((part) => part.toString('base64url'))].join('.');
    },
    open(sealed, about) {
      const [, id = '', iv = '', tag = '', hidden = ''] = SEALED.exec(sealed) ?? [];
      const key = keys.get(id);
      if (!id) throw new SealError('sealed in a way that this version of Cairn does not know');
      if (!key)
        throw new SealError(`sealed with the key "${id}", which is not in ENCRYPTION_KEYS: put it back at the end of the list`);
      return opened(key, { iv, tag, hidden }, about);
    },
    isCurrent: (sealed) => sealed.startsWith(`v1.${currentId}.`),
  };
}

function opened(key: Buffer, parts: { iv: string; tag: string; hidden: string }, about: string): string {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(parts.iv, 'base64url'), { authTagLength: 16 })
      .setAAD(Buffer.from(about))
      .setAuthTag(Buffer.from(parts.tag, 'base64url'));
    return Buffer.concat([decipher.update(Buffer.from(parts.hidden, 'base64url')), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw new SealError(`what was sealed about ${about} was changed, or its key is another than the one of that name`, { cause });
  }
}

function parsed(entry: string): [string, Buffer] {
  const [, id, key] = KEY.exec(entry.trim()) ?? [];
  if (!id || !key) throw new SealError('ENCRYPTION_KEYS is a list of `id:key`, each key 32 bytes in base64');
  return [id, Buffer.from(key, 'base64')];
}
