import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder';
import { CONNECTOR, OPEN_ID_METADATA_URL } from './tokens.ts';

export type TeamsConfig =
  | { appId: string; appPassword: string; tenantId?: string; appType: 'SingleTenant' | 'MultiTenant' | 'UserAssignedMSI' }
  /** Without authentication, for Microsoft's Agents Playground on the same machine. */
  | { anonymous: true };

/** Where the Bot Connector's keys and our own tokens come from, if not from Microsoft. */
export type Trust = { openIdMetadataUrl: string; acquireToken(): Promise<string> };

type Library = typeof ConfigurationBotFrameworkAuthentication;
type CredentialsFactory = NonNullable<ConstructorParameters<Library>[1]>;
type ConnectorFactory = ReturnType<Library['prototype']['createConnectorFactory']>;
type Identity = Parameters<Library['prototype']['createConnectorFactory']>[0];
type Connector = Awaited<ReturnType<ConnectorFactory['create']>>;

/** botbuilder's adapter, with an answer to each request that is ours to give: its own prints what it refuses. */
export class TeamsAdapter extends CloudAdapter {
  /** Rejects before `turn` is called where the request is not genuine. */
  take(
    authorization: string,
    activity: Activity,
    turn: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(authorization, activity, turn);
  }
}

export function teamsAdapter(config: TeamsConfig, trust?: Trust): TeamsAdapter {
  const account = accountOf(config);
  const credentials = trust ? lent(account.MicrosoftAppId, trust) : new ConfigurationServiceClientCredentialFactory(account);
  // All of them or none: one alone would switch off the defaults of the others.
  const settings = {
    ...account,
    ToBotFromChannelOpenIdMetadataUrl: trust?.openIdMetadataUrl ?? OPEN_ID_METADATA_URL,
    ToBotFromEmulatorOpenIdMetadataUrl: trust?.openIdMetadataUrl ?? OPEN_ID_METADATA_URL,
    ToBotFromChannelTokenIssuer: CONNECTOR,
    ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
    ToChannelFromBotOAuthScope: CONNECTOR,
    OAuthUrl: CONNECTOR,
    ValidateAuthority: true,
  };
  return new TeamsAdapter(new OneTryAuthentication(settings, credentials));
}

function accountOf(config: TeamsConfig) {
  if ('anonymous' in config) return { MicrosoftAppId: '', MicrosoftAppPassword: '', MicrosoftAppType: 'MultiTenant' };
  const { appId, appPassword, tenantId, appType } = config;
  return {
    MicrosoftAppId: appId,
    MicrosoftAppPassword: appPassword,
    MicrosoftAppType: appType,
    ...(tenantId && { MicrosoftAppTenantId: tenantId }),
  };
}

function lent(appId: string, { acquireToken }: Trust): CredentialsFactory {
  return {
    isValidAppId: async (id) => id === appId,
    isAuthenticationDisabled: async () => appId === '',
    createCredentials: async () => ({
      async signRequest(request) {
        if (appId !== '') request.headers.set('authorization', `Bearer ${await acquireToken()}`);
        return request;
      },
    }),
  };
}

/**
 * Its connectors send once and wait ten seconds at most. The library's own would try four times, sleeping through
 * Retry-After, and post a message twice whose answer got lost; when to try again is for the delivery to say.
 */
class OneTryAuthentication extends ConfigurationBotFrameworkAuthentication {
  override createConnectorFactory(identity: Identity): ConnectorFactory {
    const factory = super.createConnectorFactory(identity);
    return { create: async (serviceUrl, audience) => inOneTry(await factory.create(serviceUrl, audience)) };
  }
}

type HttpRequest = { timeout: number };
type Client = {
  pipeline: {
    removePolicy(policy: { name: string }): unknown;
    addPolicy(policy: { name: string; sendRequest<R>(request: HttpRequest, next: (request: HttpRequest) => R): R }): void;
  };
};

function inOneTry(connector: Connector): Connector {
  // The library offers no setting for it: the pipeline of its HTTP client is a private field.
  const { pipeline }: Client = Reflect.get(connector, 'client');
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  pipeline.addPolicy({
    name: 'deadline',
    sendRequest(request, next) {
      request.timeout = 10_000;
      return next(request);
    },
  });
  return connector;
}
