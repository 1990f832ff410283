import { z } from 'zod/v4';
import type { Device, MethodDevice } from '../domain/devices';
import { maybe, present } from './wire';

export const DEVICE_FIELDS = 'id,displayName,operatingSystem,operatingSystemVersion,trustType,accountEnabled';

const TRUST: Readonly<Record<string, Device['trust']>> = {
  azuread: 'joined',
  serverad: 'hybrid',
  workplace: 'registered',
};

/** What is not said about a device makes it neither joined nor enabled. */
const deviceShape = z.object({
  id: z.string(),
  displayName: maybe(z.string()),
  operatingSystem: maybe(z.string()),
  operatingSystemVersion: maybe(z.string()),
  trustType: maybe(z.string()),
  accountEnabled: maybe(z.boolean()),
});

export const device = deviceShape.transform((shape): Device => ({
  id: shape.id,
  name: plainName(shape.displayName ?? 'a device without a name'),
  system: shape.operatingSystem ?? 'unknown',
  ...present({ version: shape.operatingSystemVersion }),
  trust: TRUST[(shape.trustType ?? '').toLowerCase()] ?? 'unknown',
  enabled: shape.accountEnabled ?? false,
}));

/** Of /microsoftAuthenticatorMethods and /windowsHelloForBusinessMethods with `$expand=device`. */
export const methodDevice = z
  .object({ id: z.string(), device: maybe(device) })
  .transform(({ id, device: tied }): MethodDevice => ({ methodId: id, ...present({ device: tied }) }));

/** As with names of people: no control characters, no direction overrides. */
function plainName(name: string): string {
  return name.replace(/[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '');
}
