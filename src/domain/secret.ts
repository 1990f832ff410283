import { inspect } from 'node:util';

/**
 * A value that opens something. Every usual way of writing it down (JSON, string, template, inspect, log) yields a
 * mask; only `reveal()` yields the value, and the architecture test names the one place that calls it.
 */
class Masked {
  readonly #value: string;
  readonly #mask: string;

  constructor(value: string, mask: string) {
    this.#value = value;
    this.#mask = mask;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return this.#mask;
  }

  toJSON(): string {
    return this.#mask;
  }

  [Symbol.toPrimitive](): string {
    return this.#mask;
  }

  [inspect.custom](): string {
    return this.#mask;
  }
}

/** A Temporary Access Pass code on its way from Graph's answer to the Teams dialog (absolute rule 1). */
export class PassCode extends Masked {
  constructor(code: string) {
    super(code, '[pass code]');
  }
}

/** Six digits on their way to whoever checked who is asking, who reads them out to the recipient. */
export class PairingNumber extends Masked {
  constructor(digits: string) {
    super(digits, '[pairing number]');
  }
}
