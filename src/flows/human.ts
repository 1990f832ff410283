/** The way out to a person: what is known is shown first, then sent to the helpdesk. */
export const askAPerson = { title: 'Send this to the helpdesk', does: { verb: 'handover.show' } } as const;

/** The same where nothing else helps until somebody has changed something. */
export const askAPersonFirst = { ...askAPerson, style: 'positive' } as const;
