import type { Outcome } from '@cartograph/core'

/** Cartograph keeps nothing at Slack but what it posted, and a message that people talk about is not for it to take away. */
export async function eraseNothing(): Promise<Outcome> {
  return {
    status: 'skipped',
    reason:
      'Messages that were posted stay in their channels: where they tell of the person, search for them in Slack and delete them.',
    again: 'changed',
  }
}
