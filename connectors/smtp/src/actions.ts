import { deliverMails } from './deliver.ts'
import { mail } from './mail.ts'
import { kit } from './settings.ts'
import { effect } from './sinks.ts'

/** One mail, whenever an automation says so. */
export const actions = {
  mail: kit.action({
    schema: mail,
    ...effect,
    run: async (context, input, { idempotencyKey }) => {
      const [outcome] = await deliverMails(context, [{ mail: input, idempotencyKey }])
      return outcome ?? { status: 'unknown' }
    },
  }),
}
