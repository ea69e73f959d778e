import type { RequestHandler } from 'express';
import type { Log } from '../../src/ports/log.ts';
import { isFromThisMachine } from '../own-machine.ts';
import { nameOf } from './receive.ts';

/** Lets pass what carries a token that `isGenuine` finds good. */
export function onlyTheConnector(isGenuine: (authorization: string | undefined) => Promise<boolean>, log: Log): RequestHandler {
  return async (request, response, next) => {
    try {
      if (await isGenuine(request.headers.authorization)) return next();
      log.warn({}, 'refused: the Bot Connector did not sign this');
      response.sendStatus(401);
    } catch (error) {
      log.error({ error: nameOf(error) }, 'the signing keys of the Bot Connector cannot be read');
      response.sendStatus(503);
    }
  };
}

/**
 * Without authentication, lets pass what comes from this machine alone: not through something in between, and not from a
 * web page whose name was made to point here (DNS rebinding).
 */
export function onlyFromHere(log: Log): RequestHandler {
  return (request, response, next) => {
    if (isFromThisMachine(request)) return next();
    log.warn({}, 'refused: without a Teams app id, only this machine is answered');
    response.sendStatus(403);
  };
}
