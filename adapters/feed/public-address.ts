import { lookup as lookUp } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Whether an address is one of the open internet: not private, loopback, link-local, reserved or of a tunnel to such. */
export function isPublic(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

/** Looks names up, and gives none of which an address is not allowed: what is connected to is what was checked. */
export function guardedLookup(isAllowed: (address: string) => boolean, resolve: typeof lookUp = lookUp): LookupFunction {
  return (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '');
      const [first] = found;
      if (!first || !found.every(({ address }) => isAllowed(address)))
        return done(new Error('an address that is not public'), '');
      if (options.all) done(null, found);
      else done(null, first.address, first.family);
    });
  };
}

/** Whether a URL may be fetched at all: by HTTPS, without a password in it, from a name or a public address. */
export function isFetchable({ protocol, hostname, username, password }: URL, isAllowed: (address: string) => boolean): boolean {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return protocol === 'https:' && username === '' && password === '' && (isIP(host) === 0 || isAllowed(host));
}
