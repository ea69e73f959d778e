import { z } from 'zod';
import type { Config } from '../../src/config.ts';
import { CONNECTOR, OPEN_ID_METADATA_URL } from '../teams/tokens.ts';
import { type Check, type Finding, fail, ok, warn } from './check.ts';

type Teams = Exclude<NonNullable<Config['teams']>, { anonymous: true }>;

/** Where Microsoft gives tokens, and tells its keys. */
export type MicrosoftUrls = { login: string; openIdMetadata: string };

export const MICROSOFT: MicrosoftUrls = { login: 'https://login.microsoftonline.com', openIdMetadata: OPEN_ID_METADATA_URL };

export function teamsChecks(teams: NonNullable<Config['teams']>, urls: MicrosoftUrls): Check[] {
  if ('anonymous' in teams) {
    const finding = warn('served without an app id', 'for trying on this machine alone; set MicrosoftAppId to serve people');
    return [{ about: 'Teams', look: async () => [finding] }];
  }
  return [
    { about: 'Teams password', look: (signal) => token(teams, urls, signal) },
    { about: 'Teams signing keys', look: (signal) => keys(urls, signal) },
  ];
}

const refusalSchema = z.object({ error: z.string(), error_description: z.string().default('') });

async function token(
  { appId, appPassword, tenantId, appType }: Teams,
  urls: MicrosoftUrls,
  signal: AbortSignal,
): Promise<Finding[]> {
  if (appType === 'UserAssignedMSI') return [ok('a managed identity, which only the machine that has it can try')];
  // An app of many tenants asks for its token in Microsoft's own.
  const tenant = appType === 'MultiTenant' ? 'botframework.com' : (tenantId ?? '');
  const response = await fetch(`${urls.login}/${encodeURIComponent(tenant)}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: appId,
      client_secret: appPassword,
      scope: `${CONNECTOR}/.default`,
    }),
    signal,
  }).catch(() => undefined);
  if (!response) return [skipped(urls.login)];
  if (response.ok) return [ok('Microsoft gives a token for it')];
  const refusal = refusalSchema.safeParse(await response.json().catch(() => undefined)).data;
  const [code = 'no code'] = /AADSTS\d+/.exec(refusal?.error_description ?? '') ?? [];
  return [fail(`Microsoft refused it: ${response.status} ${code}`, ADVICE.get(code) ?? OTHERWISE)];
}

// https://learn.microsoft.com/entra/identity-platform/reference-error-codes
const ADVICE = new Map([
  ['AADSTS7000215', 'MicrosoftAppPassword is wrong: it is the value of a client secret, not its id'],
  ['AADSTS7000222', 'the client secret has expired: make a new one and set MicrosoftAppPassword'],
  ['AADSTS700016', 'the tenant has no such app: check MicrosoftAppId, MicrosoftAppTenantId and MicrosoftAppType'],
  ['AADSTS90002', 'there is no such tenant: check MicrosoftAppTenantId'],
]);
const OTHERWISE = 'check MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppTenantId and MicrosoftAppType';

async function keys({ openIdMetadata }: MicrosoftUrls, signal: AbortSignal): Promise<Finding[]> {
  const response = await fetch(openIdMetadata, { signal }).catch(() => undefined);
  if (!response) return [skipped(openIdMetadata)];
  if (z.object({ jwks_uri: z.url() }).safeParse(await response.json().catch(() => undefined)).success) return [ok('can be read')];
  return [
    fail(
      `${openIdMetadata} answered ${response.status}`,
      'every message of Teams is refused without them: does a proxy answer instead?',
    ),
  ];
}

function skipped(url: string): Finding {
  const { host } = new URL(url);
  return warn(`not tried: ${host} cannot be reached from here`, `Cairn itself has to reach ${host}: open the firewall for it`);
}
