import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { PairingNumber } from '../../domain/secret';
import { pairedProofs } from '../../domain/proofs';
import type { Proof, TapRequest } from '../../domain/tap-request';

const DIGITS = 6;

/**
 * The pairing numbers (design.md section 4, "Proof"): whoever checked who is asking reads theirs out in that
 * conversation, and the recipient types it before the pass is made. So a stolen Teams session alone opens nothing. A
 * number is computed when it is needed and stored nowhere: every replica with the same secret computes the same one,
 * a new proof has a new one, and whoever reads the database has none.
 */
export class Pairing {
  readonly #newest: Uint8Array;
  readonly #keys: readonly Uint8Array[];

  /**
   * Secrets that all replicas share, the one in use first; numbers of the others still fit, while they are exchanged.
   * Another use of them learns nothing of these numbers, nor they of it.
   */
  constructor(...[first, ...others]: readonly [string, ...string[]]) {
    this.#newest = keyFrom(first);
    this.#keys = [this.#newest, ...others.map(keyFrom)];
  }

  of(request: Pick<TapRequest, 'id'>, proof: Proof): PairingNumber {
    return new PairingNumber(digits(this.#newest, request, proof));
  }

  /** Any verifier's number of this request fits, but never the recipient's own. Takes as long for every answer. */
  fits(request: Pick<TapRequest, 'id' | 'proofs' | 'recipient'>, typed: string): boolean {
    const given = Buffer.from(typed);
    const matches = pairedProofs(request).flatMap((proof) =>
      this.#keys.map((key) => timingSafeEqual(given, Buffer.from(digits(key, request, proof)))),
    );
    return matches.filter(Boolean).length > 0;
  }
}

function keyFrom(secret: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', 'keysmith pairing number 1', 32));
}

/** 48 bits leave no digit likelier than another by more than one in a hundred million. */
function digits(key: Uint8Array, { id }: Pick<TapRequest, 'id'>, { by, at }: Proof): string {
  const mac = createHmac('sha256', key)
    .update(JSON.stringify([id, by, at]))
    .digest();
  return String(mac.readUIntBE(0, DIGITS) % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** What people type: with spaces, a dash, or the digits alone. Undefined where it cannot be a number of ours. */
export function pairingTyped(text: string): string | undefined {
  const digits = text.replace(/[\s\u002d\u2010-\u2015.]/g, '');
  return /^\d{6}$/.test(digits) ? digits : undefined;
}
