import type { Methods } from '../services/ports';
import { deadlineIn } from './deadline';
import { failed, outcomeOf } from './failure';
import { isObjectId, path } from './paths';
import type { Reader } from './reader';
import { method } from './wire-methods';

export function openMethods(reader: Reader, readMs: number): Methods {
  return {
    async list(personId) {
      if (!isObjectId(personId)) return outcomeOf(failed({ kind: 'not-found' }));
      const wanted = { operation: 'methods', path: path`/users/${personId}/authentication/methods` } as const;
      return outcomeOf(await reader.list(wanted, method, deadlineIn(readMs)));
    },
  };
}
