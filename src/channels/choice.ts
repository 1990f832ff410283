import { z } from 'zod/v4';
import { METHODS } from '../domain/readiness';
import { type Outcome, done, refuse } from '../domain/refusal';
import { PROCEDURES } from '../domain/procedure';
import { REMOVAL_REASONS } from '../domain/removal';
import { PASS_REASONS, PROOF_WAYS } from '../domain/tap-request';
import { SECTIONS } from '../services/lookup/sections';
import type { Choice } from '../services/turn';

/** The door for what buttons and forms send, in Teams and in Slack. Whoever sends it is decided elsewhere. */
const id = z.string().min(1).max(200);
const words = z.string().max(2_000);
/** As Graph writes it: in capitals it would pass for somebody else wherever two ids are compared. */
const person = z.guid().toLowerCase();

/** Of a list; counts from 1, and one that is not there is the last. */
const page = z.string().regex(/^\d{1,3}$/);

/** "Not yet" is no way. */
const way = z.preprocess(
  (given) => (given === '' || given === 'not-yet' ? undefined : given),
  z.enum(PROOF_WAYS).optional(),
);

const choices = z.discriminatedUnion('verb', [
  z.strictObject({ verb: z.literal('help') }),
  z.strictObject({ verb: z.literal('start'), flow: id }),
  z.strictObject({ verb: z.literal('answer'), flow: id, at: id, choice: id }),
  z.strictObject({
    verb: z.literal('pass.form'),
    person: person.optional(),
    reason: z.enum(PASS_REASONS).optional(),
    note: z.string().max(500).optional(),
  }),
  z.strictObject({
    verb: z.literal('pass.ask'),
    person: person.optional(),
    reason: z.enum(PASS_REASONS),
    note: words.default(''),
    way,
    recipient: z.preprocess(
      (who) => (who === '' || who === 'by-rule' ? undefined : who),
      z.enum(['self', 'manager']).optional(),
    ),
    replace: z.preprocess((pass) => (pass === '' || pass === 'keep' ? undefined : pass), id.optional()),
    opensOn: z.preprocess((day) => (day === '' || day === 'at-once' ? undefined : day), z.iso.date().optional()),
    opensTime: z.preprocess(
      (time) => (time === '' ? undefined : time),
      z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
        .optional(),
    ),
  }),
  z.strictObject({ verb: z.literal('pass.status'), request: id.optional() }),
  z.strictObject({ verb: z.literal('pass.withdraw'), request: id }),
  z.strictObject({ verb: z.literal('pass.prove-form'), request: id }),
  z.strictObject({ verb: z.literal('pass.prove'), request: id, way: z.enum(PROOF_WAYS) }),
  z.strictObject({ verb: z.literal('pass.cannot-vouch'), request: id }),
  z.strictObject({ verb: z.literal('pass.number'), request: id }),
  z.strictObject({ verb: z.literal('pass.replace'), request: id, pass: id }),
  z.strictObject({ verb: z.literal('pass.review'), request: id }),
  // Cards from before they asked a question have none: they ask nothing that can be answered.
  z.strictObject({ verb: z.literal('pass.approve'), request: id, question: z.string().max(200).default('') }),
  z.strictObject({ verb: z.literal('pass.changes-form'), request: id }),
  z.strictObject({ verb: z.literal('pass.changes'), request: id, what: words }),
  z.strictObject({ verb: z.literal('pass.amend-form'), request: id }),
  z.strictObject({ verb: z.literal('pass.amend'), request: id, note: words }),
  z.strictObject({ verb: z.literal('pass.deny-form'), request: id }),
  z.strictObject({ verb: z.literal('pass.deny'), request: id, why: words }),
  z.strictObject({ verb: z.literal('pass.open'), request: id }),
  z.strictObject({ verb: z.literal('pass.create'), request: id, opening: id, pairing: z.string().max(40).default('') }),
  z.strictObject({ verb: z.literal('pass.not-seen'), request: id, opening: id }),
  z.strictObject({ verb: z.literal('pass.have-it'), request: id, opening: id }),
  z.strictObject({ verb: z.literal('method.mine'), request: id, method: id }),
  z.strictObject({ verb: z.literal('method.not-mine'), request: id }),
  z.strictObject({ verb: z.literal('method.lift-stop'), request: id }),
  z.strictObject({ verb: z.literal('method.contain'), request: id }),
  z.strictObject({
    verb: z.literal('removal.form'),
    person: person.optional(),
    reason: z.enum(REMOVAL_REASONS).optional(),
  }),
  z.strictObject({
    verb: z.literal('removal.ask'),
    person: person.optional(),
    reason: z.enum(REMOVAL_REASONS),
    methods: words.default(''),
    sessions: z.enum(['yes', 'no']),
    note: words.default(''),
    way,
  }),
  z.strictObject({ verb: z.literal('sessions.end') }),
  z.strictObject({ verb: z.literal('person.search') }),
  z.strictObject({ verb: z.literal('person.look'), words: z.string().trim().min(1).max(200) }),
  z.strictObject({ verb: z.literal('person.show'), person }),
  z.strictObject({
    verb: z.literal('person.section'),
    person,
    section: z.enum(SECTIONS),
    page,
  }),
  z.strictObject({ verb: z.literal('person.method'), person, method: z.enum(METHODS), page: page.optional() }),
  z.strictObject({ verb: z.literal('knowledge.show'), entry: id }),
  z.strictObject({ verb: z.literal('knowledge.share'), entry: id }),
  z.strictObject({ verb: z.literal('handover.show') }),
  z.strictObject({ verb: z.literal('handover.send'), handover: id, words: z.enum(['yes', 'no']) }),
  z.strictObject({ verb: z.literal('handover.drop'), handover: id }),
  z.strictObject({ verb: z.literal('handover.take'), handover: id }),
  z.strictObject({ verb: z.literal('link.show') }),
  z.strictObject({ verb: z.literal('link.disown'), link: id }),
  z.strictObject({ verb: z.literal('link.lift-stop'), account: id }),
  z.strictObject({ verb: z.literal('queue'), page: page.optional() }),
  z.strictObject({ verb: z.literal('home'), page: page.optional() }),
  z.strictObject({ verb: z.literal('desk.more'), person }),
  z.strictObject({ verb: z.literal('desk.procedure'), person, procedure: z.enum(PROCEDURES) }),
  z.strictObject({ verb: z.literal('desk.procedure-close'), person, procedure: z.enum(PROCEDURES) }),
  z.strictObject({ verb: z.literal('desk.sessions-form'), person }),
  z.strictObject({ verb: z.literal('desk.suggest-form'), person, flow: id.optional() }),
  z.strictObject({ verb: z.literal('desk.suggest'), person, flow: id, once: id }),
  z.strictObject({ verb: z.literal('desk.checklist-form'), person, what: id.optional() }),
  z.strictObject({ verb: z.literal('desk.checklist'), person, what: id, once: id }),
  z.strictObject({ verb: z.literal('desk.hand-over-form'), person }),
  z.strictObject({ verb: z.literal('desk.hand-over'), person, colleague: person, note: words.default(''), once: id }),
  z.strictObject({ verb: z.literal('desk.not-now') }),
  z.strictObject({ verb: z.literal('pause') }),
  z.strictObject({ verb: z.literal('resume') }),
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
function withoutUndefined(choice: Parsed): Choice {
  switch (choice.verb) {
    case 'removal.form':
    case 'removal.ask':
    case 'pass.form':
    case 'pass.ask':
      return askWithoutUndefined(choice);
    case 'person.method': {
      const { page: at, ...rest } = choice;
      return at === undefined ? rest : { ...rest, page: at };
    }
    case 'queue': {
      const { page: at, ...rest } = choice;
      return at === undefined ? rest : { ...rest, page: at };
    }
    case 'home': {
      const { page, ...rest } = choice;
      return page === undefined ? rest : { ...rest, page };
    }
    case 'pass.status': {
      const { request, ...rest } = choice;
      return request === undefined ? rest : { ...rest, request };
    }
    case 'desk.suggest-form': {
      const { flow, ...rest } = choice;
      return flow === undefined ? rest : { ...rest, flow };
    }
    case 'desk.checklist-form': {
      const { what, ...rest } = choice;
      return what === undefined ? rest : { ...rest, what };
    }
    default:
      return choice;
  }
}

type Parsed = z.infer<typeof choices>;

function askWithoutUndefined(
  choice: Extract<Parsed, { verb: 'removal.form' | 'removal.ask' | 'pass.form' | 'pass.ask' }>,
): Choice {
  switch (choice.verb) {
    case 'removal.form': {
      const { person, reason, ...rest } = choice;
      return { ...rest, ...(person === undefined ? {} : { person }), ...(reason === undefined ? {} : { reason }) };
    }
    case 'removal.ask': {
      const { person, way, ...rest } = choice;
      return { ...rest, ...(person === undefined ? {} : { person }), ...(way === undefined ? {} : { way }) };
    }
    case 'pass.form': {
      const { person, reason, note, ...rest } = choice;
      return {
        ...rest,
        ...(person === undefined ? {} : { person }),
        ...(reason === undefined ? {} : { reason }),
        ...(note === undefined ? {} : { note }),
      };
    }
    case 'pass.ask': {
      const { person, way, recipient, replace, opensOn, opensTime, ...rest } = choice;
      return {
        ...rest,
        ...(person === undefined ? {} : { person }),
        ...(way === undefined ? {} : { way }),
        ...(recipient === undefined ? {} : { recipient }),
        ...(replace === undefined ? {} : { replace }),
        ...(opensOn === undefined ? {} : { opensOn }),
        ...(opensTime === undefined ? {} : { opensTime }),
      };
    }
  }
}
