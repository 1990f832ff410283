import type { TurnContext } from 'botbuilder';

/** Teams lets "typing…" fade after a few seconds. */
const AGAIN_MS = 3_000;

/** Shows "typing…" when the work takes longer than `afterMs`, until it ends. A failing indicator fails nothing. */
export async function withTyping<T>(context: TurnContext, afterMs: number, work: Promise<T>): Promise<T> {
  let sending: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const show = (): void => {
    sending = context.sendActivity({ type: 'typing' }).catch(() => undefined);
    timer = setTimeout(show, AGAIN_MS);
  };
  timer = setTimeout(show, afterMs);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
    // The context must not end while something is still being sent through it.
    await sending;
  }
}
