import type { Request, Response } from 'express';
import { z } from 'zod/v4';
import { hashOf, TICKET_MS } from '../../services/tickets';
import { BrowserKey, tagOf } from './browser-key';

/** What a browser brings back: the address it works on, its key, and the Slack name it signed in with (display only). */
export interface Remembered {
  readonly nonce: string;
  readonly key: BrowserKey;
  readonly slackName: string;
}

export const nonceShape = z.string().regex(/^[\w-]{22,128}$/);

const value = z.tuple([nonceShape, z.string().regex(/^[\w-]{43}$/), z.string().max(400)]);

/** One cookie per ticket. `__Host-` keeps other hosts of the domain from planting one, and needs https. */
export class Cookies {
  private readonly prefix: string;

  constructor(private readonly secure: boolean) {
    this.prefix = secure ? '__Host-keysmith-' : 'keysmith-';
  }

  read(request: Request, tag: string): Remembered | undefined {
    const found = (request.get('cookie') ?? '').split(/; */).find((pair) => pair.startsWith(`${this.prefix}${tag}=`));
    const parsed = value.safeParse(found?.slice(found.indexOf('=') + 1).split('.'));
    if (!parsed.success) return undefined;
    const [nonce, key, name] = parsed.data;
    const ticket = hashOf(nonce);
    if (tagOf(ticket) !== tag) return undefined;
    return { nonce, key: BrowserKey.from(key, ticket), slackName: Buffer.from(name, 'base64url').toString('utf8') };
  }

  write(response: Response, { nonce, key, slackName }: Remembered): void {
    const name = Buffer.from(slackName.slice(0, 60), 'utf8').toString('base64url');
    response.cookie(`${this.prefix}${key.tag}`, `${nonce}.${key.value}.${name}`, {
      ...this.options(),
      maxAge: TICKET_MS,
    });
  }

  clear(response: Response, key: BrowserKey): void {
    response.clearCookie(`${this.prefix}${key.tag}`, this.options());
  }

  private options() {
    return { httpOnly: true, sameSite: 'lax', secure: this.secure, path: '/' } as const;
  }
}
