import type { RevokedWhy, TapRequest } from './tap-request-record';

/** The state as people read it, the same in Teams, Slack, audit and docs. */
export function stateInWords(request: TapRequest): string {
  switch (request.state) {
    case 'awaiting-proof':
      return 'waiting for somebody to check who is asking';
    case 'awaiting-approval':
      return 'waiting for a decision';
    case 'approved':
      return request.removal === undefined ? 'approved, not opened yet' : 'approved, not begun yet';
    case 'opening':
      return 'being opened';
    case 'open':
      return request.passGoneAt === undefined ? 'opened' : 'opened, and the pass is gone';
    case 'uncertain':
      return 'being cleaned up';
    case 'removing':
      return 'being carried out';
    case 'completed':
      return 'completed';
    case 'revoked':
      return revokedInWords(request.revokedWhy ?? 'timed-out');
    case 'withdrawn':
      return 'withdrawn';
    case 'denied':
      return 'denied';
    case 'expired':
      return 'expired';
  }
}

function revokedInWords(why: RevokedWhy): string {
  const words: Record<RevokedWhy, string> = {
    hidden: 'revoked, because the pass was not seen twice',
    reported: 'revoked, because somebody said "This was not me"',
    'timed-out': 'revoked, because its time was over',
    unconfirmed: 'revoked, because nobody confirmed the new method',
    risk: 'revoked, because the risk rose',
    'dry-run': 'over: this was a dry run, and no pass was made',
    refused: 'ended, because not everything could be removed',
    mistyped: 'revoked, because a wrong pairing number was typed three times',
  };
  return words[why];
}
