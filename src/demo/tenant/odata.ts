import { badRequest, unsupported, type GraphRequest, type Json } from './answers';
import { isRecord, parseFilter } from './odata-filter';
import { defaultOf, expandableOf, isDirectoryType, propertiesOf, type GraphType } from './shapes';

export const SINGLE = ['$select', '$expand'] as const;
export const LIST = ['$select', '$filter', '$top', '$count', '$orderby', '$expand', '$skiptoken', '$search'] as const;
export const SHORT_LIST = ['$select', '$filter', '$expand', '$top'] as const;
export const NO_QUERY: readonly string[] = [];

interface View {
  readonly request: GraphRequest;
  readonly type: GraphType;
  /** http://host:port/v1.0 */
  readonly graphUrl: string;
}

/** One object as the request wants to see it. */
export function shapeOne(view: View, item: Json): Json {
  return { '@odata.context': context(view), ...project(item, view) };
}

/** A page of a collection: filtered, searched, sorted, cut and projected. */
export function shapeList(view: View, items: readonly Json[], pageSize: number): Json {
  const { request } = view;
  const kept = sort(view, search(view, filter(view, items)));
  const from = startOf(request.query.get('$skiptoken'));
  const size = topOf(request.query.get('$top')) ?? pageSize;
  const page = kept.slice(from, from + size).map((item) => project(item, view));
  return {
    '@odata.context': context(view),
    ...(counted(view) ? { '@odata.count': kept.length } : {}),
    ...(from + size < kept.length ? { '@odata.nextLink': nextLink(view, from + size) } : {}),
    value: page,
  };
}

function context({ graphUrl, request, type }: View): string {
  const select = request.query.get('$select');
  return `${graphUrl}/$metadata#${request.path.slice(1) || type}${select ? `(${select})` : ''}`;
}

function nextLink({ graphUrl, request }: View, from: number): string {
  const query = new URLSearchParams(request.query);
  query.set('$skiptoken', Buffer.from(`from:${String(from)}`).toString('base64url'));
  return `${graphUrl}${request.path}?${query.toString()}`;
}

function startOf(token: string | null): number {
  if (token === null) return 0;
  const found = /^from:(\d+)$/.exec(Buffer.from(token, 'base64url').toString());
  if (!found) throw badRequest('The specified skiptoken is invalid.', 'Directory_ExpiredPageToken');
  return Number(found[1]);
}

function topOf(text: string | null): number | undefined {
  if (text === null) return undefined;
  const top = Number(text);
  if (!Number.isInteger(top) || top < 1 || top > 999) {
    throw badRequest(
      `Invalid page size specified: '${text}'. Must be between 1 and 999 inclusive.`,
      'Request_UnsupportedQuery',
    );
  }
  return top;
}

const eventual = (request: GraphRequest): boolean => request.headers['consistencylevel']?.toLowerCase() === 'eventual';

/** Graph's directory leaves @odata.count out, without a word, where the header is missing. */
function counted({ request, type }: View): boolean {
  return request.query.get('$count') === 'true' && (eventual(request) || !isDirectoryType(type));
}

function filter({ request, type }: View, items: readonly Json[]): readonly Json[] {
  const text = request.query.get('$filter');
  if (text === null) return items;
  const predicate = parseFilter(text, type, eventual(request) && request.query.get('$count') === 'true');
  return items.filter(predicate);
}

/** `$search="displayName:tom" OR "mail:tom"`: words of display names, beginnings of everything else. */
function search({ request, type }: View, items: readonly Json[]): readonly Json[] {
  const text = request.query.get('$search');
  if (text === null) return items;
  if (!eventual(request)) {
    throw unsupported(
      "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
    );
  }
  const alternatives = text
    .split(/\s+OR\s+/)
    .map((side) => side.split(/\s+AND\s+/).map((clause) => searchClause(clause, type)));
  return items.filter((item) => alternatives.some((clauses) => clauses.every((clause) => clause(item))));
}

function searchClause(clause: string, type: GraphType): (item: Json) => boolean {
  const found = /^\(?"([A-Za-z]+):((?:[^"\\]|\\.)*)"\)?$/.exec(clause.trim());
  if (!found)
    throw badRequest(`Syntax error: character '${clause.charAt(0)}' is not valid at position 0 in '${clause}'.`);
  const [, property = '', raw = ''] = found;
  if (!propertiesOf(type).includes(property)) {
    throw badRequest(`Unknown property '${property}' in the $search clause.`);
  }
  const wanted = raw.replaceAll(/\\(.)/g, '$1').trim().toLowerCase();
  if (property !== 'displayName') return (item) => textOf(item[property]).toLowerCase().startsWith(wanted);
  const wantedWords = wordsOf(wanted);
  return (item) => {
    const present = wordsOf(textOf(item[property]));
    return wantedWords.length > 0 && wantedWords.every((word) => present.some((other) => other.startsWith(word)));
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

function sort({ request, type }: View, items: readonly Json[]): readonly Json[] {
  const text = request.query.get('$orderby');
  if (text === null) return items;
  const [property = '', direction = 'asc'] = text.trim().split(/\s+/);
  if (!propertiesOf(type).includes(property)) throw unknownProperty(property, type, 'OrderBy');
  const sign = direction.toLowerCase() === 'desc' ? -1 : 1;
  return [...items].sort((a, b) => sign * textOf(a[property]).localeCompare(textOf(b[property])));
}

function project(item: Json, { request, type }: View): Json {
  const select = request.query.get('$select');
  const expanded = readExpand(request.query.get('$expand'), type);
  const known = propertiesOf(type);
  const names = select === null ? defaultOf(type) : select.split(',').map((name) => name.trim());
  const result: Record<string, unknown> = {};
  if (item['@odata.type'] !== undefined) {
    result['@odata.type'] = item['@odata.type'];
    if (type === 'directoryObject') result['id'] = item['id'];
  }
  for (const name of names) {
    if (!known.includes(name)) {
      if (expandableOf(type).includes(name)) continue;
      throw unknownProperty(name, type, 'Select and Expand');
    }
    if (name in item) result[name] = item[name];
    else if (select !== null && type !== 'directoryObject') result[name] = null;
  }
  for (const { name, select: inner } of expanded) result[name] = projectInner(item[name], inner);
  return result;
}

function projectInner(value: unknown, select: readonly string[]): unknown {
  if (!isRecord(value) || select.length === 0) return value ?? null;
  return Object.fromEntries(Object.entries(value).filter(([name]) => name.startsWith('@') || select.includes(name)));
}

function readExpand(text: string | null, type: GraphType): { name: string; select: readonly string[] }[] {
  if (text === null) return [];
  return text.split(/,(?![^(]*\))/).map((part) => {
    const found = /^\s*([A-Za-z]+)(?:\(\$select=([A-Za-z,]+)\))?\s*$/.exec(part);
    const name = found?.[1] ?? part.trim();
    if (!found || !expandableOf(type).includes(name)) throw unknownProperty(name, type, 'Select and Expand');
    return { name, select: found[2]?.split(',') ?? [] };
  });
}

function unknownProperty(name: string, type: GraphType, where: string) {
  return badRequest(
    `Parsing OData ${where} failed: Could not find a property named '${name}' on type 'microsoft.graph.${type}'.`,
  );
}

/** Refuses system query options that this resource does not take. */
export function checkQuery(request: GraphRequest, allowed: readonly string[]): void {
  for (const name of request.query.keys()) {
    if (name.startsWith('$') && !allowed.includes(name)) {
      throw badRequest(`The query option '${name}' is not supported here.`);
    }
  }
}
