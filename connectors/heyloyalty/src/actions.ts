import * as z from 'zod'
import { refreshFeed } from './product-feed.ts'
import { kit } from './settings.ts'
import { setOff, trigger } from './trigger.ts'

export const actions = {
  /** The hand-over of an abandoned cart, and of whatever else an automation finds. */
  trigger: kit.action({
    schema: trigger,
    // Heyloyalty knows no key by which it would tell a repeat, and a mail too few is the smaller harm.
    onUnknown: 'lose',
    subject: ({ email }) => ({ email, needs: ['email'] }),
    run: setOff,
  }),
  refreshProducts: kit.action({
    schema: z.strictObject({}),
    onUnknown: 'repeat',
    run: async (context) => {
      await refreshFeed(context)
      return { status: 'ok' }
    },
  }),
}
