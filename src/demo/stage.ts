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

/** Everything around the bot: a tenant, a Teams, a Slack and two sign-ins, all on free loopback ports. */
export interface Stage {
  readonly clock: MovableClock;
  readonly wire: Wire;
  readonly tenant: Tenant;
  readonly teams: Teams;
  readonly slack: Slack;
  readonly signin: Signin;
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
  const secret = (): string => randomBytes(18).toString('base64url');
  const [signingSecret, slackClientSecret, signinSecret] = [secret(), secret(), secret()];
  const botToken = `xoxb-${secret()}`;
  let bot = '';
  const tenant = await startTenant({
    clock,
    ...(options.passCode === undefined ? {} : { passCode: options.passCode }),
    // Teams tells the bot of the installation in its own time, not inside the Graph call.
    onInstall: (personId) => void setImmediate(() => void teams.install(personId)),
  });
  const cast = Object.values(tenant.people);
  const withoutApp = options.withoutApp ?? ['samir'];
  const slackPeople = [
    ...cast.filter(({ roles }) => roles.some((role) => worksInSlack.test(role))).map(inSlack),
    ...outsiders,
  ];
  const teams = await startTeams({
    clock,
    wire,
    tenantId: tenant.tenantId,
    appId,
    botUrl: () => `${bot}/api/messages`,
    people: cast.map(inTeams),
    withoutApp,
  });
  const slack = await startSlack({
    clock,
    wire,
    teamId,
    signingSecret,
    botToken,
    appId: 'A0KEYSMITH',
    botUrl: () => `${bot}/slack/events`,
    people: slackPeople,
  });
  const signin = await startSignin({
    clock,
    tenantId: tenant.tenantId,
    slackTeamId: teamId,
    slackHost: slack,
    people: cast.map((person) => signingIn(person, slackPeople)),
    entra: { clientId: signinClientId, clientSecret: signinSecret, redirectUris: () => [`${bot}/auth/callback`] },
    slack: { clientId: '1.2', clientSecret: slackClientSecret, redirectUris: () => [`${bot}/auth/slack/callback`] },
  });
  const approvers = cast.filter(({ roles }) => roles.includes('approver')).map(({ key }) => key);
  const approvals = teams.addConversation('Pass approvals', 'groupChat', approvers);
  const colleagues = slackPeople.filter((person) => !outsiders.includes(person)).map(({ key }) => key);
  const approvalChannel = slack.addChannel('pass-approvals', colleagues);
  const helpdeskChannel = slack.addChannel('helpdesk', colleagues);
  slack.addChannel('with-fabrikam', [...colleagues, 'stranger'], { isShared: true });

  return {
    clock,
    wire,
    tenant,
    teams,
    slack,
    signin,
    environment: {
      KEYSMITH_MODE: 'development',
      HOST: '127.0.0.1',
      AZURE_TENANT_ID: tenant.tenantId,
      AZURE_CLIENT_ID: tenant.clientId,
      AZURE_AUTHORITY_HOST: signin.origin,
      GRAPH_BASE_URL: tenant.graphUrl,
      SIGNIN_CLIENT_ID: signinClientId,
      SIGNIN_CLIENT_SECRET: signinSecret,
      STEP_UP_AUTH_CONTEXT: tenant.stepUpContext,
      ...teams.environment,
      TEAMS_APP_CATALOG_ID: tenant.teamsCatalogueAppId,
      TEAMS_APPROVAL_CONVERSATION_ID: approvals.id,
      SLACK_BOT_TOKEN: botToken,
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_CLIENT_ID: signin.slack.clientId,
      SLACK_CLIENT_SECRET: slackClientSecret,
      SLACK_TEAM_ID: teamId,
      SLACK_APPROVAL_CHANNEL_ID: approvalChannel.id,
      SLACK_HELPDESK_CHANNEL_ID: helpdeskChannel.id,
      SLACK_API_URL: slack.apiUrl,
      ...groupsOf(tenant),
    },
    overrides: {
      clock,
      botFramework: {
        botFramework: teams.botFramework.settings,
        connectorCredentials: teams.botFramework.credentials,
      },
    },
    botIsAt: (origin) => {
      bot = origin;
    },
    async installForEverybody() {
      for (const { key, id } of cast) {
        if (withoutApp.includes(key)) continue;
        tenant.world.installs.set(id, Buffer.from(`${id}##${tenant.teamsCatalogueAppId}`).toString('base64url'));
        await teams.install(key);
      }
    },
    async close() {
      await Promise.all([teams.close(), slack.close(), signin.close(), tenant.close()]);
    },
  };
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

function signingIn(person: DemoPerson, slackPeople: readonly SlackPerson[]) {
  const slackUser = slackPeople.find(({ key }) => key === person.key);
  return {
    key: person.key,
    objectId: person.id,
    name: person.displayName,
    userPrincipalName: person.upn,
    ...(slackUser === undefined ? {} : { slackUserId: slackUser.userId }),
  };
}
