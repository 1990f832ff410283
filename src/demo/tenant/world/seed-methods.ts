import { DAY, HOUR } from '../../../domain/clock';
import { stableId } from '../ids';
import type { Cast, SeedMethod } from './cast';
import type { World } from './index';
import { aaGuids } from './policies';
import { authenticatorModel, securityKeys } from './registration';
import type { AuthenticatorMethod, Device, Method, PasskeyMethod, PhoneMethod, Platform } from './state';

/** Ids that Entra gives to the password and the mobile number of everybody. */
const passwordId = '28c10230-6103-485e-b985-444c60001490';
const mobileId = '3179e48a-750b-4051-897c-87b9720928f7';

const phones = {
  ios: { tag: 'iPhone 15', system: 'IPhone', version: '17.6', maker: 'Apple', app: '6.8.40' },
  android: { tag: 'Pixel 8', system: 'Android', version: '15', maker: 'Google', app: '6.2509.6001' },
} as const;

interface Owner {
  readonly id: string;
  readonly key: string;
  readonly givenName: string;
  readonly number: string;
  readonly platform: Platform;
  readonly since: Date;
}

const methodId = ({ key }: Owner, what: string): string => stableId(`method ${key} ${what}`);

function phoneDevice({ id, key, givenName, platform, since }: Owner): Device {
  const { tag, system, version, maker } = phones[platform];
  return {
    id: stableId(`device object ${key} phone`),
    deviceId: stableId(`device ${key} phone`),
    ownerId: id,
    displayName: `${givenName}'s ${tag}`,
    operatingSystem: system,
    operatingSystemVersion: version,
    manufacturer: maker,
    model: tag,
    trustType: 'Workplace',
    accountEnabled: true,
    isCompliant: false,
    registeredAt: since,
  };
}

function computer({ id, key, since }: Owner): Device {
  return {
    id: stableId(`device object ${key} pc`),
    deviceId: stableId(`device ${key} pc`),
    ownerId: id,
    displayName: `LH-${key.toUpperCase()}`,
    operatingSystem: 'Windows',
    operatingSystemVersion: '10.0.26100.1742',
    manufacturer: 'Lenovo',
    model: 'ThinkPad T14',
    trustType: 'AzureAd',
    accountEnabled: true,
    isCompliant: true,
    registeredAt: since,
  };
}

/** The first is on the phone, the others are security keys. */
function passkey(owner: Owner, number: number): PasskeyMethod {
  const onPhone = number === 1;
  return {
    kind: 'passkey',
    id: Buffer.from(methodId(owner, `passkey ${String(number)}`).replaceAll('-', ''), 'hex').toString('base64url'),
    createdAt: owner.since,
    displayName: onPhone ? `Authenticator Passkey - ${phones[owner.platform].tag}` : `YubiKey ${String(number - 1)}`,
    aaGuid: onPhone ? aaGuids[owner.platform] : aaGuids.yubikey,
    model: onPhone ? authenticatorModel[owner.platform] : securityKeys.yubikey.model,
    passkeyType: 'deviceBound',
    attested: false,
  };
}

function authenticator(owner: Owner): AuthenticatorMethod {
  const { tag, app } = phones[owner.platform];
  return {
    kind: 'authenticator',
    id: methodId(owner, 'authenticator'),
    createdAt: owner.since,
    displayName: tag,
    deviceTag: 'SoftwareTokenActivated',
    phoneAppVersion: app,
    deviceId: null,
  };
}

const sms = ({ number, since }: Owner): PhoneMethod => ({
  kind: 'phone',
  id: mobileId,
  createdAt: since,
  phoneNumber: number,
  phoneType: 'mobile',
});

const make: Record<SeedMethod, (owner: Owner) => readonly Method[]> = {
  password: ({ since }) => [{ kind: 'password', id: passwordId, createdAt: since }],
  sms: (owner) => [sms(owner)],
  'lost sms': (owner) => [{ ...sms(owner), lost: true }],
  authenticator: (owner) => [authenticator(owner)],
  'lost authenticator': (owner) => [{ ...authenticator(owner), lost: true }],
  passkey: (owner) => [passkey(owner, 1)],
  'lost passkey': (owner) => [{ ...passkey(owner, 1), lost: true }],
  securityKey: (owner) => [passkey(owner, 2)],
  'ten passkeys': (owner) => Array.from({ length: 10 }, (_, index) => passkey(owner, index + 1)),
  windowsHello: (owner) => {
    const { id, displayName } = computer(owner);
    return [{ kind: 'windowsHello', id: methodId(owner, 'hello'), createdAt: owner.since, displayName, deviceId: id }];
  },
};

/** What a person has registered, and the devices behind it, on the first morning. */
export function seedMethods(
  world: World,
  personId: string,
  key: string,
  member: Cast,
  ago: (ms: number) => Date,
): void {
  const owner: Owner = {
    id: personId,
    key,
    givenName: member.name[0],
    number: world.person(personId).mobilePhone ?? '+49 40 5550000',
    platform: member.phone ?? 'ios',
    since: member.roles.includes('newcomer') ? ago(3 * HOUR) : ago(300 * DAY),
  };
  const devices = [
    ...(member.phone ? [phoneDevice(owner)] : []),
    ...(member.methods.includes('windowsHello') ? [computer(owner)] : []),
  ];
  for (const device of devices) world.devices.set(device.id, device);
  world.methods.set(
    personId,
    member.methods.flatMap((name) => make[name](owner)),
  );
}
