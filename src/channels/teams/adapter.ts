import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type Activity,
  type ConfigurationBotFrameworkAuthenticationOptions,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder';

type BotFrameworkParameters = ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>;

export interface BotRegistration {
  /** Empty in development only: nothing is verified then. */
  readonly appId: string;
  readonly appType: 'SingleTenant' | 'UserAssignedMSI';
  readonly tenantId: string;
  /** Client secret; not with a managed identity. */
  readonly appPassword?: string;
  /** Addresses of another Bot Framework (a national cloud, or the local one of demo and tests): all or none. */
  readonly botFramework?: ConfigurationBotFrameworkAuthenticationOptions;
  /** How outgoing calls are signed, where it is not Entra that gives the tokens. */
  readonly connectorCredentials?: BotFrameworkParameters[1];
}

/** The token was missing, forged, expired, or for somebody else. */
export class NotAuthentic extends Error {}

/** The real CloudAdapter behind a door of our own, which answers without stack traces and without console noise. */
export class TeamsAdapter extends CloudAdapter {
  constructor(registration: BotRegistration) {
    const unverified = registration.appId === '';
    const credentials = unverified ? undefined : registration.connectorCredentials;
    super(new ConfigurationBotFrameworkAuthentication(unverified ? {} : frameworkSettings(registration), credentials));
  }

  /** Verifies, then runs `logic` once. @throws NotAuthentic; anything else is the logic's own, or a dead key server. */
  async receive(
    authorization: string,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    const token = { verified: false };
    try {
      return await this.processActivity(authorization, activity, (context) => {
        token.verified = true;
        return logic(context);
      });
    } catch (error) {
      if (!token.verified && isRejection(error)) throw new NotAuthentic('The token was not accepted', { cause: error });
      throw error;
    }
  }
}

/** CloudAdapter throws AuthenticationError (401) or what jsonwebtoken throws: a wrong key would be a 500 otherwise. */
function isRejection(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('statusCode' in error && error.statusCode === 401) || error.name === 'JsonWebTokenError';
}

function frameworkSettings(registration: BotRegistration): ConfigurationBotFrameworkAuthenticationOptions {
  // The framework refuses to start when a managed identity has a password.
  const password = registration.appType === 'UserAssignedMSI' ? undefined : registration.appPassword;
  return {
    MicrosoftAppId: registration.appId,
    MicrosoftAppType: registration.appType,
    MicrosoftAppTenantId: registration.tenantId,
    ...(password === undefined ? {} : { MicrosoftAppPassword: password }),
    ...registration.botFramework,
  };
}
