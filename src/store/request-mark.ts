import type { KeyObject } from 'node:crypto';
import { isMarkOf, rowMark, sha256 } from '../domain/audit-chain';
import { type TapRequest, isOver } from '../domain/tap-request';
import type { RequestKind } from '../services/ports';
import type { AuditKeys } from './audit-keys';
import type { Room, Tables } from './database';
import { requestOf } from './request-row';
import { written } from './text';

/*
 * A request says who approved it, so a request that somebody else wrote into the table must not count. Its mark is made
 * like that of an audit row, over the body; what stands beside it is found by and says nothing new, so a row that says
 * something else there was not written by us either. An older state of the same request still has a right mark: only
 * the offline check sees that one was put back.
 */

export type RequestRow = Tables['requests'];

export function rowOf(request: TapRequest, keys: AuditKeys | undefined): RequestRow {
  const body = JSON.stringify(request);
  return { ...columnsOf(request), body, mark: markOf(body, keys) };
}

/** @throws for a row that was not written with one of our keys. */
export function requestIn(row: RequestRow, { keys, onFailure }: Room): TapRequest {
  const request = requestOf(row.body);
  const { body, mark } = row;
  const isOurs = keys === undefined || [...keys.rows.values()].some((key) => isMarkedWith(body, mark, key));
  if (isOurs && columnsBeside(row, request).length === 0) return request;
  const error = new Error(`The request ${request.id} was not written by Keysmith`);
  onFailure('store.request-forged', error);
  throw error;
}

/** Names of the columns that say something else than the body. */
export function columnsBeside(row: RequestRow, request: TapRequest): readonly string[] {
  const columns: Readonly<Record<string, unknown>> = row;
  return Object.entries(columnsOf(request)).flatMap(([name, value]) => (columns[name] === value ? [] : [name]));
}

export function kindOf(request: TapRequest): RequestKind {
  return request.removal === undefined ? 'pass' : 'removal';
}

export function markOf(body: string, keys: AuditKeys | undefined): string {
  const key = keys?.rows.get(keys.name);
  return key === undefined ? '' : rowMark(textOf(body), key);
}

export function isMarkedWith(body: string, mark: string, key: KeyObject): boolean {
  return isMarkOf(textOf(body), mark, key);
}

function columnsOf(request: TapRequest): Omit<RequestRow, 'body' | 'mark'> {
  return {
    id: written(request.id),
    kind: kindOf(request),
    version: request.version,
    state: request.state,
    is_over: isOver(request) ? 1 : 0,
    target: written(request.target),
    requester: written(request.requester),
    created_at: request.createdAt,
    expires_at: request.expiresAt,
  };
}

function textOf(body: string): string {
  return `request ${sha256(body)}`;
}
