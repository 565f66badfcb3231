import { gathered } from '../queue/index.ts'
import { addWebhooks, type ReceivedWebhook, type Store } from '../store/index.ts'

/** Commits a webhook: only then may it be answered as received. */
export type KeepWebhook = (webhook: ReceivedWebhook) => Promise<void>

/** More would have the first of them wait for the last. */
const limits = {
  most: 100,
  mostWeight: 1_048_576,
  weightOf: ({ body }: ReceivedWebhook) => body.length,
}

/**
 * Commits webhooks, those that come while others are written together after them: a disk takes as long for one as for many, and so
 * does a server. They come before everything else that is to be written, because vendors wait for the answer and nobody for the rest.
 */
export function webhookKeeper(store: Store): KeepWebhook {
  return gathered(limits, async (take) => {
    await store.write((dialect, org) => addWebhooks(dialect, org, take()), 'first')
    return take().map(() => undefined)
  })
}
