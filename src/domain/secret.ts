import { inspect } from 'node:util';

const MASK = '[pass code]';

/**
 * A Temporary Access Pass code on its way from Graph's answer to the Teams dialog (absolute rule 1).
 * Every usual way of writing a value down (JSON, string, template, inspect, log) yields a mask;
 * only `reveal()` yields the code, and the architecture test names the one place that calls it.
 */
export class PassCode {
  readonly #code: string;

  constructor(code: string) {
    this.#code = code;
  }

  reveal(): string {
    return this.#code;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [Symbol.toPrimitive](): string {
    return MASK;
  }

  [inspect.custom](): string {
    return MASK;
  }
}
