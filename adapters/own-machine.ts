import type { IncomingMessage } from 'node:http';

const OWN_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether a request was made on this machine and for it: its connection comes from the loopback, no proxy has passed it
 * on, and it names us as one does here. A name that was made to point here (DNS rebinding) is not ours.
 */
export function isFromThisMachine({ socket, headers }: IncomingMessage): boolean {
  const isForwarded = 'forwarded' in headers || 'x-forwarded-for' in headers;
  return isLoopback(socket.remoteAddress) && isOwnName(headers.host) && !isForwarded;
}

function isOwnName(host: string | undefined): boolean {
  return host !== undefined && OWN_NAMES.has(URL.parse(`http://${host}`)?.hostname ?? '');
}

function isLoopback(address = ''): boolean {
  return /^(::ffff:)?127\./.test(address) || address === '::1';
}
