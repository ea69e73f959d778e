import { expect, test } from 'vitest';
import { neverSent } from '../../../adapters/slack/unsent.ts';

/** As the client reports it: its own error, fetch's in it, and the socket's in that. */
function failing(socket: { code?: string; syscall?: string; name?: string }): Error {
  return new Error('A request error occurred', {
    cause: new TypeError('fetch failed', { cause: Object.assign(new Error(), socket) }),
  });
}

test.each([
  { code: 'ECONNREFUSED' },
  { code: 'ENOTFOUND', syscall: 'getaddrinfo' },
  { code: 'EAI_AGAIN' },
  { code: 'UND_ERR_CONNECT_TIMEOUT' },
  { code: 'ETIMEDOUT', syscall: 'connect' },
  { code: 'CERT_HAS_EXPIRED' },
  { code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
  { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
])('never reached Slack: %o', (socket) => {
  expect(neverSent(failing(socket))).toBe(true);
});

test.each([
  { code: 'ECONNRESET', syscall: 'read' },
  { code: 'UND_ERR_SOCKET' },
  { code: 'UND_ERR_HEADERS_TIMEOUT' },
  { code: 'UND_ERR_BODY_TIMEOUT' },
  { code: 'ETIMEDOUT', syscall: 'read' },
  { code: 'EPIPE' },
  { name: 'TimeoutError' },
  {},
])('may have reached Slack: %o', (socket) => {
  expect(neverSent(failing(socket))).toBe(false);
});

test('an error that is its own cause is read to an end', () => {
  const error = new Error('round');
  error.cause = error;
  expect(neverSent(error)).toBe(false);
  expect(neverSent('no error at all')).toBe(false);
});
