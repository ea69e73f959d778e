/** How a connection fails before a request can go out on it. */
const unsent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'EPROTO',
]);
const refusedCertificate = /^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_)/;

/** Whether a call certainly never reached Slack; where the connection broke later, or in silence, nobody knows. */
export function neverSent(error: unknown): boolean {
  return chain(error).some(({ code, syscall }) => {
    if (code === undefined) return false;
    return unsent.has(code) || refusedCertificate.test(code) || (code === 'ETIMEDOUT' && syscall === 'connect');
  });
}

type Failure = { code?: string; syscall?: string };

// The reason lies in the causes: the client's error has fetch's in it, and fetch's has the socket's.
function chain(error: unknown, depth = 0): Failure[] {
  if (!(error instanceof Error) || depth > 5) return [];
  return [{ ...word('code', error), ...word('syscall', error) }, ...chain(error.cause, depth + 1)];
}

function word(name: keyof Failure, error: Error): Failure {
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' ? { [name]: value } : {};
}
