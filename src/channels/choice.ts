import { z } from 'zod/v4';
import { type Outcome, done, refuse } from '../domain/refusal';
import { PASS_REASONS, PROOF_WAYS } from '../domain/tap-request';
import type { Choice } from '../services/turn';

/** The door for what buttons and forms send, in Teams and in Slack. Whoever sends it is decided elsewhere. */
const id = z.string().min(1).max(200);
const words = z.string().max(2_000);
/** As Graph writes it: in capitals it would pass for somebody else wherever two ids are compared. */
const person = z.guid().toLowerCase();

const choices = z.discriminatedUnion('verb', [
  z.strictObject({ verb: z.literal('help') }),
  z.strictObject({ verb: z.literal('start'), flow: id }),
  z.strictObject({ verb: z.literal('answer'), flow: id, at: id, choice: id }),
  z.strictObject({
    verb: z.literal('pass.form'),
    person: person.optional(),
    reason: z.enum(PASS_REASONS).optional(),
  }),
  z.strictObject({
    verb: z.literal('pass.ask'),
    person: person.optional(),
    reason: z.enum(PASS_REASONS),
    note: words.default(''),
    way: z.preprocess((way) => (way === '' || way === 'not-yet' ? undefined : way), z.enum(PROOF_WAYS).optional()),
  }),
  z.strictObject({ verb: z.literal('pass.status'), request: id.optional() }),
  z.strictObject({ verb: z.literal('pass.withdraw'), request: id }),
  z.strictObject({ verb: z.literal('pass.prove-form'), request: id }),
  z.strictObject({ verb: z.literal('pass.prove'), request: id, way: z.enum(PROOF_WAYS) }),
  z.strictObject({ verb: z.literal('pass.cannot-vouch'), request: id }),
  z.strictObject({ verb: z.literal('pass.review'), request: id }),
  z.strictObject({ verb: z.literal('pass.approve'), request: id }),
  z.strictObject({ verb: z.literal('pass.deny-form'), request: id }),
  z.strictObject({ verb: z.literal('pass.deny'), request: id, why: words }),
  z.strictObject({ verb: z.literal('pass.open'), request: id }),
  z.strictObject({ verb: z.literal('pass.create'), request: id, opening: id }),
  z.strictObject({ verb: z.literal('pass.not-seen'), request: id, opening: id }),
  z.strictObject({ verb: z.literal('pass.have-it'), request: id, opening: id }),
  z.strictObject({ verb: z.literal('method.mine'), request: id, method: id }),
  z.strictObject({ verb: z.literal('method.not-mine'), request: id }),
  z.strictObject({ verb: z.literal('method.lift-stop'), request: id }),
  z.strictObject({ verb: z.literal('person.look'), words: z.string().trim().min(1).max(200) }),
  z.strictObject({ verb: z.literal('person.show'), person }),
  z.strictObject({ verb: z.literal('queue') }),
]);

/** `bad-input` names the first field that does not fit; an unknown verb is named as such. */
export function parseChoice(data: unknown): Outcome<Choice> {
  const parsed = choices.safeParse(data);
  if (parsed.success) return done(withoutUndefined(parsed.data));
  const issue = parsed.error.issues[0];
  return refuse('bad-input', {
    what: issue === undefined || issue.path.length === 0 ? 'an unknown button' : issue.path.join('.'),
  });
}

/** zod types an optional field as possibly undefined; Choice (exact optional properties) knows only absent. */
function withoutUndefined(choice: z.infer<typeof choices>): Choice {
  switch (choice.verb) {
    case 'pass.form': {
      const { person, reason, ...rest } = choice;
      return {
        ...rest,
        ...(person === undefined ? {} : { person }),
        ...(reason === undefined ? {} : { reason }),
      };
    }
    case 'pass.ask': {
      const { person, way, ...rest } = choice;
      return { ...rest, ...(person === undefined ? {} : { person }), ...(way === undefined ? {} : { way }) };
    }
    case 'pass.status': {
      const { request, ...rest } = choice;
      return request === undefined ? rest : { ...rest, request };
    }
    default:
      return choice;
  }
}
