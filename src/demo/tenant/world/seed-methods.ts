import { DAY, HOUR } from '../../../domain/clock';
import { stableId } from '../ids';
import type { Cast, SeedMethod } from './cast';
import type { World } from './index';
import { aaGuids } from './policies';
import { authenticatorModel, securityKeys } from './registration';
import type { Device, Method } from './state';

/** Ids that Entra gives to the password and the mobile number of everybody. */
const passwordId = '28c10230-6103-485e-b985-444c60001490';
const mobileId = '3179e48a-750b-4051-897c-87b9720928f7';

const phones = {
  ios: { tag: 'iPhone 15', system: 'IPhone', version: '17.6', maker: 'Apple' },
  android: { tag: 'Pixel 8', system: 'Android', version: '15', maker: 'Google' },
} as const;

/** What a person has registered, and the devices behind it, on the first morning. */
export function seedMethods(
  world: World,
  personId: string,
  key: string,
  member: Cast,
  ago: (ms: number) => Date,
): void {
  const since = member.roles.includes('newcomer') ? ago(3 * HOUR) : ago(300 * DAY);
  const platform = member.phone ?? 'ios';
  const phone = phones[platform];
  const device = (what: 'phone' | 'pc'): Device => ({
    id: stableId(`device object ${key} ${what}`),
    deviceId: stableId(`device ${key} ${what}`),
    ownerId: personId,
    displayName: what === 'phone' ? `${member.name[0]}'s ${phone.tag}` : `LH-${key.toUpperCase()}`,
    operatingSystem: what === 'phone' ? phone.system : 'Windows',
    operatingSystemVersion: what === 'phone' ? phone.version : '10.0.26100.1742',
    manufacturer: what === 'phone' ? phone.maker : 'Lenovo',
    model: what === 'phone' ? phone.tag : 'ThinkPad T14',
    trustType: what === 'phone' ? 'Workplace' : 'AzureAd',
    accountEnabled: true,
    isCompliant: what === 'pc',
    registeredAt: since,
  });
  const id = (what: string) => stableId(`method ${key} ${what}`);
  const passkey = (number: number, lost: boolean): Method => ({
    kind: 'passkey',
    id: Buffer.from(id(`passkey ${number}`).replaceAll('-', ''), 'hex').toString('base64url'),
    createdAt: since,
    displayName: number === 1 ? `Authenticator Passkey - ${phone.tag}` : `Security key ${number}`,
    aaGuid: number === 1 ? aaGuids[platform] : aaGuids.yubikey,
    model: number === 1 ? authenticatorModel[platform] : securityKeys.yubikey.model,
    passkeyType: 'deviceBound',
    attested: true,
    ...(lost ? { lost } : {}),
  });
  const authenticator = (lost: boolean): Method => ({
    kind: 'authenticator',
    id: id('authenticator'),
    createdAt: since,
    displayName: phone.tag,
    deviceTag: 'SoftwareTokenActivated',
    phoneAppVersion: platform === 'ios' ? '6.8.40' : '6.2509.6001',
    deviceId: null,
    ...(lost ? { lost } : {}),
  });
  const sms = (lost: boolean): Method => ({
    kind: 'phone',
    id: mobileId,
    createdAt: since,
    phoneNumber: world.person(personId).mobilePhone ?? '+49 40 5550000',
    phoneType: 'mobile',
    ...(lost ? { lost } : {}),
  });
  const make: Record<SeedMethod, () => readonly Method[]> = {
    password: () => [{ kind: 'password', id: passwordId, createdAt: since }],
    sms: () => [sms(false)],
    'lost sms': () => [sms(true)],
    authenticator: () => [authenticator(false)],
    'lost authenticator': () => [authenticator(true)],
    passkey: () => [passkey(1, false)],
    'lost passkey': () => [passkey(1, true)],
    securityKey: () => [passkey(2, false)],
    'ten passkeys': () => Array.from({ length: 10 }, (_, index) => passkey(index + 1, false)),
    softwareOath: () => [{ kind: 'softwareOath', id: id('oath'), createdAt: since }],
    email: () => [{ kind: 'email', id: id('email'), createdAt: since, emailAddress: `${key}@home.example` }],
    windowsHello: () => {
      const pc = device('pc');
      return [
        { kind: 'windowsHello', id: id('hello'), createdAt: since, displayName: pc.displayName, deviceId: pc.id },
      ];
    },
  };
  if (member.phone) world.devices.set(device('phone').id, device('phone'));
  if (member.methods.includes('windowsHello')) world.devices.set(device('pc').id, device('pc'));
  world.methods.set(
    personId,
    member.methods.flatMap((name) => make[name]()),
  );
}
