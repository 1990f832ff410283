import { HOUR } from '../../../domain/clock';
import type { Json } from '../answers';
import { Credentials, type CredentialOptions } from './credentials';
import { conditionalAccessOf, type ConditionalAccess, type StepUpProtection } from './conditional-access';
import { granted } from './permissions';
import { aaGuids } from './policies';
import {
  accountObstacle,
  authenticatorModel,
  hasStrongSession,
  personObstacle,
  policyObstacle,
  securityKeys,
  type Candidate,
  type Obstacle,
} from './registration';
import { registrationRow } from './report';
import type { AuthenticatorMethod, Method, PasskeyMethod, Platform } from './state';

type Registration<T extends Method = PasskeyMethod> =
  { readonly registered: true; readonly method: T } | { readonly registered: false; readonly why: Obstacle };

/** How old userRegistrationDetails may be ("latency of up to a few hours", knowledge.md E). */
const reportAge = 6 * HOUR;

export interface WorldOptions extends CredentialOptions {
  readonly emergencyAccessIds: readonly string[];
  /** Authentication context that confirms decisions, e.g. c1. */
  readonly stepUp: string;
}

/** The mutable state of the simulated tenant. */
export class World extends Credentials {
  /** Application permissions of the bot; take some out to see what it says then. */
  readonly permissions = new Set<string>(granted);
  conditionalAccess: ConditionalAccess;
  /** Throttles reports, Conditional Access and Identity Protection as tightly as Graph does (platform-facts.md). */
  throttlesAsGraph = false;
  private report: { readonly at: Date; readonly rows: readonly Json[] } | undefined;

  constructor(private readonly setting: WorldOptions) {
    super(setting);
    this.conditionalAccess = conditionalAccessOf('enabled', setting);
  }

  /** What the doctor looks for: does a policy really guard the step-up context? */
  setStepUpProtection(protection: StepUpProtection): void {
    this.conditionalAccess = conditionalAccessOf(protection, this.setting);
  }

  /**
   * Adds a passkey as Microsoft Authenticator on a phone would. Signed in with multifactor authentication where the
   * person has a method that still works, otherwise through `signInWithPass` before.
   * `browser` is the QR code way, which cannot prove the app (knowledge.md E3).
   */
  registerPasskey(
    personId: string,
    { platform, via = 'app' }: { platform: Platform; via?: 'app' | 'browser' },
  ): Registration {
    return this.register(
      personId,
      { aaGuid: aaGuids[platform], passkeyType: 'deviceBound', attestable: via === 'app' },
      `Authenticator Passkey - ${platform === 'ios' ? 'iPhone' : 'Android'}`,
      authenticatorModel[platform],
    );
  }

  registerSecurityKey(personId: string, key: keyof typeof securityKeys = 'yubikey'): Registration {
    const { aaGuid, model, attestable } = securityKeys[key];
    return this.register(personId, { aaGuid, passkeyType: 'deviceBound', attestable }, 'Security key', model);
  }

  private register(personId: string, candidate: Candidate, displayName: string, model: string): Registration {
    const person = this.find(personId);
    const methods = this.methodsOf(personId);
    const why =
      personObstacle(person, methods) ??
      policyObstacle(this.policies.passkeys, personId, this.groupIdsOf(personId), candidate) ??
      this.sessionObstacle(personId, methods);
    if (why !== undefined) return { registered: false, why };
    const { aaGuid, passkeyType } = candidate;
    const id = Buffer.from(`${this.newId()}${aaGuid}`.replaceAll('-', ''), 'hex').toString('base64url');
    const createdAt = this.clock.now();
    const method: PasskeyMethod = {
      kind: 'passkey',
      id,
      createdAt,
      displayName,
      aaGuid,
      model,
      passkeyType,
      attested: this.isAttested(personId, candidate),
    };
    this.addMethod(personId, method);
    this.audit('User registered security info', personId, 'user');
    return { registered: true, method };
  }

  /** Entra asks for attestation only where a profile enforces it (knowledge.md R-18). */
  private isAttested(personId: string, candidate: Candidate): boolean {
    const unproven = { ...candidate, attestable: false };
    return policyObstacle(this.policies.passkeys, personId, this.groupIdsOf(personId), unproven) !== undefined;
  }

  /** Adds Microsoft Authenticator for notifications (knowledge.md E6). */
  registerAuthenticator(personId: string, platform: Platform): Registration<AuthenticatorMethod> {
    const methods = this.methodsOf(personId);
    const why = accountObstacle(this.find(personId)) ?? this.sessionObstacle(personId, methods);
    if (why !== undefined) return { registered: false, why };
    const method: AuthenticatorMethod = {
      kind: 'authenticator',
      id: this.newId(),
      createdAt: this.clock.now(),
      displayName: platform === 'ios' ? 'iPhone' : 'Android phone',
      deviceTag: 'SoftwareTokenActivated',
      phoneAppVersion: platform === 'ios' ? '6.8.40' : '6.2509.6001',
      deviceId: null,
    };
    this.addMethod(personId, method);
    this.audit('User registered security info', personId, 'user');
    return { registered: true, method };
  }

  private sessionObstacle(personId: string, methods: readonly Method[]): Obstacle | undefined {
    const strong = hasStrongSession(methods, this.passSessions.get(personId), this.clock.now());
    return strong ? undefined : 'no-strong-sign-in';
  }

  /** The phone is erased or lost: Entra still lists what was on it, nobody can sign in with it any more. */
  wipePhone(personId: string): void {
    const onPhone = (method: Method) =>
      method.kind === 'authenticator' ||
      method.kind === 'phone' ||
      method.kind === 'softwareOath' ||
      (method.kind === 'passkey' && (method.aaGuid === aaGuids.ios || method.aaGuid === aaGuids.android));
    for (const method of this.methodsOf(personId))
      if (onPhone(method)) this.replaceMethod(personId, { ...method, lost: true });
  }

  /** The registration report as it was up to six hours ago. */
  registrationReport(): readonly Json[] {
    const now = this.clock.now();
    if (!this.report || now.getTime() - this.report.at.getTime() >= reportAge) {
      this.report = { at: now, rows: [...this.people.values()].map((person) => registrationRow(this, person, now)) };
    }
    return this.report.rows;
  }
}
