import { createHash, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

export type Provider = 'entra' | 'slack';

/** The secrets of one sign-in. */
export interface SignInKeys {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/**
 * The key of one browser for one ticket. It lives in the browser's cookie only; everything secret of a sign-in is
 * derived from it, so the store holds no more than its hash and any replica can go on.
 */
export class BrowserKey {
  private constructor(
    private readonly key: string,
    /** Which cookie it is in: the start of the ticket's hash, so that two tickets can be open in two tabs. */
    readonly tag: string,
  ) {}

  static make(ticketHash: string): BrowserKey {
    return new BrowserKey(randomBytes(32).toString('base64url'), tagOf(ticketHash));
  }

  static from(key: string, ticketHash: string): BrowserKey {
    return new BrowserKey(key, tagOf(ticketHash));
  }

  get value(): string {
    return this.key;
  }

  /** Under which the store knows this browser. */
  get hash(): string {
    return createHash('sha256').update(this.key).digest('base64url');
  }

  signIn(provider: Provider): SignInKeys {
    return {
      state: `${this.tag}.${this.derive(`${provider} state`)}`,
      nonce: this.derive(`${provider} nonce`),
      verifier: this.derive(`${provider} verifier`),
    };
  }

  /** Proves that a form was shown to this browser. */
  get formToken(): string {
    return this.derive('form');
  }

  private derive(purpose: string): string {
    const bytes = hkdfSync('sha256', this.key, 'keysmith browser', purpose, 32);
    return Buffer.from(bytes).toString('base64url');
  }
}

export function tagOf(ticketHash: string): string {
  return ticketHash.slice(0, 16);
}

export function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
