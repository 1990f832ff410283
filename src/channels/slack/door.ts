import type {
  AllMiddlewareArgs,
  AnyMiddlewareArgs,
  SlackOptionsMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';
import { z } from 'zod/v4';
import { readSubmission } from './choices';
import type { Envelope, Payload } from './envelope';
import type { Guard } from './guard';
import { Lull } from './lull';
import { answerRefusal } from './refusals';
import { suggestedPeople } from './suggest';
import { type Admitted, type TurnParts, takeTurn } from './turns';
import { LOOKING } from './words';

type Args = AnyMiddlewareArgs & AllMiddlewareArgs;

/** Between Bolt and the turns: one middleware before every listener, and one listener for everything it lets in. */
export interface Door {
  readonly guard: (args: Args) => Promise<void>;
  readonly listen: (args: { readonly context: object }) => Promise<void>;
  /** Resolves when every turn that has begun has been answered. */
  drain(): Promise<void>;
}

const arrivals = z.discriminatedUnion('over', [
  z.object({ over: z.literal('http'), timestamp: z.string().optional() }),
  z.object({ over: z.literal('socket') }),
]);

export function openDoor(guard: Guard, parts: TurnParts): Door {
  const admitted = new WeakMap<object, Admitted>();
  const underWay = new Set<Promise<void>>();
  const lull = new Lull();

  const suggest = async (args: object, payload: Payload<'suggestion'>): Promise<void> => {
    if (isSuggestion(args)) await args.ack({ options: await suggestedPeople({ ...parts, guard }, payload) });
  };

  const pass = async (args: Args): Promise<void> => {
    const { body, context } = args;
    lull.arrived();
    const checked = guard.check(body, arrivals.parse(context['arrival']));
    if (!('envelope' in checked)) {
      await acknowledge(args, parts);
      return checked.ok === 'ignored' ? undefined : answerRefusal(parts, checked, body);
    }
    // The answer to this one is the whole of it: there is no turn behind it.
    if (checked.envelope.kind === 'suggestion') return suggest(args, checked.envelope.payload);
    // Slack wants its answer within three seconds: nothing that waits for anything stands before this line.
    const goesOn = await acknowledge(args, parts, checked.envelope);
    await lull.wait();
    const verified = await guard.verify(checked.envelope);
    if (!verified.ok) return answerRefusal(parts, verified, body);
    if (!goesOn) return;
    admitted.set(context, { envelope: checked.envelope, member: verified.member });
    await args.next();
  };

  return {
    async guard(args) {
      const turn = pass(args);
      underWay.add(turn);
      try {
        await turn;
      } finally {
        underWay.delete(turn);
      }
    },
    async listen({ context }) {
      const one = admitted.get(context);
      if (one !== undefined) await takeTurn(parts, one);
    },
    async drain() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
}

/** Each kind in its own way. False when the answer was all there is to do: a form with a mistake at a field. */
async function acknowledge(args: Args, parts: TurnParts, envelope?: Envelope): Promise<boolean> {
  const sent: object = args;
  if (isSubmission(sent)) {
    const read = envelope?.kind === 'submission' ? readSubmission(envelope.payload.view) : undefined;
    if (read?.ok === false) {
      await sent.ack({ response_action: 'errors', errors: read.errors });
      return false;
    }
    await sent.ack({ response_action: 'update', view: parts.surfaces.working(LOOKING) });
  } else if (isSuggestion(sent)) await sent.ack({ options: [] });
  else if ('ack' in args) await args.ack?.();
  return true;
}

function isSubmission(args: object): args is SlackViewMiddlewareArgs<ViewSubmitAction> {
  return 'view' in args && 'body' in args && typeOf(args.body) === 'view_submission';
}

function isSuggestion(args: object): args is SlackOptionsMiddlewareArgs<'block_suggestion'> {
  return 'options' in args && 'body' in args && typeOf(args.body) === 'block_suggestion';
}

function typeOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'type' in body ? body.type : undefined;
}
