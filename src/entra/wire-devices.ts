import { z } from 'zod/v4';
import type { Device, MethodDevice } from '../domain/devices';
import { maybe, present, shown } from './wire';

export const DEVICE_FIELDS = 'id,displayName,operatingSystem,operatingSystemVersion,trustType,accountEnabled';

const TRUST: Readonly<Record<string, Device['trust']>> = {
  azuread: 'joined',
  serverad: 'hybrid',
  workplace: 'registered',
};

/** What is not said about a device makes it neither joined nor enabled. */
const deviceShape = z.object({
  id: z.string(),
  displayName: maybe(shown),
  operatingSystem: maybe(shown),
  operatingSystemVersion: maybe(shown),
  trustType: maybe(z.string()),
  accountEnabled: maybe(z.boolean()),
});

export const device = deviceShape.transform((shape): Device => ({
  id: shape.id,
  name: shape.displayName ?? 'a device without a name',
  system: shape.operatingSystem ?? 'unknown',
  ...present({ version: shape.operatingSystemVersion }),
  trust: TRUST[(shape.trustType ?? '').toLowerCase()] ?? 'unknown',
  enabled: shape.accountEnabled ?? false,
}));

/** Of /microsoftAuthenticatorMethods and /windowsHelloForBusinessMethods with `$expand=device`. */
export const methodDevice = z
  .object({ id: z.string(), device: maybe(device) })
  .transform(({ id, device: tied }): MethodDevice => ({ methodId: id, ...present({ device: tied }) }));
