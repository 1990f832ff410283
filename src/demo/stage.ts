import { randomBytes } from 'node:crypto';
import type { Overrides } from '../app';
import { movableClock, type MovableClock } from './clock';
import { startSignin, type Signin } from './signin';
import { startSlack, type Slack, type SlackPerson } from './slack';
import { startTeams, type Teams, type TeamsPerson } from './teams';
import { startTenant, type PersonKey, type Tenant } from './tenant';
import { openWire, type Wire } from './wire';

export interface StageOptions {
  clock?: MovableClock;
  /** Makes the codes of passes; tests mark theirs. */
  passCode?: () => string;
  /** People for whom the Teams app is not installed yet. */
  withoutApp?: readonly PersonKey[];
}

interface Platforms {
  readonly clock: MovableClock;
  readonly wire: Wire;
  readonly tenant: Tenant;
  readonly teams: Teams;
  readonly slack: Slack;
  readonly signin: Signin;
}

/** Everything around the bot: a tenant, a Teams, a Slack and two sign-ins, all on free loopback ports. */
export interface Stage extends Platforms {
  /** For `readEnv`. Where to keep data and which port to take is the caller's. */
  readonly environment: Readonly<Record<string, string>>;
  /** For `startApp`. */
  readonly overrides: Pick<Overrides, 'clock' | 'botFramework'>;
  /** Teams and Slack deliver to this origin from now on, and sign-ins come back to it. */
  botIsAt(origin: string): void;
  /** The organisation's setup policy: the bot hears of everybody who has the app. */
  installForEverybody(): Promise<void>;
  close(): Promise<void>;
}

type DemoPerson = Tenant['people'][PersonKey];

const appId = '5f0c2f0e-6c1a-4a55-9d53-3f5b8c0d7a11';
const signinClientId = '8b1b4a8e-0d0f-4b6e-9a0a-2f6a1c7e4d22';
const teamId = 'T0LUMEN';

/** Who is in Slack beside people who work with the bot there: everybody a guard has to refuse. */
const outsiders: readonly SlackPerson[] = [
  { key: 'stranger', userId: 'U0STRANGER', name: 'Robin of Fabrikam', teamId: 'T0FABRIKAM' },
  { key: 'slackGuest', userId: 'U0GUEST', name: 'Gail (guest)', isGuest: true },
  { key: 'formerColleague', userId: 'U0FORMER', name: 'Felix', deleted: true },
  { key: 'otherBot', userId: 'U0OTHERBOT', name: 'Lunch bot', isBot: true },
];

const worksInSlack = /agent|approver|security|escalation|bot admin/;

export async function startStage(options: StageOptions = {}): Promise<Stage> {
  const clock = options.clock ?? movableClock();
  const wire = openWire();
  const where = { bot: '' };
  const withoutApp = options.withoutApp ?? ['samir'];
  const tenant = await startTenant({
    clock,
    ...(options.passCode === undefined ? {} : { passCode: options.passCode }),
    // Teams tells the bot of the installation in its own time, not inside the Graph call.
    onInstall: (personId) => void setImmediate(() => void teams.install(personId)),
  });
  const cast = Object.values(tenant.people);
  const teams = await startTeams({
    clock,
    wire,
    tenantId: tenant.tenantId,
    appId,
    botUrl: () => `${where.bot}/api/messages`,
    people: cast.map(inTeams),
    withoutApp,
  });
  const secrets = slackSecrets();
  const slack = await startSlack({
    clock,
    wire,
    teamId,
    ...secrets,
    appId: 'A0KEYSMITH',
    botUrl: () => `${where.bot}/slack/events`,
    people: [...cast.filter(isInSlack).map(inSlack), ...outsiders],
  });
  const signin = await openSignin(clock, tenant, slack, where);
  const parts: Platforms = { clock, wire, tenant, teams, slack, signin };
  return {
    ...parts,
    environment: { ...environmentOf(parts, secrets), ...roomsOf(parts), ...groupsOf(tenant) },
    overrides: {
      clock,
      botFramework: {
        botFramework: teams.botFramework.settings,
        connectorCredentials: teams.botFramework.credentials,
      },
    },
    botIsAt: (origin) => {
      where.bot = origin;
    },
    async installForEverybody() {
      for (const { key, id } of cast.filter((person) => !withoutApp.includes(person.key))) {
        tenant.world.installs.set(id, Buffer.from(`${id}##${tenant.teamsCatalogueAppId}`).toString('base64url'));
        await teams.install(key);
      }
    },
    async close() {
      await Promise.all([teams.close(), slack.close(), signin.close(), tenant.close()]);
    },
  };
}

function secret(): string {
  return randomBytes(18).toString('base64url');
}

interface SlackSecrets {
  signingSecret: string;
  botToken: string;
}

function slackSecrets(): SlackSecrets {
  return { signingSecret: secret(), botToken: `xoxb-${secret()}` };
}

function openSignin(clock: MovableClock, tenant: Tenant, slack: Slack, where: { bot: string }): Promise<Signin> {
  const slackUserOf = new Map(slack.people().map(({ key, userId }) => [key, userId]));
  return startSignin({
    clock,
    tenantId: tenant.tenantId,
    slackTeamId: teamId,
    slackHost: slack,
    people: Object.values(tenant.people).map((person) => {
      const slackUserId = slackUserOf.get(person.key);
      return { ...inTeams(person), ...(slackUserId === undefined ? {} : { slackUserId }) };
    }),
    entra: {
      clientId: signinClientId,
      clientSecret: secret(),
      redirectUris: () => [`${where.bot}/auth/callback`],
    },
    slack: {
      clientId: '5218.7043',
      clientSecret: secret(),
      redirectUris: () => [`${where.bot}/auth/slack/callback`],
    },
  });
}

/** What an operator would write for these platforms. */
function environmentOf({ tenant, teams, slack, signin }: Platforms, secrets: SlackSecrets): Record<string, string> {
  return {
    KEYSMITH_MODE: 'development',
    HOST: '127.0.0.1',
    AZURE_TENANT_ID: tenant.tenantId,
    AZURE_CLIENT_ID: tenant.clientId,
    AZURE_AUTHORITY_HOST: signin.origin,
    GRAPH_BASE_URL: tenant.graphUrl,
    SIGNIN_CLIENT_ID: signin.entra.clientId,
    SIGNIN_CLIENT_SECRET: signin.entra.clientSecret,
    STEP_UP_AUTH_CONTEXT: tenant.stepUpContext,
    ...teams.environment,
    TEAMS_APP_CATALOG_ID: tenant.teamsCatalogueAppId,
    SLACK_BOT_TOKEN: secrets.botToken,
    SLACK_SIGNING_SECRET: secrets.signingSecret,
    SLACK_CLIENT_ID: signin.slack.clientId,
    SLACK_CLIENT_SECRET: signin.slack.clientSecret,
    SLACK_TEAM_ID: slack.teamId,
    SLACK_API_URL: slack.apiUrl,
  };
}

/** Where approvers and agents meet; the shared channel is there to be refused. */
function roomsOf({ tenant, teams, slack }: Platforms): Record<string, string> {
  const cast = Object.values(tenant.people);
  const approvers = cast.filter(({ roles }) => roles.includes('approver')).map(({ key }) => key);
  const colleagues = cast.filter(isInSlack).map(({ key }) => key);
  const rooms = {
    TEAMS_APPROVAL_CONVERSATION_ID: teams.addConversation('Pass approvals', 'groupChat', approvers).id,
    SLACK_APPROVAL_CHANNEL_ID: slack.addChannel('pass-approvals', colleagues).id,
    SLACK_HELPDESK_CHANNEL_ID: slack.addChannel('helpdesk', colleagues).id,
  };
  slack.addChannel('with-fabrikam', [...colleagues, 'stranger'], { isShared: true });
  return rooms;
}

function isInSlack({ roles }: DemoPerson): boolean {
  return roles.some((role) => worksInSlack.test(role));
}

function groupsOf(tenant: Tenant): Record<string, string> {
  const { groups, emergencyAccessIds } = tenant;
  return {
    HELPDESK_GROUP_ID: groups.helpdesk,
    APPROVER_GROUP_ID: groups.approvers,
    PRIVILEGED_APPROVER_GROUP_ID: groups.privilegedApprovers,
    ESCALATION_GROUP_ID: groups.escalation,
    SECURITY_GROUP_ID: groups.security,
    ADMIN_GROUP_ID: groups.admins,
    EMERGENCY_ACCESS_IDS: emergencyAccessIds.join(','),
  };
}

function inTeams({ key, id, displayName, upn }: DemoPerson): TeamsPerson {
  return { key, objectId: id, name: displayName, userPrincipalName: upn };
}

function inSlack({ key, displayName }: DemoPerson): SlackPerson {
  return { key, userId: `U0${key.toUpperCase()}`, name: displayName };
}
