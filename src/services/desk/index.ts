import type { LookupParts } from '../lookup/parts';
import { now } from '../tap/parts';
import type { Choice, Reply, Turn } from '../turn';
import { rememberZone } from '../zone';
import { checklistForm, sendChecklist } from './checklist';
import { handOver, handOverForm } from './hand-over';
import { moreHelp } from './more';
import { type Line, passForm, passOffer } from './pass-form';
import { type DeskParts, mayAssist } from './parts';
import { closeProcedure, showProcedure } from './procedure';
import { sessionsForm } from './sessions-form';
import { notNow, suggestFlow, suggestForm } from './suggest';

export { sendDeskCard } from './card-to-person';
export type { DeskParts } from './parts';

export type DeskChoice = Extract<Choice, { verb: `desk.${string}` }>;

/** What an agent does from somebody's page, in Slack and in Teams. Each step decides about duties and leaves a row. */
export class HelpDesk {
  readonly #parts: DeskParts;
  readonly #lookup: LookupParts;

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.#lookup = parts;
  }

  async choose(turn: Turn, choice: DeskChoice): Promise<readonly Reply[]> {
    await rememberZone(this.#parts.references, turn, now(this.#parts));
    return [await this.#do(turn, choice)];
  }

  /** "pass for Tom lost phone", from agents; undefined for everybody else, for whom it is a sentence like any other. */
  async passFor(turn: Turn, line: Line): Promise<readonly Reply[] | undefined> {
    const may = await mayAssist(this.#parts, turn, '');
    return may.ok ? [await passOffer(this.#parts, this.#lookup, turn, line)] : undefined;
  }

  #do(turn: Turn, choice: DeskChoice): Promise<Reply> {
    const parts = this.#parts;
    switch (choice.verb) {
      case 'desk.pass':
        return passForm(parts, this.#lookup, turn, choice);
      case 'desk.more':
        return moreHelp(parts, turn, choice.person);
      case 'desk.procedure':
        return showProcedure(parts, turn, choice.person, choice.procedure);
      case 'desk.procedure-close':
        return closeProcedure(parts, turn, choice.person, choice.procedure);
      case 'desk.sessions-form':
        return sessionsForm(parts, turn, choice.person);
      case 'desk.suggest-form':
        return suggestForm(parts, turn, choice.person, choice.flow);
      case 'desk.suggest':
        return suggestFlow(parts, turn, choice);
      case 'desk.checklist-form':
        return checklistForm(parts, turn, choice.person, choice.what);
      case 'desk.checklist':
        return sendChecklist(parts, turn, choice);
      case 'desk.hand-over-form':
        return handOverForm(parts, turn, choice.person);
      case 'desk.hand-over':
        return handOver(parts, turn, choice);
      case 'desk.not-now':
        return Promise.resolve(notNow());
    }
  }
}
