import { fault, timingSafeEqual, type Webhook } from '@cartograph/core'
import { assumedTriggerKeyHeader } from './assumptions.ts'
import { kit, type Settings } from './settings.ts'
import { triggerRow, triggerRowOf } from './trigger-row.ts'

/** What came by triggers. Raptor keeps nothing that could be listed. */
export const triggers = kit.stream({
  schema: triggerRow,
  key: ({ id }) => id,
  deletes: 'never',
})

/**
 * Triggers, as Raptor hands them to a mail system: with a key in a header, and nothing signed.
 *
 * @see https://content.raptorservices.com/help-center/introduction-to-email-triggers (read 2026-11); the form is in no public page
 */
export const webhook: Webhook<Settings> = {
  async verify({ config }, request) {
    const { triggerKey, triggerKeyHeader = assumedTriggerKeyHeader } = config
    if (triggerKey === undefined)
      throw fault({
        kind: 'auth',
        message: 'A trigger came, and no key of triggers is set.',
        hint: 'Choose a key, write it into `triggerKey`, and tell it to Raptor’s support.',
      })
    const encoder = new TextEncoder()
    const given = encoder.encode(request.headers.get(triggerKeyHeader) ?? '')
    if (timingSafeEqual(given, encoder.encode(triggerKey))) return
    throw fault({
      kind: 'auth',
      message: 'A trigger came without the key that was agreed on.',
      hint: `Ask Raptor’s support which key they send, and in which header; \`triggerKeyHeader\` is ${triggerKeyHeader}.`,
    })
  },
  async parse({ config }, request) {
    const row = triggerRowOf(config, bodyOf(await request.text()))
    if (row === undefined)
      throw fault({
        kind: 'contract',
        message: 'What came is no trigger: it has no name or no instant where they are expected.',
        hint: 'Ask Raptor’s support for an example, and compare it with `triggerFields`.',
      })
    return {
      entries: [{ op: 'upsert', stream: 'triggers', id: row.id, at: Date.parse(row.at), row }],
    }
  },
}

function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
