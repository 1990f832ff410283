import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { z } from 'zod/v4';
import type { RawExchange, Tenant } from '../src/demo/tenant';

/** Folder with graph-v1.0.yaml; undefined where the contract is not at hand. Throws when GRAPH_CONTRACT_DIR names a folder without it. */
export function contractFolder(): string | undefined {
  const named = process.env['GRAPH_CONTRACT_DIR'] ?? '';
  const folder = resolve(named === '' ? resolve(__dirname, '../../shared/graph') : named);
  if (existsSync(resolve(folder, 'graph-v1.0.yaml'))) return folder;
  if (named !== '') throw new Error(`GRAPH_CONTRACT_DIR has no graph-v1.0.yaml: ${folder}`);
  return undefined;
}

interface ContractCheck {
  /** What broke the contract so far, one sentence each, without bodies: they may hold a pass. */
  violations(): string[];
}

const contracts = new Map<string, Contract>();

/** Holds every call to a tenant against the contract, batch items one by one; finds nothing where the contract is not at hand. */
export function startContractCheck(tenant: Tenant): ContractCheck {
  const folder = contractFolder();
  if (folder === undefined) return { violations: () => [] };
  const contract = contracts.get(folder) ?? new Contract(readFileSync(resolve(folder, 'graph-v1.0.yaml'), 'utf8'));
  contracts.set(folder, contract);
  const found: string[] = [];
  tenant.onExchange((exchange) => found.push(...contract.check(exchange)));
  return { violations: () => [...found] };
}

const parameter = z.object({ name: z.string(), in: z.string(), schema: z.unknown() });
const content = z.object({ 'application/json': z.object({ schema: z.unknown() }).optional() }).optional();
const operation = z.object({
  parameters: z.array(parameter).default([]),
  requestBody: z.object({ required: z.boolean().default(false), content }).optional(),
  responses: z.record(z.string(), z.object({ $ref: z.string().optional(), content })),
});
const document = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});
const methods = ['get', 'post', 'patch', 'put', 'delete'];

interface Known {
  readonly name: string;
  readonly query: ReadonlyMap<string, ValidateFunction>;
  readonly body: { readonly required: boolean; readonly validate: ValidateFunction | undefined } | undefined;
  /** By status or class of status; undefined: no content. */
  readonly answers: ReadonlyMap<string, ValidateFunction | undefined>;
}

interface KnownPath {
  readonly pattern: RegExp;
  readonly operations: ReadonlyMap<string, Known>;
}

const schemaName = (reference: string) => reference.split('/').at(-1) ?? reference;

/** The OpenAPI file, compiled once. */
class Contract {
  private readonly ajv = new Ajv({ strict: false, allErrors: false, allowUnionTypes: true });
  private readonly paths: readonly KnownPath[];

  constructor(yaml: string) {
    addFormats(this.ajv);
    for (const whole of ['int32', 'int64', 'double']) this.ajv.addFormat(whole, true);
    const { paths: slice, components } = document.parse(parse(yaml));
    const paths = {
      ...document.parse(parse(readFileSync(resolve(__dirname, 'fixtures/graph-more.yaml'), 'utf8'))).paths,
      ...slice,
    };
    for (const [name, schema] of Object.entries(components.schemas))
      this.ajv.addSchema(asObject(toJsonSchema(schema)), name);
    this.paths = Object.entries(paths)
      .sort(([a], [b]) => Number(a.includes('{')) - Number(b.includes('{')))
      .map(([path, item]) => this.readPath(path, item));
  }

  check({ request, answer, fault }: RawExchange): string[] {
    const name = `${request.method} ${request.path}`;
    const path = this.paths.find(
      ({ pattern, operations }) => pattern.test(request.path) && operations.has(request.method),
    );
    const known = path?.operations.get(request.method);
    if (!known) return [`${name}: not in the contract`];
    const found = [...this.checkQuery(known, request.query), ...this.checkBody(known, request.body)];
    // A fault's answer is there to break things.
    if (answer && fault === undefined) found.push(...this.checkAnswer(known, answer.status, answer.body));
    return found.map((problem) => `${name}: ${problem}`);
  }

  private checkQuery(known: Known, query: URLSearchParams): string[] {
    return [...query].flatMap(([name, text]) => {
      const validate = known.query.get(name);
      if (!validate) return [`query parameter ${name} is not known`];
      const value = text === 'true' || text === 'false' ? text === 'true' : /^\d+$/.test(text) ? Number(text) : text;
      return validate(value) || validate(text) ? [] : [`query parameter ${name} ${this.reason(validate)}`];
    });
  }

  private checkBody({ body }: Known, sent: unknown): string[] {
    if (sent === undefined) return body?.required === true ? ['the request body is missing'] : [];
    if (!body) return ['a request body is not expected'];
    if (!body.validate || body.validate(sent)) return [];
    return [`request body: ${this.reason(body.validate)}`];
  }

  private checkAnswer({ answers }: Known, status: number, body: unknown): string[] {
    const key = [String(status), `${String(Math.floor(status / 100))}XX`].find((candidate) => answers.has(candidate));
    if (key === undefined) return [`status ${String(status)} is not known`];
    const validate = answers.get(key);
    if (!validate) return body === undefined ? [] : [`status ${String(status)} has no body in the contract`];
    return validate(body) ? [] : [`answer ${String(status)}: ${this.reason(validate)}`];
  }

  private reason(validate: ValidateFunction): string {
    const [first] = validate.errors ?? [];
    return `${first?.instancePath ?? ''} ${first?.message ?? 'is invalid'} ${JSON.stringify(first?.params ?? {})}`.trim();
  }

  private readPath(path: string, item: Record<string, unknown>): KnownPath {
    const operations = Object.entries(item).flatMap(([method, raw]): [string, Known][] =>
      methods.includes(method) ? [[method.toUpperCase(), this.readOperation(`${method} ${path}`, raw)]] : [],
    );
    const source = path.replace(/[.+?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/]+');
    return { pattern: new RegExp(`^${source}$`, 'i'), operations: new Map(operations) };
  }

  private readOperation(name: string, raw: unknown): Known {
    const { parameters, requestBody, responses } = operation.parse(raw);
    const ofQuery = parameters.filter((each) => each.in === 'query');
    return {
      name,
      query: new Map(ofQuery.map((each) => [each.name, this.compile(each.schema)])),
      body: requestBody && {
        required: requestBody.required,
        validate: this.compileContent(requestBody.content),
      },
      answers: new Map(
        Object.entries(responses).map(([status, response]) => [
          status,
          response.$ref === undefined ? this.compileContent(response.content) : this.compile({ $ref: errorSchema }),
        ]),
      ),
    };
  }

  private compileContent(found: z.infer<typeof content>): ValidateFunction | undefined {
    const schema = found?.['application/json']?.schema;
    if (schema === undefined) return undefined;
    const isEmpty = Object.keys(asObject(schema)).length === 0;
    return isEmpty ? undefined : this.compile(schema);
  }

  private compile(schema: unknown): ValidateFunction {
    return this.ajv.compile(asObject(toJsonSchema(schema)));
  }
}

const errorSchema = '#/components/schemas/microsoft.graph.ODataErrors.ODataError';

function asObject(schema: unknown): Record<string, unknown> {
  return z.record(z.string(), z.unknown()).parse(schema);
}

/** OpenAPI 3.0 to JSON Schema: `nullable` becomes a type, references become names, `discriminator` goes (the oneOf beside it says the same). */
function toJsonSchema(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(toJsonSchema);
  if (typeof schema !== 'object' || schema === null) return schema;
  const result = Object.fromEntries(
    Object.entries(schema)
      .filter(([name]) => !['nullable', 'discriminator', 'deprecated', 'example'].includes(name))
      .map(([name, inner]): [string, unknown] =>
        name === '$ref' ? [name, schemaName(String(inner))] : [name, toJsonSchema(inner)],
      ),
  );
  if (!('nullable' in schema) || schema.nullable !== true) return result;
  return { anyOf: [result, { type: 'null' }] };
}
