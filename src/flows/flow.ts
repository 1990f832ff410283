import { type Outcome, done, refuse } from '../domain/refusal';
import type { GuideId } from '../knowledge/guides';
import type { TaskEnds, TaskName, TaskNeeds } from './tasks';

/*
 * A conversation is a table of steps. `ask` waits for a choice, `run` does a named task, `tell` says something and may
 * offer choices. A misspelt step, an unhandled ending or an unknown task does not compile.
 */

/** What happens outside the conversation and moves it on: the watch over a registration speaks up. */
export type FlowEvent = 'method-arrived' | 'other-method-arrived' | 'method-not-arrived';

/** A button to a step of the same flow. `sets` adds answers. */
interface StepChoice<S extends string> {
  readonly title: string;
  readonly to: S;
  readonly sets?: Readonly<Record<string, string>>;
  readonly style?: 'default' | 'positive' | 'destructive';
  /** No button: only what the step reads leads here. */
  readonly typed?: true;
}

/** A button that leaves the flow for another choice of services/turn.ts. `{name}` is filled from the answers. */
interface WayOut {
  readonly title: string;
  readonly does: { readonly verb: string; readonly [id: string]: string };
  readonly opens?: 'dialog';
  readonly style?: 'default' | 'positive' | 'destructive';
}

/** The items of the five guides that it serves (knowledge/inventory); docs/coverage.md counts them. */
interface Serves {
  readonly inventory?: readonly string[];
}

interface Ask<S extends string> extends Serves {
  readonly kind: 'ask';
  /** The answer is remembered under this name. */
  readonly as: string;
  readonly title: string;
  readonly why: string;
  readonly choices: Readonly<Record<string, StepChoice<S>>>;
  /**
   * What is understood as an answer beside the buttons. `version`: a number such as "16.7". `key-model`: the name of a
   * security key or its AAGUID; it leads to the choice `listed`, or to `unlisted` when nobody knows such a key.
   */
  readonly reads?: 'version' | 'key-model';
}

type Run<S extends string> = {
  readonly [Task in TaskName]: Serves & {
    readonly kind: 'run';
    readonly task: Task;
    readonly then: { readonly [End in TaskEnds[Task]]: S };
  } & (Task extends keyof TaskNeeds ? { readonly with: TaskNeeds[Task] } : { readonly with?: never });
}[TaskName];

interface Tell<S extends string> extends Serves {
  readonly kind: 'tell';
  readonly shows:
    | {
        readonly tone?: 'neutral' | 'good' | 'attention' | 'warning';
        readonly title: string;
        readonly lines: readonly string[];
      }
    | { readonly guide: GuideId }
    /** What the named `run` step found; taking the flow up again finds it anew. */
    | { readonly resultOf: S };
  readonly choices?: Readonly<Record<string, StepChoice<S>>>;
  readonly waysOut?: readonly WayOut[];
  /** The button that ends the conversation here. Without it "Not now" keeps the place. */
  readonly leave?: string;
  readonly on?: { readonly [Event in FlowEvent]?: S };
}

export type Step<S extends string> = Ask<S> | Run<S> | Tell<S>;

export interface Flow<S extends string = string> extends Serves {
  readonly name: string;
  /** What the flow is about, after "Go on with": "your passkey". */
  readonly about: string;
  readonly start: S;
  readonly steps: Readonly<Record<S, Step<S>>>;
}

/** The names of the steps come from the table itself; every mention elsewhere in it is checked against them. */
export function defineFlow<const S extends string>(flow: {
  readonly name: string;
  readonly about: string;
  readonly start: NoInfer<S>;
  readonly inventory?: readonly string[];
  readonly steps: { readonly [K in S]: Step<NoInfer<S>> };
}): Flow<S> {
  return flow;
}

export interface FlowState {
  readonly flow: string;
  readonly at: string;
  readonly answers: Readonly<Record<string, string>>;
}

/** Each input names the step it answers, so that an old button cannot answer a newer question. */
export type FlowInput =
  | { readonly at: string; readonly choice: string; readonly words?: string }
  | { readonly at: string; readonly end: string; readonly found?: Readonly<Record<string, string>> }
  | { readonly at: string; readonly event: FlowEvent; readonly found?: Readonly<Record<string, string>> };

export function begin(flow: Flow): FlowState {
  return { flow: flow.name, at: flow.start, answers: {} };
}

/** Refuses with `step-over` what belongs to another step, and with `bad-input` what the step does not offer. */
export function next(flow: Flow, state: FlowState, input: FlowInput): Outcome<FlowState> {
  const step = stepOf(flow, state.at);
  if (state.flow !== flow.name || input.at !== state.at || step === undefined) return refuse('step-over');
  if ('choice' in input) return chosen(step, state, input);
  const to = target(step, input);
  if (to === undefined) return refuse('bad-input', { what: 'end' in input ? input.end : input.event });
  return done({ ...state, at: to, answers: { ...state.answers, ...input.found } });
}

function chosen(
  step: Step<string>,
  state: FlowState,
  input: { readonly choice: string; readonly words?: string },
): Outcome<FlowState> {
  if (step.kind === 'run') return refuse('step-over');
  const choice = own(step.choices, input.choice);
  if (choice === undefined || (choice.typed === true && input.words === undefined))
    return refuse('bad-input', { what: input.choice });
  const answered = step.kind === 'ask' ? { [step.as]: input.words ?? input.choice } : {};
  return done({ ...state, at: choice.to, answers: { ...state.answers, ...answered, ...choice.sets } });
}

function target(
  step: Step<string>,
  input: { readonly end: string } | { readonly event: FlowEvent },
): string | undefined {
  if ('end' in input) return step.kind === 'run' ? own(step.then, input.end) : undefined;
  return step.kind === 'tell' ? step.on?.[input.event] : undefined;
}

export function stepOf(flow: Flow, at: string): Step<string> | undefined {
  return own(flow.steps, at);
}

/** Nothing can follow this step: the conversation is over when it has been told. */
export function isLast(step: Step<string>): boolean {
  return step.kind === 'tell' && Object.keys(step.choices ?? {}).length === 0 && step.on === undefined;
}

/** Where an event leads, whichever step waits for it. */
export function eventStep(flow: Flow, event: FlowEvent): { readonly waits: string; readonly to: string } | undefined {
  for (const [waits, step] of Object.entries(flow.steps)) {
    const to = step.kind === 'tell' ? step.on?.[event] : undefined;
    if (to !== undefined) return { waits, to };
  }
  return undefined;
}

/** Where each step can lead; flow pictures and the reachability test read it. */
export function leadsTo(step: Step<string>): readonly string[] {
  switch (step.kind) {
    case 'ask':
      return Object.values(step.choices).map((choice) => choice.to);
    case 'run':
      return Object.values(step.then);
    case 'tell':
      return [...Object.values(step.choices ?? {}).map((choice) => choice.to), ...Object.values(step.on ?? {})];
  }
}

/** "{method}" filled from the answers; a name without an answer stays out, so that no bracket is ever read. */
export function fillIn(words: string, answers: Readonly<Record<string, string>>): string {
  return words.replace(/\{(\w+)\}/g, (_, name: string) => own(answers, name) ?? '');
}

/** Ids come from outside: "constructor" must not find what every object inherits. */
function own<T>(table: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}
