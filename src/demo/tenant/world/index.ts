import { HOUR } from '../../../domain/clock';
import type { Json } from '../answers';
import { Credentials, type CredentialOptions } from './credentials';
import { conditionalAccessOf, withExempt, type ConditionalAccess, type StepUpProtection } from './conditional-access';
import { granted } from './permissions';
import { aaGuids } from './policies';
import {
  accountObstacle,
  appObstacle,
  authenticatorModel,
  hasStrongSession,
  otherPasskeys,
  personObstacle,
  policyObstacle,
  securityKeys,
  type Candidate,
  type Obstacle,
} from './registration';
import { registrationRow } from './report';
import type { AuthenticatorMethod, Device, Method, PasskeyMethod, Platform, WindowsHelloMethod } from './state';

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
  /** federatedIdpMfaBehavior of the domains that another service signs in, by domain. */
  readonly federated = new Map<string, string>();
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

  /** Somebody is taken out of the policy that guards the step-up context, as break-glass accounts are. */
  exemptFromStepUp(personId: string): void {
    this.conditionalAccess = withExempt(this.conditionalAccess, personId);
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

  /** In a password manager, or in the Windows Hello of a PC (knowledge.md E5b, E5c). */
  registerOtherPasskey(personId: string, where: keyof typeof otherPasskeys): Registration {
    const { aaGuid, passkeyType, name, model } = otherPasskeys[where];
    return this.register(personId, { aaGuid, passkeyType, attestable: false }, name, model);
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
    return this.addApp(personId, platform, 'push', null);
  }

  /**
   * Phone sign-in (knowledge.md E7): `app` in the app that confirms sign-ins already, `pass` by adding the account in
   * the app with the pass of `signInWithPass`. The phone is registered with the organisation in both.
   */
  enablePhoneSignIn(
    personId: string,
    platform: Platform,
    via: 'app' | 'pass' = 'app',
  ): Registration<AuthenticatorMethod> {
    const app = this.methodsOf(personId).find((method) => method.kind === 'authenticator' && method.lost !== true);
    if (via === 'app' && app?.kind !== 'authenticator') return { registered: false, why: 'no-app' };
    const allowed = this.appAllowed(personId, 'deviceBasedPush');
    if (allowed !== undefined) return { registered: false, why: allowed };
    const system = platform === 'ios' ? 'IPhone' : 'Android';
    const device = this.addDevice(personId, { trustType: 'Workplace', operatingSystem: system, version: '18' });
    if (via === 'pass' || app?.kind !== 'authenticator')
      return this.addApp(personId, platform, 'deviceBasedPush', device.id);
    const method: AuthenticatorMethod = { ...app, deviceId: device.id };
    this.replaceMethod(personId, method);
    this.audit('User registered security info', personId, 'user');
    return { registered: true, method };
  }

  private addApp(
    personId: string,
    platform: Platform,
    use: 'push' | 'deviceBasedPush',
    deviceId: string | null,
  ): Registration<AuthenticatorMethod> {
    const why = this.appAllowed(personId, use);
    if (why !== undefined) return { registered: false, why };
    const method: AuthenticatorMethod = {
      kind: 'authenticator',
      id: this.newId(),
      createdAt: this.clock.now(),
      displayName: platform === 'ios' ? 'iPhone' : 'Android phone',
      deviceTag: 'SoftwareTokenActivated',
      phoneAppVersion: platform === 'ios' ? '6.8.40' : '6.2509.6001',
      deviceId,
    };
    this.addMethod(personId, method);
    this.audit('User registered security info', personId, 'user');
    return { registered: true, method };
  }

  private appAllowed(personId: string, use: 'push' | 'deviceBasedPush'): Obstacle | undefined {
    return (
      accountObstacle(this.find(personId)) ??
      appObstacle(this.policies.authenticator, personId, this.groupIdsOf(personId), use) ??
      this.sessionObstacle(personId, this.methodsOf(personId))
    );
  }

  /** Joins a Windows PC to Entra, or to a domain too (knowledge.md E8b). */
  joinComputer(personId: string, trustType: 'AzureAd' | 'ServerAd' = 'AzureAd'): Device {
    return this.addDevice(personId, { trustType, operatingSystem: 'Windows', version: '10.0.26100.1742' });
  }

  /** Sets up Windows Hello on the newest PC of the person. */
  registerWindowsHello(personId: string): Registration<WindowsHelloMethod> {
    const computer = [...this.devices.values()].findLast(
      ({ ownerId, operatingSystem, trustType }) =>
        ownerId === personId && operatingSystem === 'Windows' && trustType !== 'Workplace',
    );
    if (computer === undefined) return { registered: false, why: 'no-computer' };
    const why = accountObstacle(this.find(personId)) ?? this.sessionObstacle(personId, this.methodsOf(personId));
    if (why !== undefined) return { registered: false, why };
    const { id: deviceId, displayName } = computer;
    const createdAt = this.clock.now();
    const method: WindowsHelloMethod = { kind: 'windowsHello', id: this.newId(), createdAt, displayName, deviceId };
    this.addMethod(personId, method);
    this.audit('User registered security info', personId, 'user');
    return { registered: true, method };
  }

  private addDevice(
    personId: string,
    {
      trustType,
      operatingSystem,
      version,
    }: Pick<Device, 'trustType' | 'operatingSystem'> & { readonly version: string },
  ): Device {
    const { givenName } = this.person(personId);
    const device: Device = {
      id: this.newId(),
      deviceId: this.newId(),
      ownerId: personId,
      displayName: operatingSystem === 'Windows' ? `PC of ${givenName}` : `${givenName}'s phone`,
      operatingSystem,
      operatingSystemVersion: version,
      manufacturer: 'Contoso',
      model: 'Standard',
      trustType,
      accountEnabled: true,
      isCompliant: trustType !== 'Workplace',
      registeredAt: this.clock.now(),
    };
    this.devices.set(device.id, device);
    return device;
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
