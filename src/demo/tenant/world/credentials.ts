import { randomInt } from 'node:crypto';
import { DAY, MINUTE } from '../../../domain/clock';
import { later } from '../time';
import { Directory } from './directory';
import { endOf, hashOf, usabilityOf, type PassUsability } from './passes';
import { policiesOf, type Policies, type PolicyGroups, type PolicyVariant } from './policies';
import type { AuditEntry, Method, PassMethod } from './state';
import type { Clock } from '../../../domain/clock';

type PassSignIn =
  | { readonly signedIn: true; readonly until: Date }
  /** `error` is the AADSTS number (knowledge.md D.1). */
  | { readonly signedIn: false; readonly error: 130502 | 130503 | 130504 | 130505 | 130507 | 50057 };

interface LivePass {
  readonly personId: string;
  readonly id: string;
  readonly endsAt: Date;
  readonly usability: PassUsability;
}

export interface CredentialOptions {
  readonly clock: Clock;
  readonly newId: () => string;
  readonly policyGroups: PolicyGroups;
  /** Makes the code of a pass; tests mark theirs. */
  readonly passCode?: (length: number) => string;
}

/** How long a one-time pass's sign-in may still register a method (knowledge.md R-67). */
const registrationWindow = 10 * MINUTE;

/** Methods, passes and the policies about them. */
export class Credentials extends Directory {
  policies: Policies;
  /** When somebody last changed them. */
  policiesChangedAt: Date;
  migration: 'preMigration' | 'migrationInProgress' | 'migrationComplete' = 'migrationComplete';
  /** The registration campaign, which asks everybody for Microsoft Authenticator. */
  campaign: 'default' | 'enabled' | 'disabled' = 'default';

  constructor(private readonly options: CredentialOptions) {
    super(options.clock, options.newId);
    this.policies = policiesOf('profiles', options.policyGroups);
    this.policiesChangedAt = later(options.clock.now(), -100 * DAY);
  }

  usePolicy(variant: PolicyVariant): void {
    this.policiesChangedAt = this.clock.now();
    this.policies = policiesOf(variant, this.options.policyGroups);
  }

  methodsOf(personId: string): readonly Method[] {
    return this.methods.get(personId) ?? [];
  }

  passOf(personId: string): PassMethod | undefined {
    return this.methodsOf(personId).find((method) => method.kind === 'pass');
  }

  addMethod(personId: string, method: Method): void {
    this.methods.set(personId, [...this.methodsOf(personId), method]);
  }

  /** @returns whether there was such a method */
  deleteMethod(personId: string, methodId: string, by: AuditEntry['by'] = 'app'): boolean {
    const before = this.methodsOf(personId);
    const gone = before.find((method) => method.id === methodId);
    if (!gone) return false;
    this.methods.set(
      personId,
      before.filter((method) => method !== gone),
    );
    if (gone.kind === 'pass' && this.passSessions.get(personId)?.passId === gone.id) this.passSessions.delete(personId);
    const why = gone.kind === 'pass' ? 'Admin deleted temporary access pass method for user' : undefined;
    this.audit('Admin deleted security info', personId, by, why);
    return true;
  }

  /** Creates a pass as Graph does after its checks: whatever pass the person had is gone. The code is returned here and nowhere else. */
  createPass(
    personId: string,
    lifetimeInMinutes: number,
    isUsableOnce: boolean,
    startsAt?: Date,
  ): { pass: PassMethod; code: string } {
    const before = this.passOf(personId);
    if (before) this.deleteMethod(personId, before.id);
    const code = (this.options.passCode ?? randomCode)(this.policies.passes.defaultLength);
    const now = this.clock.now();
    const pass: PassMethod = {
      kind: 'pass',
      id: this.newId(),
      createdAt: now,
      startsAt: startsAt ?? now,
      lifetimeInMinutes,
      isUsableOnce,
      usedAt: null,
      codeHash: hashOf(code),
    };
    this.addMethod(personId, pass);
    this.audit('Admin registered security info', personId, 'app');
    return { pass, code };
  }

  usability(personId: string, pass: PassMethod): PassUsability {
    return usabilityOf(pass, this.policies.passes, personId, this.groupIdsOf(personId), this.clock.now());
  }

  /** Every pass that could open an account now or later. */
  livePasses(): LivePass[] {
    return [...this.people.keys()].flatMap((personId) => {
      const pass = this.passOf(personId);
      if (!pass) return [];
      const usability = this.usability(personId, pass);
      if (usability === 'Expired' || usability === 'OneTimeUsed') return [];
      return [{ personId, id: pass.id, endsAt: endOf(pass), usability }];
    });
  }

  /** Types a pass into the sign-in page; without `code` it is taken as typed correctly. Uses up a one-time pass. */
  signInWithPass(personId: string, code?: string): PassSignIn {
    const result = this.tryPass(personId, code);
    const error = result.signedIn ? 0 : result.error;
    this.recordSignIn(personId, 'My Signins', error, error === 0 ? null : `AADSTS${String(error)}`);
    return result;
  }

  private tryPass(personId: string, code: string | undefined): PassSignIn {
    const person = this.person(personId);
    const pass = this.passOf(personId);
    if (!person.accountEnabled) return { signedIn: false, error: 50057 };
    if (!pass) return { signedIn: false, error: 130507 };
    if (code !== undefined && hashOf(code) !== pass.codeHash) return { signedIn: false, error: 130503 };
    const usability = this.usability(personId, pass);
    if (usability === 'OneTimeUsed') return { signedIn: false, error: 130505 };
    if (usability === 'Expired') return { signedIn: false, error: 130504 };
    if (usability !== 'EnabledByPolicy') return { signedIn: false, error: 130502 };
    const now = this.clock.now();
    const until = pass.isUsableOnce ? earlier(later(now, registrationWindow), endOf(pass)) : endOf(pass);
    this.replaceMethod(personId, { ...pass, usedAt: now });
    this.passSessions.set(personId, { passId: pass.id, until });
    return { signedIn: true, until };
  }

  protected replaceMethod(personId: string, method: Method): void {
    this.methods.set(
      personId,
      this.methodsOf(personId).map((other) => (other.id === method.id ? method : other)),
    );
  }
}

const earlier = (a: Date, b: Date): Date => (a < b ? a : b);

const codeLetters = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789!@$%*+-=';

function randomCode(length: number): string {
  return Array.from({ length }, () => codeLetters.charAt(randomInt(codeLetters.length))).join('');
}
