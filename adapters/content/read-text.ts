const ENCODINGS: readonly (readonly [mark: readonly number[], encoding: string])[] = [
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/** Stands where bytes are no text: in a cell it means that the file is in another encoding. */
export const UNREADABLE = '\uFFFD';

/** A file's text with plain line breaks: UTF-8, or UTF-16 where a byte order mark says so. */
export function readText(bytes: Uint8Array): string {
  const [, encoding = 'utf-8'] = ENCODINGS.find(([mark]) => mark.every((byte, i) => bytes[i] === byte)) ?? [];
  return new TextDecoder(encoding).decode(bytes).replace(/\r\n?/g, '\n');
}
