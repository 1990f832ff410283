import type { Confirmed } from '../confirming';
import type { Commit, JobBody, Ledger } from '../ports';
import type { Reply } from '../turn';
import type { CardData, DialogView, MessageView, View } from '../views';

/*
 * TAP_DRY_RUN: everything but writing to Microsoft Entra. Whatever shows a pass or a request says so, in words, and
 * each audit row of it does. `settings.dryRun` is what stands before each write (open, settle, recovery).
 */
const DRY_RUN = 'Dry run';

/** Words that say it once, however often they are marked. */
function mark(words: string): string {
  return words.startsWith(DRY_RUN) ? words : `${DRY_RUN}: ${words}`;
}

type Headed = {
  [Name in keyof CardData]: CardData[Name] extends { readonly headline: string } ? Name : never;
}[keyof CardData];
type Titled = {
  [Name in keyof CardData]: CardData[Name] extends { readonly title: string } ? Name : never;
}[keyof CardData];

function headed<Name extends Headed>(view: View<Name>): View<Name> {
  return { ...view, data: { ...view.data, headline: mark(view.data.headline) }, text: mark(view.text) };
}

function titled<Name extends Titled>(view: View<Name>): View<Name> {
  return { ...view, data: { ...view.data, title: mark(view.data.title) }, text: mark(view.text) };
}

export function markedMessage(view: MessageView): MessageView {
  switch (view.card) {
    case 'notice':
      return titled(view);
    case 'queue':
      return headed(view);
    default:
      return markedRequest(view) ?? { ...view, text: mark(view.text) };
  }
}

/** Cards that follow a request; undefined for every other. */
function markedRequest(view: MessageView): MessageView | undefined {
  switch (view.card) {
    case 'tap-status':
      return headed(view);
    case 'tap-approval':
      return headed(view);
    case 'tap-proof':
      return headed(view);
    case 'method-appeared':
      return headed(view);
    default:
      return undefined;
  }
}

/** For what is drawn again long after it was first said: only what follows a request is marked. */
export function markedIfRequest(dryRun: boolean, view: MessageView): MessageView {
  return dryRun ? (markedRequest(view) ?? view) : view;
}

function markedDialog(view: DialogView | MessageView): DialogView | MessageView {
  switch (view.card) {
    case 'form':
      return titled(view);
    case 'pass-opening':
      return headed(view);
    case 'pairing-number':
      return headed(view);
    case 'pass-shown':
    case 'person':
      return view;
    default:
      return markedMessage(view);
  }
}

export function markedReplies(dryRun: boolean, replies: readonly Reply[]): readonly Reply[] {
  if (!dryRun) return replies;
  return replies.map((reply): Reply => {
    switch (reply.kind) {
      case 'close':
        return { ...reply, text: mark(reply.text) };
      case 'dialog':
        return { ...reply, view: markedDialog(reply.view) };
      // What is true for anybody is no rehearsal.
      case 'post':
        return reply;
      default:
        return { ...reply, view: markedMessage(reply.view) };
    }
  });
}

/** The ledger of everything that concerns a pass: its audit rows and its messages say that it is a rehearsal. */
export function dryRunLedger<Any extends Ledger>(ledger: Any): Any {
  return { ...ledger, commit: (change: Commit) => ledger.commit(rehearsed(change)) };
}

function rehearsed(change: Commit): Commit {
  return {
    ...change,
    audit: change.audit.map((entry) => ({ ...entry, facts: { ...entry.facts, dryRun: true } })),
    jobs: change.jobs.map((job) => ({ ...job, body: markedJob(job.body) })),
  };
}

function markedJob(body: JobBody): JobBody {
  return body.kind === 'tell' ? { ...body, view: markedMessage(body.view) } : body;
}

/** The page that confirms a decision with Entra. */
export function dryRunDecisions<Pending>(decisions: Confirmed<Pending>): Confirmed<Pending> {
  return {
    preview: async (pending) => {
      const preview = await decisions.preview(pending);
      return preview.ok ? { ...preview, value: { ...preview.value, headline: mark(preview.value.headline) } } : preview;
    },
    decideConfirmed: async (pending) => {
      const decided = await decisions.decideConfirmed(pending);
      return decided.ok ? { ...decided, value: mark(decided.value) } : decided;
    },
  };
}
