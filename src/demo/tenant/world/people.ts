import type { Cast } from './cast';
import { employees } from './employees';
import { staff } from './staff';

export type PersonKey = keyof typeof employees | keyof typeof staff;

/** Everybody who lives in the simulated tenant. */
export const cast: Readonly<Record<PersonKey, Cast>> = { ...employees, ...staff };

export function isPersonKey(key: string): key is PersonKey {
  return Object.hasOwn(cast, key);
}
