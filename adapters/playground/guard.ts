import type { RequestHandler } from 'express';
import { isFromThisMachine } from '../own-machine.ts';
import { Refused } from './refused.ts';

/**
 * Keeps others out: other machines, unless `anywhere` says that they were asked in, and other web pages, which must not post here from elsewhere.
 */
export function onlyInvited(anywhere: boolean): RequestHandler {
  return (request, _response, next) => {
    if (!anywhere && !isFromThisMachine(request)) {
      throw new Refused(
        403,
        'The playground answers only to localhost, 127.0.0.1 and [::1], on this machine: open it by one of these names.',
      );
    }
    const { host, origin } = request.headers;
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (!reads && origin !== undefined && URL.parse(origin)?.host !== host?.toLowerCase()) {
      throw new Refused(403, 'The playground takes nothing from other web pages: the Origin is not its own.');
    }
    next();
  };
}

/** Nothing from elsewhere runs in the page, or frames it; `scripts` are the sources beside our own, as CSP writes them. */
export function securityHeaders(scripts: readonly string[]): RequestHandler {
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${scripts.join(' ')}`,
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    // The adaptivecards package makes these; with no others, no code of ours can set HTML from a string.
    "require-trusted-types-for 'script'",
    `trusted-types ${ADAPTIVE_CARDS_POLICIES.join(' ')}`,
  ].join('; ');
  return (_request, response, next) => {
    response.set({
      'Content-Security-Policy': policy,
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    });
    next();
  };
}

const ADAPTIVE_CARDS_POLICIES = [
  'adaptivecards#deprecatedExportedFunctionPolicy',
  'adaptivecards#markdownPassthroughPolicy',
  'adaptivecards#restoreContentsPolicy',
  'html',
];
