import { z } from 'zod/v4';
import type { AppliedPolicy, SignIn } from '../domain/sign-ins';
import { instant, maybe, present, shown } from './wire';

const RESULTS: ReadonlySet<string> = new Set<AppliedPolicy['result']>([
  'success',
  'failure',
  'notApplied',
  'notEnabled',
  'reportOnlySuccess',
  'reportOnlyFailure',
  'reportOnlyNotApplied',
  'reportOnlyInterrupted',
]);

function isResult(text: string): text is AppliedPolicy['result'] {
  return RESULTS.has(text);
}

const applied = z
  .object({
    id: maybe(z.string()),
    displayName: maybe(shown),
    result: maybe(z.string()),
    enforcedGrantControls: maybe(z.array(z.string())),
  })
  .transform(({ id, displayName, result, enforcedGrantControls }): AppliedPolicy => ({
    id: id ?? '',
    name: displayName ?? 'a policy without a name',
    result: result !== undefined && isResult(result) ? result : 'unknown',
    controls: enforcedGrantControls ?? [],
  }));

/** The log writes "Windows10", "iOS 18.1", "Android"; policies name the family. */
function platformOf(system: string | undefined): string | undefined {
  return ['windows', 'macOS', 'iOS', 'android', 'linux'].find((family) =>
    system?.toLowerCase().startsWith(family.toLowerCase()),
  );
}

const COMPUTERS = ['windows', 'macOS', 'linux'];

const deviceDetail = z.object({
  operatingSystem: maybe(shown),
  isManaged: maybe(z.boolean()),
  isCompliant: maybe(z.boolean()),
});

/** Nothing said about management is not the same as unmanaged; for what rests on it, it comes to the same. */
function deviceOf(detail: z.infer<typeof deviceDetail> | undefined): SignIn['device'] {
  if (detail === undefined) return undefined;
  return {
    managed: detail.isManaged === true || detail.isCompliant === true,
    computer: COMPUTERS.includes(platformOf(detail.operatingSystem) ?? ''),
  };
}

/** One row of the log. "Other. stands for no reason at all. */
export const signIn = z
  .object({
    createdDateTime: instant,
    appDisplayName: maybe(shown),
    appId: maybe(z.string()),
    deviceDetail: maybe(deviceDetail),
    status: maybe(z.object({ errorCode: maybe(z.number().int()), failureReason: maybe(z.string()) })),
    appliedConditionalAccessPolicies: maybe(z.array(applied)),
  })
  .transform((shape): SignIn => {
    const reason = shape.status?.failureReason;
    return {
      at: shape.createdDateTime,
      app: shape.appDisplayName ?? 'an app',
      ...present({
        appId: shape.appId,
        platform: platformOf(shape.deviceDetail?.operatingSystem),
        device: deviceOf(shape.deviceDetail),
      }),
      code: shape.status?.errorCode ?? 0,
      ...present({ failureReason: reason === 'Other.' ? undefined : reason?.slice(0, 300) }),
      applied: shape.appliedConditionalAccessPolicies ?? [],
    };
  });
