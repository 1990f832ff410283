import { json, type Request, type RequestHandler, type Response } from 'express';
import type { z } from 'zod/v4';

/** Reads a JSON body of this shape, or answers 400 with what is wrong with it. */
export function withBody<Body>(
  schema: z.ZodType<Body>,
  handle: (body: Body, request: Request, response: Response) => unknown,
): RequestHandler[] {
  return [
    json({ limit: '100kb' }),
    async (request, response) => {
      const body = schema.safeParse(request.body);
      if (!body.success) {
        const wrong = body.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
        response.status(400).json({ error: wrong.join('; ') });
        return;
      }
      await answering(response, () => handle(body.data, request, response));
    },
  ];
}

export function withoutBody(handle: (request: Request, response: Response) => unknown): RequestHandler {
  return (request, response) => answering(response, () => handle(request, response));
}

/** The clients throw where Teams or Slack would not let the person go on; the page shows the sentence. */
async function answering(response: Response, handle: () => unknown): Promise<void> {
  try {
    const result: unknown = await handle();
    if (!response.headersSent) response.json(result ?? {});
  } catch (error) {
    response.status(409).json({ error: error instanceof Error ? error.message : 'That did not work.' });
  }
}

export function pathPart(request: Request, name: string): string {
  const value = request.params[name];
  return typeof value === 'string' ? value : '';
}
