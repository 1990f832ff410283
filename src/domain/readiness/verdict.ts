import type { Instant } from '../clock';
import type { Gap } from '../fact';
import type { AuthenticatorPlatform } from '../methods';

/** The ways to sign in without a password, or with less of one, that a person can set up. */
export const METHODS = [
  'authenticator-passkey',
  'security-key',
  'synced-passkey',
  'windows-passkey',
  'windows-hello',
  'phone-sign-in',
  'authenticator-push',
] as const;
export type MethodName = (typeof METHODS)[number];

/** How a passkey can be made: inside the app, from Security info and finished in the app, by QR code and Bluetooth. */
export const REGISTRATION_FLOWS = ['in-app', 'security-info', 'cross-device'] as const;
export type RegistrationFlow = (typeof REGISTRATION_FLOWS)[number];

/** What Graph cannot tell and the person has said. Absent means: not asked. */
export interface Asked {
  readonly platform?: AuthenticatorPlatform;
  /** "17", "16.7.2"; a major version stands for all of it. */
  readonly osVersion?: string;
  /** "6.8.37", or `newest` when the person has just updated, or `older` when they cannot. */
  readonly authenticatorVersion?: string;
  readonly screenLock?: boolean;
  /** Authenticator is chosen as a provider of passkeys in the system's settings. */
  readonly passkeyProvider?: boolean;
  readonly workProfile?: boolean;
  readonly flow?: RegistrationFlow;
  /** It has failed several times on this phone. */
  readonly failedBefore?: boolean;
  readonly symptom?: Symptom;
  /** Name of the security key as its maker writes it, or its AAGUID. */
  readonly keyModel?: string;
  /** The company switches Bluetooth off. */
  readonly bluetoothBlocked?: boolean;
  /** Several people sign in on this computer. */
  readonly sharedComputer?: boolean;
  /** Windows offers to set up a PIN or a face: Intune or a group policy allows it, which Graph does not show. */
  readonly helloOffered?: boolean;
  /** Where somebody wants to use a key or Windows Hello, when it is not a browser or the sign-in screen. */
  readonly scenario?: (typeof SCENARIOS)[number];
  /** The user name was changed after the passkey was made. */
  readonly renamed?: boolean;
}

export const SCENARIOS = ['remote-desktop', 'run-as', 'server', 's-mime', 'on-premises-only'] as const;

/** What somebody sees and Entra does not show. */
export const SYMPTOMS = [
  'passkey-exists',
  'no-matching-passkey',
  'sign-in-again',
  'name-first-fails-on-apple',
  'qr-code-hangs',
  'already-registered',
  'key-not-offered',
  'key-not-usable-yet',
  'only-password-offered',
  'password-asked-first',
  'no-hello-prompt',
  'pass-not-asked-for',
  'pass-window-over',
] as const;
type Symptom = (typeof SYMPTOMS)[number];

/** Something that has to be asked before the answer can be "ready". */
export type Question =
  'platform' | 'osVersion' | 'screenLock' | 'authenticatorVersion' | 'keyModel' | 'passkeyApp' | 'helloOffered';

/** `blocker`: it cannot work. `warning`: it works, and something will bite. `info`: worth knowing. */
export type Severity = 'blocker' | 'warning' | 'info';

/** What one rule has to say: the matter, the reason, the exact remedy and who has the power to apply it. */
export interface Problem {
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  readonly who: string;
  /** Where one case of a rule weighs less than the rule does. */
  readonly severity?: Severity;
}

export interface Finding extends Required<Problem> {
  /** knowledge.md section C. */
  readonly rule: string;
  readonly source: string;
  /** Items of the five guides (knowledge.md section A) that this answers. */
  readonly inventory: readonly string[];
}

export interface VerdictGap extends Gap {
  /** Without it nobody can say "ready". */
  readonly decides: boolean;
}

export interface Verdict {
  readonly method: MethodName;
  /** True only when no blocker was found, nothing that decides is unread and nothing is left to ask. */
  readonly ready: boolean;
  /** Blockers first, in the order of the rules. */
  readonly findings: readonly Finding[];
  readonly gaps: readonly VerdictGap[];
  readonly questions: readonly Question[];
  /** What the policy lets this person use; empty when it lets them register nothing. */
  readonly allowedFlows: readonly RegistrationFlow[];
  /** When the oldest fact about the person, and the policy, were read. */
  readonly readAt?: Instant;
  readonly policyReadAt?: Instant;
}

/** What kind of thing has this AAGUID. */
export type ModelKind = 'authenticator' | 'windows-hello' | 'security-key';

/** Numbers, names and places the rules need; knowledge/requirements.ts has them. */
export interface Requirements {
  readonly minimumSystem: Readonly<Record<AuthenticatorPlatform, string>>;
  readonly minimumAppForBothTypes: Readonly<Record<AuthenticatorPlatform, string>>;
  readonly maximumPasskeys: number;
  readonly passMinutes: { readonly minimum: number; readonly maximum: number };
  /** The most Microsoft Authenticator apps an account can hold. */
  readonly maximumAuthenticators: number;
  readonly passkeyPolicyBytes: number;
  /** FIDO Metadata Service version of the list of keys. */
  readonly metadataVersion: number;
  readonly modelName: (aaguid: string) => string | undefined;
  readonly modelKind: (aaguid: string) => ModelKind | undefined;
  /** AAGUIDs of the security keys that go by this name or AAGUID; empty for a name that is not in the list. */
  readonly keyModels: (words: string) => readonly string[];
  /** Whether a security key of this AAGUID can prove its model to Entra. */
  readonly isAttestableKey: (aaguid: string) => boolean;
  readonly places: {
    readonly passkeyPolicy: string;
    readonly passPolicy: string;
    readonly authenticatorPolicy: string;
    readonly methodsPolicy: string;
    readonly access: string;
    readonly user: string;
    readonly devices: string;
    readonly strengths: string;
    readonly riskyUsers: string;
    readonly selfService: string;
    readonly iosAutofill: { readonly '18': string; readonly '17': string };
    readonly androidAutofill: string;
  };
}
