import type { Clock } from '../domain/clock';
import { refuse } from '../domain/refusal';
import { flows } from '../flows';
import { begin, type Flow, type FlowState, isLast, next, type Step, stepOf } from '../flows/flow';
import { type FlowTasks, flowTasks, type TaskParts } from './flow-tasks';
import { GO_ON, goOnButton, NOT_NOW, stepView } from './flow-views';
import { notice, refusalView } from './notice';
import type { Choice, Reply, Turn } from './turn';
import { choiceInWords } from './typed-answer';
import type { Button, MessageView } from './views';

export interface WalkParts extends TaskParts {
  readonly clock: Clock;
}

type AnswerChoice = Extract<Choice, { verb: 'answer' }>;

/** More tasks in a row than any flow has: a table that runs in a circle must not hold a turn for ever. */
const MAX_TASKS = 10;

/** Walks people through the flows: where they stand is kept, every step is live. */
export class FlowWalk {
  readonly #parts: WalkParts;
  readonly #tasks: FlowTasks;

  constructor(parts: WalkParts) {
    this.#parts = parts;
    this.#tasks = flowTasks(parts);
  }

  async start(turn: Turn, name: string): Promise<readonly Reply[]> {
    const flow = flows.get(name);
    if (flow === undefined) return [say(refusalView(refuse('bad-input', { what: 'flow' }).refusal))];
    return [say(await this.#show(turn, flow, begin(flow)))];
  }

  async answer(turn: Turn, { flow: name, at, choice }: AnswerChoice): Promise<readonly Reply[]> {
    const here = await this.#here(turn);
    if (here?.flow.name !== name) return this.#over(turn, name);
    const { flow, state, step } = here;
    if (choice === GO_ON) return [replace(await this.#resume(turn, flow, state))];
    if (at !== state.at) return this.#over(turn, name);
    if (choice === NOT_NOW) return [await this.#leave(turn, flow, state, step)];
    const moved = next(flow, state, { at, choice });
    if (!moved.ok) return [say(refusalView(moved.refusal))];
    const view = await this.#show(turn, flow, moved.value);
    // A question has done its work; steps to follow and verdicts stay to be read.
    return [step.kind === 'ask' ? replace(view) : say(view)];
  }

  /** The text as an answer to the question that waits, or undefined when it is none. */
  async answerInWords(turn: Turn, words: string): Promise<readonly Reply[] | undefined> {
    const here = await this.#here(turn);
    if (here === undefined || here.step.kind === 'run') return undefined;
    const chosen = choiceInWords(here.step, words);
    if (chosen === undefined) return undefined;
    const moved = next(here.flow, here.state, { at: here.state.at, ...chosen });
    return moved.ok ? [say(await this.#show(turn, here.flow, moved.value))] : undefined;
  }

  async goOn(turn: Turn): Promise<readonly Reply[]> {
    const here = await this.#here(turn);
    if (here === undefined)
      return [say(notice('There is nothing to go on with.', ['Write "help" to see what I can do.']))];
    return [say(await this.#resume(turn, here.flow, here.state))];
  }

  async cancel(turn: Turn): Promise<MessageView> {
    const here = await this.#here(turn);
    await this.#parts.conversations.clear(turn.conversation);
    if (here === undefined) return notice('There was nothing to stop.', ['Nothing was changed.']);
    return notice('Stopped.', [
      'Nothing was changed by me. What you have done on your phone stays.',
      'An open request for a pass goes on; write "status" to see it.',
    ]);
  }

  /** For other answers: back to what was interrupted. */
  async goOnButtons(turn: Turn): Promise<readonly Button[]> {
    if (turn.place === 'shared') return [];
    const here = await this.#here(turn);
    return here === undefined ? [] : [goOnButton(here.flow, here.state)];
  }

  /** A state of an older version, whose step or flow is gone, counts as none. */
  async #here(turn: Turn): Promise<{ flow: Flow; state: FlowState; step: Step<string> } | undefined> {
    const state = await this.#parts.conversations.get(turn.conversation);
    const flow = state === undefined ? undefined : flows.get(state.flow);
    const step = state === undefined || flow === undefined ? undefined : stepOf(flow, state.at);
    return state === undefined || flow === undefined || step === undefined ? undefined : { flow, state, step };
  }

  async #over(turn: Turn, name: string): Promise<readonly Reply[]> {
    const here = await this.#here(turn);
    const over = refuse('step-over').refusal;
    if (here !== undefined) return [replace(refusalView(over)), say(await this.#resume(turn, here.flow, here.state))];
    const buttons: readonly Button[] = flows.has(name)
      ? [{ title: 'Start again', does: { verb: 'start', flow: name } }]
      : [];
    return [
      replace(
        notice('This step is over.', ['Nothing was changed. You can start again.'], { tone: 'attention', buttons }),
      ),
    ];
  }

  async #leave(turn: Turn, flow: Flow, state: FlowState, step: Step<string>): Promise<Reply> {
    if (step.kind === 'tell' && step.leave !== undefined) {
      await this.#parts.conversations.clear(turn.conversation);
      return replace(notice('All right.', ['Write to me whenever you want to go on, or something does not work.']));
    }
    const left = { ...state, answers: { ...state.answers, left: 'yes' } };
    await this.#parts.conversations.put(turn.conversation, left, this.#now());
    const lines = ['Nothing was changed. Your place is kept: press the button, or write "go on".'];
    return replace(notice('All right, not now.', lines, { buttons: [goOnButton(flow, state)] }));
  }

  /** What a task found is found anew: it may be hours old. */
  async #resume(turn: Turn, flow: Flow, state: FlowState): Promise<MessageView> {
    const step = stepOf(flow, state.at);
    const at = step?.kind === 'tell' && 'resultOf' in step.shows ? step.shows.resultOf : state.at;
    const { left: _, ...answers } = state.answers;
    return this.#show(turn, flow, { ...state, at, answers });
  }

  /** Runs tasks until a step waits for a person, keeps the place and answers with its view. */
  async #show(turn: Turn, flow: Flow, from: FlowState): Promise<MessageView> {
    let state = from;
    let result: ((buttons: readonly Button[]) => MessageView) | undefined;
    for (let tasks = 0; tasks <= MAX_TASKS; tasks += 1) {
      const step = stepOf(flow, state.at);
      if (step === undefined) break;
      if (step.kind !== 'run') {
        const view = stepView(flow, state, step, result);
        if (isLast(step)) await this.#parts.conversations.clear(turn.conversation);
        else await this.#parts.conversations.put(turn.conversation, state, this.#now());
        return view;
      }
      const ran = await this.#tasks[step.task](turn, { ...state.answers, ...step.with }, flow.name);
      const moved = next(flow, state, {
        at: state.at,
        end: ran.end,
        ...(ran.found === undefined ? {} : { found: ran.found }),
      });
      if (!moved.ok) break;
      state = moved.value;
      result = ran.view;
    }
    throw new Error(`The flow ${flow.name} does not come to rest at ${state.at}`);
  }

  #now(): number {
    return this.#parts.clock.now().getTime();
  }
}

function say(view: MessageView): Reply {
  return { kind: 'say', view };
}

function replace(view: MessageView): Reply {
  return { kind: 'replace', view };
}
