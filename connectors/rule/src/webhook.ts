import { fault, type Entry, type Webhook } from '@cartograph/core'
import * as z from 'zod'
import { bounceOf, bounceRow, toldBounce } from './bounces.ts'
import type { Settings } from './settings.ts'

/** What is told of a person; there is no name of the event. */
const told = z.looseObject({
  subscriber: bounceRow.shape.subscriber.nullish(),
  bounce: toldBounce.optional().catch(undefined),
  suppressed_source_type: z.string().optional(),
  account: z.unknown().optional(),
  import: z.unknown().optional(),
})

/**
 * What Rule tells: somebody was suppressed, came back, agreed, bounced, or was tagged.
 *
 * Rule signs nothing and names no event, so what comes is a hint: the person is looked at, and where the suppressions may have
 * changed they are listed again. One that is doubled, late or made up costs a request. Only what bounced is believed as it is told,
 * since Rule shows it nowhere else. The address is the secret: it is given to Rule in Settings, Developer, Webhooks.
 *
 * @see https://github.com/rulecom/rule-io-sdk (read 2026-11)
 */
export const webhook: Webhook<Settings> = {
  async verify(_context, request) {
    if (request.method === 'POST' && read(await request.clone().text()) !== undefined) return
    throw fault({
      kind: 'auth',
      message: 'This is no webhook of Rule.',
      hint: 'In Rule: Settings, Developer, Webhooks. Give this address to webhooks about subscribers.',
    })
  },
  async parse(context, request) {
    const found = read(await request.text())
    if (found === undefined)
      throw fault({ kind: 'contract', message: 'This is no webhook of Rule.' })
    return { entries: entriesOf(found, context.now()) }
  },
}

function entriesOf(body: z.infer<typeof told>, now: number): readonly Entry[] {
  const { subscriber, bounce } = body
  if (body.import !== undefined) return [{ op: 'refresh', stream: 'subscribers' }]
  if (subscriber === undefined || subscriber === null) return []
  const person: Entry = { op: 'refresh', stream: 'subscribers', key: [String(subscriber.id)] }
  if (bounce !== undefined) {
    const row = bounceOf(bounce, subscriber, now)
    return [person, { op: 'upsert', stream: 'bounces', id: row.id, row }]
  }
  // Suppressed, or come back, of which nothing tells but that there is nothing else in it.
  const isAboutWays =
    body.suppressed_source_type !== undefined ||
    Object.keys(body).every((name) => name === 'subscriber' || name === 'account')
  return isAboutWays ? [person, { op: 'refresh', stream: 'suppressions' }] : [person]
}

function read(text: string): z.infer<typeof told> | undefined {
  try {
    return told.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
