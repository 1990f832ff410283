import { badRequest, unsupported, type Json } from './answers';
import { expandableOf, isDirectoryType, propertiesOf, type GraphType } from './shapes';

/** The part of OData's $filter that Graph's directory understands: eq ne in ge gt le lt, startswith, endswith, any, and or not. */
export type Predicate = (item: unknown) => boolean;

interface Token {
  readonly kind: 'text' | 'word' | 'mark';
  readonly value: string;
}

type Literal = string | number | boolean | null;

const tokenPattern = /\s*(?:'((?:[^']|'')*)'|([(),:])|([^\s(),:']+(?::\d\d[^\s(),']*)?))/y;

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < text.trimEnd().length) {
    const found = tokenPattern.exec(text);
    if (!found) throw badRequest(`Invalid filter clause: syntax error in '${text}'.`);
    const [, quoted, mark, word] = found;
    if (quoted !== undefined) tokens.push({ kind: 'text', value: quoted.replaceAll("''", "'") });
    else if (mark !== undefined) tokens.push({ kind: 'mark', value: mark });
    else tokens.push({ kind: 'word', value: word ?? '' });
  }
  return tokens;
}

class FilterReader {
  private at = 0;
  private readonly variables: string[] = [];

  constructor(
    private readonly tokens: readonly Token[],
    private readonly type: GraphType,
    private readonly advanced: boolean,
  ) {}

  whole(): Predicate {
    const predicate = this.either();
    if (this.at < this.tokens.length) throw badRequest(`Invalid filter clause: unexpected '${this.peek()}'.`);
    return predicate;
  }

  private either(): Predicate {
    const options = [this.both()];
    while (this.takeWord('or')) options.push(this.both());
    return (item) => options.some((option) => option(item));
  }

  private both(): Predicate {
    const parts = [this.one()];
    while (this.takeWord('and')) parts.push(this.one());
    return (item) => parts.every((part) => part(item));
  }

  private one(): Predicate {
    if (this.takeWord('not')) {
      this.needsAdvanced('Not');
      const inner = this.one();
      return (item) => !inner(item);
    }
    if (this.takeMark('(')) {
      const inner = this.either();
      this.expectMark(')');
      return inner;
    }
    const word = this.nextWord();
    if (/^(startswith|endswith|contains)$/i.test(word)) return this.textTest(word.toLowerCase());
    if (word.endsWith('/any')) return this.any(word.slice(0, -4));
    return this.comparison(word);
  }

  private textTest(name: string): Predicate {
    if (name === 'contains' && isDirectoryType(this.type)) throw unsupported('Unsupported Query.');
    if (name === 'endswith') this.needsAdvanced('EndsWith');
    this.expectMark('(');
    const read = this.property(this.nextWord());
    this.expectMark(',');
    const wanted = String(this.literal()).toLowerCase();
    this.expectMark(')');
    return (item) => {
      const value = read(item);
      if (typeof value !== 'string') return false;
      const text = value.toLowerCase();
      if (name === 'startswith') return text.startsWith(wanted);
      return name === 'endswith' ? text.endsWith(wanted) : text.includes(wanted);
    };
  }

  private any(path: string): Predicate {
    const read = this.property(path);
    this.expectMark('(');
    const variable = this.nextWord();
    this.expectMark(':');
    this.variables.push(variable);
    const inner = this.either();
    this.variables.pop();
    this.expectMark(')');
    return (item) => {
      const list = read(item);
      return Array.isArray(list) && list.some((element: unknown) => inner({ [variable]: element }));
    };
  }

  private comparison(path: string): Predicate {
    const read = this.property(path);
    const operator = this.nextWord().toLowerCase();
    if (operator === 'in') {
      this.expectMark('(');
      const wanted = [this.literal()];
      while (this.takeMark(',')) wanted.push(this.literal());
      this.expectMark(')');
      if (wanted.length > 15) throw badRequest('Too many child clauses specified in search filter expression.');
      return (item) => wanted.some((value) => same(read(item), value));
    }
    const wanted = this.literal();
    if (operator === 'eq') return (item) => same(read(item), wanted);
    if (operator === 'ne') {
      this.needsAdvanced('NotEqual');
      return (item) => !same(read(item), wanted);
    }
    const passes = {
      gt: (n: number) => n > 0,
      ge: (n: number) => n >= 0,
      lt: (n: number) => n < 0,
      le: (n: number) => n <= 0,
    };
    if (operator === 'gt' || operator === 'ge' || operator === 'lt' || operator === 'le') {
      return (item) => {
        const order = compare(read(item), wanted);
        return order !== undefined && passes[operator](order);
      };
    }
    throw badRequest(`Invalid filter clause: unknown operator '${operator}'.`);
  }

  private property(path: string): (item: unknown) => unknown {
    const steps = path.split('/');
    const first = steps[0] ?? '';
    const known = propertiesOf(this.type).includes(first) || expandableOf(this.type).includes(first);
    if (!known && !this.variables.includes(first)) {
      throw badRequest(
        `Invalid filter clause: Could not find a property named '${first}' on type 'microsoft.graph.${this.type}'.`,
      );
    }
    return (item) => steps.reduce<unknown>((value, step) => (isRecord(value) ? value[step] : undefined), item);
  }

  private needsAdvanced(operator: string): void {
    if (this.advanced || !isDirectoryType(this.type)) return;
    throw unsupported(
      `Operator '${operator}' is not supported because the 'ConsistencyLevel:eventual' header is missing. Refer to https://aka.ms/graph-docs/advanced-queries for more information`,
    );
  }

  private literal(): Literal {
    const token = this.tokens[this.at];
    this.at += 1;
    if (token === undefined || token.kind === 'mark') throw badRequest('Invalid filter clause: a value is missing.');
    if (token.kind === 'text') return token.value;
    if (token.value === 'null') return null;
    if (token.value === 'true' || token.value === 'false') return token.value === 'true';
    return /^-?\d+(\.\d+)?$/.test(token.value) ? Number(token.value) : token.value;
  }

  private nextWord(): string {
    const token = this.tokens[this.at];
    if (token?.kind !== 'word') throw badRequest(`Invalid filter clause: syntax error near '${this.peek()}'.`);
    this.at += 1;
    return token.value;
  }

  private takeWord(word: string): boolean {
    const token = this.tokens[this.at];
    if (token?.kind !== 'word' || token.value.toLowerCase() !== word) return false;
    this.at += 1;
    return true;
  }

  private takeMark(mark: string): boolean {
    const token = this.tokens[this.at];
    if (token?.kind !== 'mark' || token.value !== mark) return false;
    this.at += 1;
    return true;
  }

  private expectMark(mark: string): void {
    if (!this.takeMark(mark)) throw badRequest(`Invalid filter clause: '${mark}' expected near '${this.peek()}'.`);
  }

  private peek(): string {
    return this.tokens[this.at]?.value ?? 'the end';
  }
}

/** @param advanced the request carries ConsistencyLevel: eventual and $count=true */
export function parseFilter(text: string, type: GraphType, advanced: boolean): Predicate {
  return new FilterReader(tokenize(text), type, advanced).whole();
}

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function same(value: unknown, wanted: Literal): boolean {
  if (wanted === null) return value === null || value === undefined;
  if (typeof value === 'string' && typeof wanted === 'string') return value.toLowerCase() === wanted.toLowerCase();
  return value === wanted;
}

function compare(value: unknown, wanted: Literal): number | undefined {
  if (typeof value === 'number' && typeof wanted === 'number') return value - wanted;
  if (typeof value !== 'string' || typeof wanted !== 'string') return undefined;
  const [left, right] = [Date.parse(value), Date.parse(wanted)];
  if (!Number.isNaN(left) && !Number.isNaN(right)) return left - right;
  return value.localeCompare(wanted);
}
