import type { Instant } from './clock';

/** Microsoft Authenticator's passkey models (knowledge.md C.0, source EAP). AAGUIDs compare without regard to case. */
export const AUTHENTICATOR_AAGUID = {
  ios: '90a3ccdf-635c-4729-a248-9b709135078f',
  android: 'de1e552d-db1d-4423-a619-566b625cdc84',
} as const;

export type PasskeyType = 'deviceBound' | 'synced';

/** An authentication method registered for a person, as `/users/{id}/authentication/methods` returns it. */
export type Method =
  | Passkey
  | AuthenticatorApp
  | WindowsHello
  | { readonly kind: 'phone'; readonly id: string; readonly phoneType: string; readonly createdAt?: Instant }
  | { readonly kind: 'password'; readonly id: string; readonly createdAt?: Instant }
  | ExistingPass
  | { readonly kind: 'other'; readonly id: string; readonly odataType: string; readonly createdAt?: Instant };

export interface Passkey {
  readonly kind: 'passkey';
  readonly id: string;
  readonly name: string;
  readonly aaguid: string;
  readonly model?: string;
  readonly passkeyType?: PasskeyType;
  readonly attested?: boolean;
  readonly createdAt?: Instant;
}

export interface AuthenticatorApp {
  readonly kind: 'authenticator';
  readonly id: string;
  readonly name: string;
  readonly deviceTag?: string;
  readonly appVersion?: string;
  readonly createdAt?: Instant;
}

export interface WindowsHello {
  readonly kind: 'windows-hello';
  readonly id: string;
  readonly name: string;
  readonly createdAt?: Instant;
}

/** A Temporary Access Pass that exists in Entra. Its code is never readable again. */
export interface ExistingPass {
  readonly kind: 'pass';
  readonly id: string;
  readonly createdAt: Instant;
  readonly startsAt: Instant;
  readonly lifetimeMinutes: number;
  readonly usableOnce: boolean;
  readonly usable: boolean;
  /** Graph's methodUsabilityReason: EnabledByPolicy, NotYetValid, Expired, OneTimeUsed, DisabledByPolicy. */
  readonly usability: string;
}

export type AuthenticatorPlatform = keyof typeof AUTHENTICATOR_AAGUID;

export function sameAaguid(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** Which phone an Authenticator passkey lives on; undefined for any other passkey. */
export function authenticatorPlatform(passkey: Passkey): AuthenticatorPlatform | undefined {
  if (sameAaguid(passkey.aaguid, AUTHENTICATOR_AAGUID.ios)) return 'ios';
  if (sameAaguid(passkey.aaguid, AUTHENTICATOR_AAGUID.android)) return 'android';
  return undefined;
}

/** Methods that satisfy multifactor authentication by themselves or with a password (what "Add a method" asks for first). */
export function canSignInStrongly(method: Method): boolean {
  return method.kind === 'passkey' || method.kind === 'authenticator' || method.kind === 'windows-hello';
}

/** What a person calls the method, for a sentence. */
export function describeMethod(method: Method): string {
  switch (method.kind) {
    case 'passkey':
      return method.name || method.model || 'Passkey';
    case 'authenticator':
      return `Microsoft Authenticator on ${method.name || 'a phone'}`;
    case 'windows-hello':
      return `Windows Hello on ${method.name || 'a PC'}`;
    case 'phone':
      return 'Phone number';
    case 'password':
      return 'Password';
    case 'pass':
      return 'Temporary Access Pass';
    case 'other':
      return method.odataType.replace('#microsoft.graph.', '').replace('AuthenticationMethod', '');
  }
}
