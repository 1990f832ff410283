import { z } from 'zod/v4';
import type { AuthenticatorApp, ExistingPass, Method, Passkey } from '../domain/methods';
import { instant, maybe, present, shown } from './wire';

const base = z.object({ id: z.string(), createdDateTime: maybe(instant) });

const passkey = base
  .extend({
    displayName: maybe(shown),
    aaGuid: maybe(z.string()),
    model: maybe(shown),
    passkeyType: maybe(z.string()),
    attestationLevel: maybe(z.string()),
  })
  .transform((shape): Passkey => {
    const { id, model, createdDateTime: createdAt, passkeyType, attestationLevel } = shape;
    return {
      kind: 'passkey',
      id,
      name: shape.displayName ?? '',
      aaguid: shape.aaGuid ?? '',
      ...present({ model, createdAt }),
      ...(passkeyType === 'deviceBound' || passkeyType === 'synced' ? { passkeyType } : {}),
      ...(attestationLevel === 'attested' ? { attested: true } : {}),
      ...(attestationLevel === 'notAttested' ? { attested: false } : {}),
    };
  });

const authenticator = base
  .extend({ displayName: maybe(shown), deviceTag: maybe(shown), phoneAppVersion: maybe(shown) })
  .transform(
    ({ id, displayName, deviceTag, phoneAppVersion: appVersion, createdDateTime: createdAt }): AuthenticatorApp => ({
      kind: 'authenticator',
      id,
      name: displayName ?? '',
      ...present({ deviceTag, appVersion, createdAt }),
    }),
  );

const windowsHello = base
  .extend({ displayName: maybe(shown) })
  .transform(({ id, displayName, createdDateTime: createdAt }): Method => ({
    kind: 'windows-hello',
    id,
    name: displayName ?? '',
    ...present({ createdAt }),
  }));

const phone = base
  .extend({ phoneType: maybe(z.string()) })
  .transform(({ id, phoneType, createdDateTime: createdAt }): Method => ({
    kind: 'phone',
    id,
    phoneType: phoneType ?? 'unknown',
    ...present({ createdAt }),
  }));

const password = base.transform(({ id, createdDateTime: createdAt }): Method => ({
  kind: 'password',
  id,
  ...present({ createdAt }),
}));

const passFields = z.object({
  id: z.string(),
  createdDateTime: maybe(instant),
  startDateTime: maybe(instant),
  lifetimeInMinutes: z.number().int().positive(),
  isUsableOnce: maybe(z.boolean()),
  isUsable: maybe(z.boolean()),
  methodUsabilityReason: maybe(z.string()),
});

/** What is not said counts as the more dangerous: works many times, works now. */
export const existingPass = passFields.transform((shape, context): ExistingPass => {
  const createdAt = shape.createdDateTime ?? shape.startDateTime;
  if (createdAt === undefined) {
    context.addIssue({ code: 'custom', message: 'no date' });
    return z.NEVER;
  }
  return {
    kind: 'pass',
    id: shape.id,
    createdAt,
    startsAt: shape.startDateTime ?? createdAt,
    lifetimeMinutes: shape.lifetimeInMinutes,
    usableOnce: shape.isUsableOnce ?? false,
    usable: shape.isUsable ?? true,
    usability: shape.methodUsabilityReason ?? 'unknown',
  };
});

/** The one answer that carries a code. */
export const createdPass = z.object({ temporaryAccessPass: z.string().min(1) });

const schemas: Readonly<Record<string, z.ZodType<Method>>> = {
  '#microsoft.graph.fido2AuthenticationMethod': passkey,
  '#microsoft.graph.microsoftAuthenticatorAuthenticationMethod': authenticator,
  '#microsoft.graph.windowsHelloForBusinessAuthenticationMethod': windowsHello,
  '#microsoft.graph.phoneAuthenticationMethod': phone,
  '#microsoft.graph.passwordAuthenticationMethod': password,
  '#microsoft.graph.temporaryAccessPassAuthenticationMethod': existingPass,
};

/** One item of /authentication/methods. Types this code does not know are kept as `other`. */
export const method = z
  .looseObject({ '@odata.type': z.string(), id: z.string() })
  .transform((shape, context): Method => {
    const odataType = shape['@odata.type'];
    const parsed = (schemas[odataType] ?? otherOf(odataType)).safeParse(shape);
    if (parsed.success) return parsed.data;
    context.addIssue({ code: 'custom', message: odataType });
    return z.NEVER;
  });

function otherOf(odataType: string): z.ZodType<Method> {
  return base.transform(({ id, createdDateTime: createdAt }) => ({
    kind: 'other',
    id,
    odataType,
    ...present({ createdAt }),
  }));
}
