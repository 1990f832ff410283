import type { RefusalCode } from '../domain/refusal';

/**
 * What the services want shown. A view is the name of a card template in ../cards and the data that fills it; Teams
 * and Slack draw the same view. `text` says in one or two plain sentences what matters most: notifications and screen
 * readers begin with it. Slack's top-level text goes on with everything else the message says (channels/slack/surfaces).
 */
export interface View<Name extends CardName = CardName> {
  readonly card: Name;
  readonly data: CardData[Name];
  readonly text: string;
  /** Where the view says no: why. For the log; nobody reads it on the card. */
  readonly refused?: RefusalCode;
}

/** Views that may be stored, queued and posted: everything but dialogs. */
export type MessageView = { [Name in MessageCardName]: View<Name> }[MessageCardName];
export type DialogView = { [Name in DialogCardName]: View<Name> }[DialogCardName];

/** Where a message goes. `person` and `room` are ours; each channel finds its own address for them. */
export type Address =
  | { readonly channel: 'teams'; readonly person: string }
  | { readonly channel: 'teams'; readonly room: 'approval' }
  | { readonly channel: 'slack'; readonly person: string }
  | { readonly channel: 'slack'; readonly room: 'approval' | 'helpdesk' };

/** A button. `does` is the choice it makes; `opens: 'dialog'` where the answer is a dialog (Teams) or modal (Slack). */
export interface Button {
  readonly title: string;
  readonly does: ButtonChoice;
  readonly opens?: 'dialog';
  readonly style?: 'default' | 'positive' | 'destructive';
}

/** A choice as a button carries it: a verb and opaque ids. It proves nothing; channels/choice.ts parses what comes back. */
export type ButtonChoice = { readonly verb: string; readonly [id: string]: string };

export interface Link {
  readonly title: string;
  readonly url: string;
}

export interface Labelled {
  readonly title: string;
  readonly value: string;
}

/** Plain paragraphs, one idea each. Words typed by people and names from the directory are shown as plain text runs. */
export type Lines = readonly string[];

export type Tone = 'neutral' | 'good' | 'attention' | 'warning';

export interface CardData {
  /** A sentence or several, with buttons: refusals, news, small answers. */
  notice: {
    readonly tone: Tone;
    readonly title: string;
    readonly lines: Lines;
    readonly buttons: readonly Button[];
    readonly links: readonly Link[];
  };
  welcome: { readonly name: string; readonly abilities: Lines; readonly buttons: readonly Button[] };
  /** One question of a flow; each choice is a button. */
  question: { readonly title: string; readonly why: string; readonly buttons: readonly Button[] };
  /** Ready or blocked, for one person and one method. */
  verdict: {
    readonly tone: Tone;
    readonly headline: string;
    readonly method: string;
    readonly findings: readonly {
      readonly what: string;
      readonly why: string;
      readonly fix: string;
      readonly who: string;
    }[];
    /** What could not be read, each a sentence. */
    readonly gaps: Lines;
    /** "Checked just now. Policy read 4 minutes ago." */
    readonly age: string;
    readonly buttons: readonly Button[];
  };
  /** What an error or symptom is, held against the live tenant: this is it, not that but this, or not from here. */
  answer: {
    readonly tone: Tone;
    /** The entry, as its button names it. */
    readonly topic: string;
    readonly headline: string;
    readonly lines: Lines;
    readonly findings: CardData['verdict']['findings'];
    /** What it means for anybody, with what to do and who can; empty where a finding says so. */
    readonly general: Lines;
    readonly fix: string;
    readonly who: string;
    readonly gaps: Lines;
    /** What only the person can see; its choices are the first buttons. */
    readonly question: string;
    readonly age: string;
    readonly buttons: readonly Button[];
  };
  /** The person's own last sign-ins, with the policies of each. */
  'sign-ins': {
    readonly headline: string;
    readonly entries: readonly { readonly title: string; readonly detail: string; readonly policies: Lines }[];
    readonly gaps: Lines;
    readonly age: string;
    readonly buttons: readonly Button[];
  };
  /** What the helpdesk is told when it takes over: shown to the person first, then posted. */
  handover: {
    readonly tone: Tone;
    readonly headline: string;
    readonly facts: readonly Labelled[];
    readonly sections: readonly { readonly title: string; readonly lines: Lines }[];
    /** Typed by the person, without what looks like a secret; only with their yes. */
    readonly words: string;
    /** Who has taken it. */
    readonly outcome: string;
    readonly buttons: readonly Button[];
  };
  /** Every way to sign in, for one person: what they have, what they can set up, and what is in the way of the rest. */
  overview: {
    readonly tone: Tone;
    readonly headline: string;
    /** What concerns all of them, or the account. */
    readonly notes: Lines;
    readonly methods: readonly {
      readonly name: string;
      /** "✓ Ready", "✗ Not yet": never by colour alone. */
      readonly mark: string;
      readonly detail: string;
      readonly fix: string;
      readonly who: string;
    }[];
    readonly gaps: Lines;
    readonly age: string;
    readonly buttons: readonly Button[];
  };
  /** Numbered steps on a phone or PC, with the timers that run. */
  guide: {
    readonly title: string;
    readonly intro: string;
    readonly steps: readonly { readonly number: string; readonly text: string }[];
    readonly timers: Lines;
    readonly buttons: readonly Button[];
    readonly links: readonly Link[];
  };
  /** The request as its target and requester see it; changes in place over its whole life. */
  'tap-status': {
    readonly tone: Tone;
    /** What the card is about, where that is no pass. */
    readonly about?: string;
    readonly headline: string;
    readonly facts: readonly Labelled[];
    readonly note: string;
    readonly lines: Lines;
    readonly buttons: readonly Button[];
  };
  /** The request as an approver sees it, in Teams and Slack, before and after the decision. */
  'tap-approval': {
    readonly tone: Tone;
    /** What the card is about, where that is no pass. */
    readonly about?: string;
    readonly headline: string;
    readonly facts: readonly Labelled[];
    readonly note: string;
    readonly proofs: Lines;
    readonly risk: Lines;
    readonly history: Lines;
    readonly outcome: string;
    readonly why: string;
    readonly buttons: readonly Button[];
  };
  /** To the manager in Teams, or to the helpdesk channel in Slack: check who is asking. */
  'tap-proof': {
    readonly tone: Tone;
    /** What the card is about, where that is no pass. */
    readonly about?: string;
    readonly headline: string;
    readonly facts: readonly Labelled[];
    readonly note: string;
    readonly lines: Lines;
    readonly outcome: string;
    readonly buttons: readonly Button[];
  };
  /** A method appeared on an account while it was watched. */
  'method-appeared': {
    readonly tone: Tone;
    readonly headline: string;
    readonly facts: readonly Labelled[];
    readonly lines: Lines;
    readonly buttons: readonly Button[];
  };
  /** The person's page for an agent, or a part of it. Only in a window that closes: modal or dialog. */
  person: {
    readonly name: string;
    readonly marks: Lines;
    readonly facts: readonly Labelled[];
    readonly sections: readonly {
      readonly title: string;
      readonly entries: readonly {
        readonly name: string;
        readonly detail: string;
        /** None or one. */
        readonly buttons: readonly Button[];
      }[];
      /** How many are shown, or that there is none. */
      readonly note: string;
      /** To the rest of them: none or one. */
      readonly buttons: readonly Button[];
    }[];
    readonly gaps: Lines;
    readonly age: string;
    readonly buttons: readonly Button[];
  };
  /** Several people fit. */
  people: {
    readonly title: string;
    readonly choices: readonly { readonly name: string; readonly detail: string; readonly button: Button }[];
  };
  /** What waits for this agent or approver: App Home, "queue". */
  queue: {
    readonly headline: string;
    readonly lines: Lines;
    readonly waiting: readonly { readonly title: string; readonly detail: string; readonly button: Button }[];
    readonly buttons: readonly Button[];
    readonly links: readonly Link[];
  };
  /** The page of one's own in Slack: what waits, what one asked for and where it stands, and whether one is linked. */
  home: {
    readonly headline: string;
    readonly lines: Lines;
    readonly buttons: readonly Button[];
    readonly sections: readonly {
      readonly title: string;
      readonly note: string;
      readonly rows: readonly { readonly title: string; readonly detail: string; readonly button: Button }[];
    }[];
  };
  /** Dialog: a form with labelled inputs; submitted with `submit`. */
  form: {
    readonly title: string;
    readonly intro: string;
    readonly choices: readonly {
      readonly id: string;
      readonly label: string;
      readonly options: readonly Labelled[];
      readonly value: string;
      readonly required: boolean;
      /** Several may be chosen; `value` joins them with commas. */
      readonly many?: true;
    }[];
    readonly texts: readonly {
      readonly id: string;
      readonly label: string;
      readonly placeholder: string;
      readonly maxLength: number;
      readonly required: boolean;
      /** People are suggested while somebody types, where the channel can; what comes back is then an object id. */
      readonly suggests?: 'people';
      /** What it begins with. */
      readonly value?: string;
    }[];
    readonly submit: Button;
  };
  /** Dialog: what to read out to the person who was just checked. The only card that ever holds a pairing number. */
  'pairing-number': { readonly headline: string; readonly number: string; readonly lines: Lines };
  /** Dialog: before the pass is made. `label` is of the input for the pairing number. */
  'pass-opening': {
    readonly headline: string;
    readonly lines: Lines;
    readonly label: string;
    readonly create: Button;
    readonly others: readonly Button[];
  };
  /** Dialog: the pass itself, once. The only card that ever holds a code. */
  'pass-shown': {
    /** Whose it is, where that is not the reader. */
    readonly about?: string;
    readonly code: string;
    readonly until: string;
    readonly lines: Lines;
    readonly steps: readonly { readonly number: string; readonly text: string }[];
    readonly buttons: readonly Button[];
  };
}

export type CardName = keyof CardData;
/** Never in a message, which stays: only where it closes. */
export type DialogCardName = 'form' | 'pairing-number' | 'pass-opening' | 'pass-shown' | 'person';
export type MessageCardName = Exclude<CardName, DialogCardName>;
