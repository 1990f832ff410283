import type { Refusal } from '../../domain/refusal';
import type { Page } from './pages';

/** What a route answers. The router writes it; a route only decides. */
export type Answer =
  | { readonly kind: 'page'; readonly page: Page }
  | { readonly kind: 'go'; readonly to: string }
  | { readonly kind: 'refuse'; readonly refusal: Refusal; readonly more?: string };

export const show = (page: Page): Answer => ({ kind: 'page', page });
export const go = (to: string): Answer => ({ kind: 'go', to });

export function no(outcome: { readonly refusal: Refusal }, more?: string): Answer {
  return { kind: 'refuse', refusal: outcome.refusal, ...(more === undefined ? {} : { more }) };
}
