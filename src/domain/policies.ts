import type { Instant } from './clock';
import type { PasskeyType } from './methods';

/** Whom an authentication method policy includes or excludes. `all` is Graph's "all_users". */
export type Target =
  | { readonly to: 'all' }
  | { readonly to: 'group'; readonly id: string; readonly name?: string }
  | { readonly to: 'user'; readonly id: string };

export interface KeyRestrictions {
  readonly enforced: boolean;
  readonly type: 'allow' | 'block';
  readonly aaguids: readonly string[];
}

export interface PasskeyProfile {
  readonly id: string;
  readonly name: string;
  readonly attestation: 'disabled' | 'registrationOnly' | 'unknown';
  readonly passkeyTypes: readonly PasskeyType[];
  /** It names a kind newer than this code, or says nothing: what is not in `passkeyTypes` may be allowed all the same. */
  readonly typesUnread?: true;
  readonly keyRestrictions: KeyRestrictions;
}

export interface PasskeyTarget {
  readonly target: Target;
  readonly allowedProfiles: readonly string[];
}

/**
 * The Passkey (FIDO2) policy. Older tenants have top-level attestation and key restrictions instead of profiles;
 * the reader turns those into one profile with id `older-settings` and sets `mode` to `older` (knowledge.md C.0).
 */
export interface PasskeyPolicy {
  readonly enabled: boolean;
  readonly mode: 'profiles' | 'older';
  readonly selfServiceAllowed: boolean;
  readonly profiles: readonly PasskeyProfile[];
  readonly include: readonly PasskeyTarget[];
  readonly exclude: readonly Target[];
  /** Size of the policy as JSON; Entra saves no more than 20 KB. */
  readonly bytes?: number;
}

/** The Temporary Access Pass policy. Minutes; the tenant's own bounds. */
export interface PassPolicy {
  readonly enabled: boolean;
  readonly include: readonly Target[];
  readonly exclude: readonly Target[];
  readonly minimumLifetimeMinutes: number;
  readonly maximumLifetimeMinutes: number;
  readonly oneTimeOnly: boolean;
}

/** The Microsoft Authenticator policy; modes as Graph names them, per include target. */
export interface AuthenticatorPolicy {
  readonly enabled: boolean;
  readonly include: readonly {
    readonly target: Target;
    readonly mode: 'any' | 'push' | 'deviceBasedPush' | 'unknown';
  }[];
  readonly exclude: readonly Target[];
}

/** What the authentication methods policy says beside the methods themselves. */
export interface MethodsPolicy {
  /** The older MFA and SSPR policies count no more; `unknown` for a state newer than this code. */
  readonly migration: 'complete' | 'under-way' | 'not-begun' | 'unknown';
  /** The nudge to set up Authenticator at sign-in; `default` is Microsoft managed. */
  readonly campaign: {
    readonly state: 'enabled' | 'default' | 'off' | 'unknown';
    readonly include: readonly Target[];
    readonly exclude: readonly Target[];
  };
  readonly changedAt?: Instant;
}
