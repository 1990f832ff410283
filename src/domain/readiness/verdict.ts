import type { Instant } from '../clock';
import type { Gap } from '../fact';
import type { AuthenticatorPlatform } from '../methods';

/** How a passkey can be made: inside the app, from Security info and finished in the app, by QR code and Bluetooth. */
export type RegistrationFlow = 'in-app' | 'security-info' | 'cross-device';

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
  readonly symptom?: 'passkey-exists' | 'no-matching-passkey' | 'sign-in-again';
}

/** Something that has to be asked before the answer can be "ready". */
export type Question = 'platform' | 'osVersion' | 'screenLock' | 'authenticatorVersion';

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
  readonly method: 'authenticator-passkey';
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

/** Numbers, names and places the rules need; knowledge/requirements.ts has them. */
export interface Requirements {
  readonly minimumSystem: Readonly<Record<AuthenticatorPlatform, string>>;
  readonly minimumAppForBothTypes: Readonly<Record<AuthenticatorPlatform, string>>;
  readonly maximumPasskeys: number;
  readonly passMinutes: { readonly minimum: number; readonly maximum: number };
  readonly modelName: (aaguid: string) => string | undefined;
  readonly places: {
    readonly passkeyPolicy: string;
    readonly passPolicy: string;
    readonly selfService: string;
    readonly iosAutofill: { readonly '18': string; readonly '17': string };
    readonly androidAutofill: string;
  };
}
