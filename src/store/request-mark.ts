import type { KeyObject } from 'node:crypto';
import { isMarkOf, rowMark, sha256 } from '../domain/audit-chain';
import type { TapRequest } from '../domain/tap-request';
import type { AuditKeys } from './audit-keys';
import type { Room, Tables } from './database';
import { requestOf } from './request-row';

/*
 * A request says who approved it, so a request that somebody else wrote into the table must not count. Its mark is made
 * like that of an audit row. An older state of the same request still has a right mark: only the offline check sees that one was put back.
 */

export type MarkedBody = Pick<Tables['requests'], 'body' | 'mark'>;

export function markOf(body: string, keys: AuditKeys | undefined): string {
  const key = keys?.rows.get(keys.name);
  return key === undefined ? '' : rowMark(textOf(body), key);
}

/** @throws for a body that was not written with one of our keys. */
export function requestIn({ body, mark }: MarkedBody, { keys, onFailure }: Room): TapRequest {
  const request = requestOf(body);
  if (keys === undefined || [...keys.rows.values()].some((key) => isMarkedWith(body, mark, key))) return request;
  const error = new Error(`The request ${request.id} was not written by Keysmith`);
  onFailure('store.request-forged', error);
  throw error;
}

export function isMarkedWith(body: string, mark: string, key: KeyObject): boolean {
  return isMarkOf(textOf(body), mark, key);
}

function textOf(body: string): string {
  return `request ${sha256(body)}`;
}
