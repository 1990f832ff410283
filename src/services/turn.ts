import type { PassReason, ProofWay, TapRequest } from '../domain/tap-request';
import type { ProcedureName } from '../domain/procedure';
import type { RemovalReason } from '../domain/removal';
import type { MethodName } from '../domain/readiness';
import type { SectionName } from './lookup/sections';
import type { Identity } from './ports';
import type { DialogView, MessageView, View } from './views';

/** Somebody did something in a channel. Made only from a verified envelope, after the channel's guard. */
export interface Turn {
  /** Entra object id of who acts. */
  readonly who: string;
  readonly channel: 'teams' | 'slack';
  /** How the channel knows that it is them. */
  readonly identity: Identity;
  /** `personal`: only this person sees the answer (1:1 chat, modal, ephemeral). */
  readonly place: 'personal' | 'shared';
  /** Where the conversation's state is kept: one key per person and channel. */
  readonly conversation: string;
  readonly correlationId: string;
  /** IANA name, from the client; falls back to UTC. */
  readonly timeZone: string;
}

/** What a channel does with an answer. One turn may have several. */
export type Reply =
  | { readonly kind: 'say'; readonly view: MessageView }
  /** Replaces the card that was pressed, for the person who pressed it. */
  | { readonly kind: 'replace'; readonly view: MessageView }
  /** Opens a dialog or modal, or shows the next page of the one that is open. Message views may be shown in it too. */
  | { readonly kind: 'dialog'; readonly title: string; readonly view: DialogView | MessageView }
  /** For everybody where it was asked: nothing about any person is in it. */
  | { readonly kind: 'post'; readonly view: View<'notice'> }
  /** Closes the dialog; `text` is said in it or after it. */
  | { readonly kind: 'close'; readonly text: string };

/** What a button or form asks for, parsed at the channel's door by channels/choice.ts. Ids are opaque and prove nothing. */
export type Choice =
  | { readonly verb: 'help' }
  | { readonly verb: 'start'; readonly flow: string }
  | { readonly verb: 'answer'; readonly flow: string; readonly at: string; readonly choice: string }
  /** The form to ask for a pass; for oneself, or for `person` (agents). */
  | {
      readonly verb: 'pass.form';
      readonly person?: string;
      readonly reason?: PassReason;
      /** Typed before, to begin with. */
      readonly note?: string;
    }
  | {
      readonly verb: 'pass.ask';
      readonly person?: string;
      readonly reason: PassReason;
      readonly note: string;
      /** How the asking agent checked who it is; none: somebody else will. */
      readonly way?: ProofWay;
      /** Who opens the pass; none: the person themselves, unless a lost phone speaks against it. */
      readonly recipient?: TapRequest['recipientAs'];
      /** The id of the existing pass that the new one may replace. */
      readonly replace?: string;
      /** First working day, as date and time in the zone of whoever asks. */
      readonly opensOn?: string;
      readonly opensTime?: string;
    }
  | { readonly verb: 'pass.status'; readonly request?: string }
  | { readonly verb: 'pass.withdraw'; readonly request: string }
  | { readonly verb: 'pass.prove-form'; readonly request: string }
  | { readonly verb: 'pass.prove'; readonly request: string; readonly way: ProofWay }
  | { readonly verb: 'pass.cannot-vouch'; readonly request: string }
  /** Yes: the pass with this id, which somebody else made, may be replaced by the one that is asked for. */
  | { readonly verb: 'pass.replace'; readonly request: string; readonly pass: string }
  /** The pairing number once more, for whoever checked. */
  | { readonly verb: 'pass.number'; readonly request: string }
  /** The approval card with its buttons, for an approver who comes from their queue. */
  | { readonly verb: 'pass.review'; readonly request: string }
  /** `question`: what the card asked (domain/question); another one is not answered by it. */
  | { readonly verb: 'pass.approve'; readonly request: string; readonly question: string }
  | { readonly verb: 'pass.changes-form'; readonly request: string }
  | { readonly verb: 'pass.changes'; readonly request: string; readonly what: string }
  /** The requester answers what an approver asked. */
  | { readonly verb: 'pass.amend-form'; readonly request: string }
  | { readonly verb: 'pass.amend'; readonly request: string; readonly note: string }
  | { readonly verb: 'pass.deny-form'; readonly request: string }
  | { readonly verb: 'pass.deny'; readonly request: string; readonly why: string }
  /** The dialog before the pass is made. */
  | { readonly verb: 'pass.open'; readonly request: string }
  /** Makes the pass and shows it. `opening` is bound to one dialog; `pairing` is what the recipient typed. */
  | { readonly verb: 'pass.create'; readonly request: string; readonly opening: string; readonly pairing: string }
  | { readonly verb: 'pass.not-seen'; readonly request: string; readonly opening: string }
  | { readonly verb: 'pass.have-it'; readonly request: string; readonly opening: string }
  | { readonly verb: 'method.mine'; readonly request: string; readonly method: string }
  | { readonly verb: 'method.not-mine'; readonly request: string }
  /** What was added since the pass was opened goes, and all sessions end: on the target's or a security contact's word. */
  | { readonly verb: 'method.contain'; readonly request: string }
  /** The form to ask that methods are removed; of oneself, or of `person` (agents). */
  | { readonly verb: 'removal.form'; readonly person?: string; readonly reason?: RemovalReason }
  | {
      readonly verb: 'removal.ask';
      readonly person?: string;
      readonly reason: RemovalReason;
      /** Ids of methods, or the short names that the form gave them, with commas between. */
      readonly methods: string;
      readonly sessions: 'yes' | 'no';
      readonly note: string;
      readonly way?: ProofWay;
    }
  /** One's own sessions, at once. */
  | { readonly verb: 'sessions.end' }
  /** A security contact has looked: passes may be asked for this person again. */
  | { readonly verb: 'method.lift-stop'; readonly request: string }
  /** The window to find somebody. */
  | { readonly verb: 'person.search' }
  | { readonly verb: 'person.look'; readonly words: string }
  /** Asked for in a chat, which keeps what stands in it: who fits, and no page. Made of text only. */
  | { readonly verb: 'person.list'; readonly words: string }
  | { readonly verb: 'person.show'; readonly person: string }
  /** One part of the page by itself; `page` counts from 1. */
  | { readonly verb: 'person.section'; readonly person: string; readonly section: SectionName; readonly page: string }
  /** Everything in the way of one method. */
  | { readonly verb: 'person.method'; readonly person: string; readonly method: MethodName; readonly page?: string }
  /** What an error or a symptom is for anybody: nothing is looked up. */
  | { readonly verb: 'knowledge.find'; readonly words: string }
  | { readonly verb: 'knowledge.show'; readonly entry: string }
  /** The same, for everybody where it was asked. */
  | { readonly verb: 'knowledge.share'; readonly entry: string }
  /** Before something goes to the helpdesk: what would be sent. */
  | { readonly verb: 'handover.show' }
  | { readonly verb: 'handover.send'; readonly handover: string; readonly words: 'yes' | 'no' }
  | { readonly verb: 'handover.drop'; readonly handover: string }
  /** An agent takes it. */
  | { readonly verb: 'handover.take'; readonly handover: string }
  /** Whether and how one's Slack account is linked. */
  | { readonly verb: 'link.show' }
  /** "This was not me" about the link with this name (services/link-views.ts). */
  | { readonly verb: 'link.disown'; readonly link: string }
  /** A security contact has looked: the Slack account may be linked again. */
  | { readonly verb: 'link.lift-stop'; readonly account: string }
  /** `page` counts from 1. */
  | { readonly verb: 'queue'; readonly page?: string }
  /** One's own page; `page` counts from 1. */
  | { readonly verb: 'home'; readonly page?: string }
  /** An agent's line: whom a pass is for, in words, and what else it says. */
  | { readonly verb: 'desk.pass'; readonly words: string; readonly reason?: PassReason; readonly note?: string }
  | { readonly verb: 'desk.more'; readonly person: string }
  /** What has to be done after a loss, as it stands now. */
  | { readonly verb: 'desk.procedure'; readonly person: string; readonly procedure: ProcedureName }
  | { readonly verb: 'desk.procedure-close'; readonly person: string; readonly procedure: ProcedureName }
  | { readonly verb: 'desk.sessions-form'; readonly person: string }
  | { readonly verb: 'desk.suggest-form'; readonly person: string; readonly flow?: string }
  /** `once` is of the form that was sent: the same form does its work once. */
  | { readonly verb: 'desk.suggest'; readonly person: string; readonly flow: string; readonly once: string }
  | { readonly verb: 'desk.checklist-form'; readonly person: string; readonly what?: string }
  | { readonly verb: 'desk.checklist'; readonly person: string; readonly what: string; readonly once: string }
  | { readonly verb: 'desk.hand-over-form'; readonly person: string }
  | {
      readonly verb: 'desk.hand-over';
      readonly person: string;
      readonly colleague: string;
      readonly note: string;
      readonly once: string;
    }
  /** What was suggested is not wanted now. */
  | { readonly verb: 'desk.not-now' }
  /** For administrators of Keysmith: no passes until somebody resumes it. */
  | { readonly verb: 'pause' }
  | { readonly verb: 'resume' };

/** Somebody who may be meant, for a field while its words are typed. */
export interface Suggestion {
  /** Object id; proves nothing. */
  readonly person: string;
  readonly name: string;
  readonly detail: string;
}

/** Read-only and without a trace; empty for everybody but helpdesk agents. */
export interface Suggestions {
  suggest(turn: Turn, words: string): Promise<readonly Suggestion[]>;
}

/** The one door of the services for both channels. Never throws for what people do; bugs and a dead store throw. */
export interface Conversation {
  /** Free text in a 1:1 chat or after a mention. */
  hear(turn: Turn, text: string): Promise<readonly Reply[]>;
  choose(turn: Turn, choice: Choice): Promise<readonly Reply[]>;
  /** The app was installed for this person, or they opened the chat for the first time. */
  greet(turn: Turn): Promise<readonly Reply[]>;
}
