import { DAY, HOUR, type Clock } from '../../../domain/clock';
import { later } from '../time';
import { stableId } from '../ids';
import type { Cast, GroupName } from './cast';
import { World } from './index';
import { cast, isPersonKey, type PersonKey } from './people';
import { seedMethods } from './seed-methods';

export const domainName = 'lumenharbour.example';
export const initialDomain = 'lumenharbour.onmicrosoft.com';
export const tenantId = stableId('tenant');

const groupNames: Record<GroupName, { displayName: string; description: string; roleAssignable?: true }> = {
  helpdesk: { displayName: 'Helpdesk agents', description: 'May look people up and ask for passes.' },
  approvers: { displayName: 'Helpdesk approvers', description: 'Decide on passes.', roleAssignable: true },
  privilegedApprovers: {
    displayName: 'Privileged approvers',
    description: 'Decide on passes for privileged people.',
    roleAssignable: true,
  },
  escalation: { displayName: 'Duty managers', description: 'Asked when approvers stay silent.', roleAssignable: true },
  security: {
    displayName: 'Security contacts',
    description: 'Called when something looks wrong.',
    roleAssignable: true,
  },
  admins: { displayName: 'Keysmith administrators', description: 'Look after the bot.', roleAssignable: true },
  everyone: { displayName: 'All staff', description: 'Everybody who works here.' },
  pilot: { displayName: 'Passkey pilot', description: 'May register passkeys.' },
  warehouse: { displayName: 'Warehouse', description: 'Inside the pilot group.' },
  attested: { displayName: 'Finance, attested passkeys', description: 'Only passkeys that prove their model.' },
  fieldCrew: { displayName: 'Field crew', description: 'Passkeys on iPhones only.' },
  passkeysExcluded: { displayName: 'Passkeys: excluded', description: 'Nobody in here may register or use passkeys.' },
  passesExcluded: { displayName: 'Temporary Access Pass: excluded', description: 'A pass would not work for these.' },
  tierZero: { displayName: 'Tier 0 operators', description: 'Holds a directory role.', roleAssignable: true },
};

export const groupId = (name: GroupName): string => stableId(`group ${name}`);
export const personId = (key: PersonKey): string => stableId(`person ${key}`);
const isGroupName = (name: string): name is GroupName => Object.hasOwn(groupNames, name);

export const emergencyAccessIds: readonly string[] = [personId('breakGlass1'), personId('breakGlass2')];

/** Asked for when a decision is confirmed. */
export const stepUpContext = 'c1';

export interface SeedOptions {
  readonly clock: Clock;
  readonly newId: () => string;
  readonly passCode?: (length: number) => string;
}

/** A tenant as it is on the first morning. Ids are the same at every start; dates count back from the clock. */
export function seedWorld({ clock, newId, passCode }: SeedOptions): World {
  const world = new World({
    clock,
    newId,
    policyGroups: {
      pilot: groupId('pilot'),
      attested: groupId('attested'),
      fieldCrew: groupId('fieldCrew'),
      passkeysExcluded: groupId('passkeysExcluded'),
      passesExcluded: groupId('passesExcluded'),
    },
    emergencyAccessIds,
    stepUp: stepUpContext,
    ...(passCode ? { passCode } : {}),
  });
  const ago = (milliseconds: number) => later(clock.now(), -milliseconds);
  for (const [name, { displayName, description, roleAssignable }] of Object.entries(groupNames)) {
    if (!isGroupName(name)) continue;
    world.groups.set(groupId(name), {
      id: groupId(name),
      displayName,
      description,
      isAssignableToRole: roleAssignable ?? false,
      createdAt: ago(700 * DAY),
      members: new Set(),
      owners: new Set(),
    });
  }
  Object.entries(cast).forEach(([key, member], index) => {
    if (isPersonKey(key)) addPerson(world, key, member, index, ago);
  });
  connect(world);
  return world;
}

function addPerson(world: World, key: PersonKey, member: Cast, index: number, ago: (ms: number) => Date): void {
  const id = personId(key);
  const [givenName, surname] = member.name;
  const external = member.roles.includes('external guest');
  const login = loginOf(key);
  world.people.set(id, {
    id,
    displayName: member.displayName ?? `${givenName} ${surname}`,
    givenName,
    surname,
    userPrincipalName: external ? `${login}_partner.example#EXT#@${initialDomain}` : `${login}@${domainName}`,
    mail: member.roles.includes('emergency access')
      ? null
      : external
        ? `${login}@partner.example`
        : `${login}@${domainName}`,
    jobTitle: member.job,
    department: member.department,
    officeLocation: index % 2 === 0 ? 'Hamburg' : 'Lisbon',
    employeeId: `E${String(10_001 + index)}`,
    mobilePhone: member.phone ? `+49 40 55${String(10_000 + index * 37)}` : null,
    preferredLanguage: 'en-GB',
    userType: external || member.roles.includes('internal guest') ? 'Guest' : 'Member',
    external,
    accountEnabled: !member.roles.includes('disabled'),
    onPremisesSyncEnabled: false,
    createdAt: member.roles.includes('newcomer') ? ago(3 * HOUR) : ago((400 + index) * DAY),
    sessionsValidFrom: member.roles.includes('newcomer') ? ago(3 * HOUR) : ago(90 * DAY),
    managerId: member.manager !== undefined && isPersonKey(member.manager) ? personId(member.manager) : null,
  });
  for (const name of member.groups) world.group(groupId(name)).members.add(id);
  seedMethods(world, id, key, member, ago);
}

function loginOf(key: PersonKey): string {
  const logins: Partial<Record<PersonKey, string>> = {
    aoife: "aoife.o'brien",
    breakGlass1: 'bg-admin-01',
    breakGlass2: 'bg-admin-02',
  };
  return logins[key] ?? key;
}

function connect(world: World): void {
  world.group(groupId('pilot')).members.add(groupId('warehouse'));
  world.group(groupId('tierZero')).owners.add(personId('wanda'));
  world.group(groupId('warehouse')).owners.add(personId('ingrid'));
  world.units.set(stableId('unit board'), {
    id: stableId('unit board'),
    displayName: 'Board (restricted management)',
    restricted: true,
    members: new Set([personId('freja')]),
  });
  world.units.set(stableId('unit hamburg'), {
    id: stableId('unit hamburg'),
    displayName: 'Hamburg',
    restricted: false,
    members: new Set([personId('tom'), personId('yuki')]),
  });
  world.assignRole(personId('sofia'), 'Global Administrator');
  world.assignRole(personId('viktor'), 'Exchange Administrator', 'eligible');
  world.assignRole(groupId('tierZero'), 'Authentication Policy Administrator');
  world.assignRole(personId('breakGlass1'), 'Global Administrator');
  world.assignRole(personId('breakGlass2'), 'Global Administrator');
  world.setRisk(personId('zoe'));
  for (const key of ['yuki', 'omar', 'zoe'] as const) world.recordSignIn(personId(key), 'Microsoft Teams');
  // Tom writes from the laptop that the company gave him.
  world.signInOn(personId('tom'), 'company computer', 90);
  // The morning itself made none of this: the logs begin empty but for the sign-ins.
  world.audits.length = 0;
  world.registrationReport();
}
