import { fault, personal } from '@cartograph/core'
import * as z from 'zod'
import { askRaptor, parsedBody } from './client.ts'
import { kit } from './settings.ts'

const answered = z.looseObject({
  results: z.array(z.looseObject({ emailAddress: z.string(), reaId: z.string() })),
})
const longMs = 30 * 86_400_000

/**
 * Raptor’s id of an address, for links in mails (`?reaid=…`). It is made where there is none yet.
 *
 * @see https://content.raptorservices.com/help-center/email-marketing-integration-reaid-sync-endpoint (read 2026-11)
 */
export const reaId = kit.lookup({
  input: z.strictObject({ email: personal('email', z.string().min(1)) }),
  output: z.string(),
  freshMs: longMs,
  get: async (context, { email }) => {
    const { reaIdKey } = context.config
    if (reaIdKey === undefined)
      throw fault({
        kind: 'config',
        scope: 'part',
        message: 'There is no key of ReaIDs.',
        hint: 'Ask Raptor’s support for a key and its address, and write them into `reaIdKey` and `addresses.reaIds`.',
      })
    const response = await askRaptor(context, {
      service: 'reaIds',
      method: 'POST',
      path: '/GetOrCreate',
      route: '/GetOrCreate',
      headers: { authorization: `Bearer ${reaIdKey}` },
      body: { emailAddresses: [email] },
      expect: [400],
    })
    // Answered where no address is one.
    if (response.status === 400) {
      await response.body?.cancel()
      return null
    }
    const { results } = await parsedBody(response, answered, 'ReaIDs')
    const [only] = results
    return only?.reaId ?? null
  },
})
