import type { Request, Response } from 'express';

export type Area = 'teams' | 'slack' | 'tenant' | 'clock' | 'wire' | 'faults';

/** Tells open pages which areas to read again. Changes of one moment go out together. */
export class Changes {
  private readonly pages = new Set<Response>();
  private readonly waiting = new Set<Area>();
  private timer: NodeJS.Timeout | undefined;

  add(area: Area): void {
    this.waiting.add(area);
    this.timer ??= setTimeout(() => this.send(), 40);
    this.timer.unref();
  }

  /** `GET /demo/events`: server-sent events, each with a list of areas. */
  stream(request: Request, response: Response): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write('retry: 1000\n\n');
    this.pages.add(response);
    request.on('close', () => this.pages.delete(response));
  }

  private send(): void {
    this.timer = undefined;
    const line = `data: ${JSON.stringify([...this.waiting])}\n\n`;
    this.waiting.clear();
    for (const page of this.pages) page.write(line);
  }
}
