import { comparePermissions, operations, type OperationName } from '../entra';
import type { Settings } from '../settings';
import { missing, warning, type Check, type Finding } from './finding';

/** When a permission is needed: `always`; `better`, where Keysmith is only stricter without it; or with one setting. */
type Need = 'always' | 'better' | 'TEAMS_APP_CATALOG_ID';

const needs: Partial<Record<OperationName, Need>> = {
  signIns: 'better',
  federation: 'better',
  changes: 'better',
  install: 'TEAMS_APP_CATALOG_ID',
  risk: 'better',
  removeOath: 'better',
  removePlatformCredential: 'better',
};

/** Why Keysmith asks at all, in the words of docs/permissions.md. */
const reasons: Record<OperationName, string> = {
  person: 'Who somebody is; whether the account is enabled or a guest.',
  find: 'An agent looks somebody up.',
  manager: 'The manager may vouch, and is told when a method appears.',
  directReports: 'Direct reports may not decide about their manager.',
  ownedGroups: 'Whoever owns a role-assignable group counts as privileged.',
  tenant: 'The doctor and /readyz see that it is our tenant that answers.',
  memberships: 'Which policies apply to somebody; whether a group makes them privileged.',
  membersOf: 'Who can be asked to decide, and who hears an alarm.',
  groupsAmong: 'Agent, approver, security contact or administrator: read live before each act.',
  group: 'Names of groups in sentences; whether the trusted groups are role-assignable.',
  units: 'Somebody in a restricted management unit counts as privileged.',
  activeRoles: 'Whoever holds a directory role counts as privileged.',
  scheduledRoles: 'The same, for roles activated for a time (PIM).',
  eligibleRoles: 'The same, for roles that could be activated (PIM).',
  eligibleGroups: 'The same, for groups that could be joined or owned by activating it (PIM for Groups).',
  changes:
    'Another manager, a removed method or ended sessions make a pass more dangerous. Unread, every pass counts as elevated risk.',
  methods: 'What somebody can sign in with, and that the new passkey has arrived.',
  passes: 'Whether a pass exists, and that it is gone.',
  createPass: 'The pass itself, in front of its recipient.',
  removePass: 'Our pass is deleted when it has done its work, and on any doubt.',
  removePasskey:
    'A lost phone or security key is taken off the account; an attacker\'s passkey after "This was not me".',
  removeAuthenticator:
    'Microsoft Authenticator on a lost phone is taken off the account; one that was added with a pass, after "This was not me".',
  removePhone: 'A number whose SIM is lost is taken off the account.',
  removeHello: 'Windows Hello on a lost computer is taken off the account.',
  removeOath: 'An app that shows codes is taken off the account.',
  removePlatformCredential: 'A credential on a lost Mac is taken off the account.',
  endSessions: 'Whoever holds a lost device, or came in with a pass that was not theirs, is signed out.',
  sessionsSince: 'After a lost answer: whether the sessions have ended.',
  risk: 'An account at risk gets no pass until the security team has looked. Unread, every pass counts as elevated risk.',
  passkeyPolicy: 'Why somebody can or cannot register a passkey.',
  passPolicy: 'Whether a pass would work for this person, and with which lifetime.',
  authenticatorPolicy: 'Why Microsoft Authenticator is or is not offered.',
  methodsPolicy: 'Whether the older MFA policy still counts, and whether a registration campaign interrupts a sign-in.',
  devices: 'Whether somebody has a computer that can hold Windows Hello.',
  phoneSignIns: 'Whether phone sign-in is switched on, not only notifications.',
  helloDevices: 'Which computer a Windows Hello method belongs to.',
  preferred: 'An agent sees which second factor somebody is asked for.',
  signIns:
    'People see why their own last sign-in failed, and an agent that of somebody: code, reason, and the policies that applied.',
  federation:
    'Whether the domain of somebody asks for second factors elsewhere, so that methods in Entra do not count (R-59).',
  conditionalAccess:
    'Which policies stand in the way of registering a method, and whether the authentication context demands a phishing-resistant sign-in.',
  install: 'Keysmith installs itself for people it has to reach in Teams.',
};

export interface Requirement {
  readonly permission: string;
  readonly need: Need;
  readonly operations: readonly OperationName[];
}

const every = Object.keys(operations).filter((name): name is OperationName => name in operations);

/** What these settings need; without settings, everything that any could need. */
export function requirements(config?: Settings): readonly Requirement[] {
  const byPermission = new Map<string, OperationName[]>();
  for (const name of every.filter((one) => config === undefined || isUsed(one, config))) {
    const { permission } = operations[name];
    byPermission.set(permission, [...(byPermission.get(permission) ?? []), name]);
  }
  return [...byPermission].map(([permission, names]) => ({ permission, need: needOf(names), operations: names }));
}

function needOf(names: readonly OperationName[]): Need {
  const all = names.map((name) => needs[name] ?? 'always');
  return all.includes('always') ? 'always' : (all[0] ?? 'always');
}

function isUsed(name: OperationName, config: Settings): boolean {
  switch (needs[name] ?? 'always') {
    case 'TEAMS_APP_CATALOG_ID':
      return config.teams.catalogId !== undefined;
    case 'always':
    case 'better':
      return true;
  }
}

/** Too few and too many, one finding each; empty when it fits. */
export function findingsAbout(granted: readonly string[], config: Settings): readonly Finding[] {
  const wanted = requirements(config);
  const compared = comparePermissions(
    granted,
    wanted.flatMap((one) => one.operations),
  );
  return [
    ...compared.missing.map(({ permission, operations: without }) => tooFew(permission, without)),
    ...compared.excess.map((permission) => tooMany(permission)),
  ];
}

function tooFew(permission: string, without: readonly OperationName[]): Finding {
  const of: Check = { check: `Graph permission ${permission}`, why: words(without) };
  const what = `It is not granted. Keysmith cannot read or do this: ${calls(without)}.`;
  const fix = `Add the application permission ${permission} to the registration AZURE_CLIENT_ID and grant admin consent.`;
  return needOf(without) === 'better' ? warning(of, what, fix) : missing(of, what, fix);
}

function tooMany(permission: string): Finding {
  return warning(
    { check: `Graph permission ${permission}`, why: 'Whoever steals the credential of Keysmith gets this as well.' },
    'It is granted, and these settings do not need it.',
    `Remove ${permission} from the registration AZURE_CLIENT_ID, unless something else shares it: then give Keysmith its own.`,
  );
}

function words(names: readonly OperationName[]): string {
  return [...new Set(names.map((name) => reasons[name]))].join(' ');
}

function calls(names: readonly OperationName[]): string {
  return [...new Set(names.map((name) => operations[name].what))].join(', ');
}

/** The table of docs/permissions.md. */
export function permissionTable(): string {
  const rows = requirements()
    .toSorted((a, b) => a.permission.localeCompare(b.permission, 'en'))
    .map(({ permission, need, operations: names }) => {
      const used = names.map((name) => `\`${operations[name].call}\``).join('<br>');
      const why = [...new Set(names.map((name) => reasons[name]))].join('<br>');
      return `| \`${permission}\` | ${needWords[need]} | ${why} | ${used} |`;
    });
  return ['| permission | needed | why | calls |', '|---|---|---|---|', ...rows].join('\n');
}

const needWords: Record<Need, string> = {
  always: 'always',
  better: 'better with it',
  TEAMS_APP_CATALOG_ID: 'with `TEAMS_APP_CATALOG_ID`',
};
