import type { Outcome } from '@cartograph/core'

/** A mail server passes mails on; nothing that Cartograph could take back is kept there. */
export async function eraseNothing(): Promise<Outcome> {
  return {
    status: 'skipped',
    reason:
      'Nothing is kept here. Mails that were sent are with whoever got them, and copies may be in the Sent folder of the account.',
    again: 'changed',
  }
}
