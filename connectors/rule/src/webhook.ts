import { fault, type Entry, type Webhook } from '@cartograph/core'
import * as z from 'zod'
import { ruleId } from './identity.ts'
import type { Settings } from './settings.ts'

const who = z.looseObject({ id: ruleId })
/** What is told of a person; there is no name of the event. */
const told = z.looseObject({
  subscriber: who.nullish(),
  suppressed_source_type: z.string().optional(),
  account: z.unknown().optional(),
  import: z.unknown().optional(),
})

/**
 * What Rule tells: somebody was suppressed, came back, agreed, bounced, or was tagged.
 *
 * Rule signs nothing and names no event, so what comes is only a hint: the person is looked at, and where the suppressions may have
 * changed they are listed again. One that is doubled, late or made up costs a request. The address is the secret: it is made in
 * Settings, Developer, Webhooks.
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
  async parse(_context, request) {
    const found = read(await request.text())
    if (found === undefined)
      throw fault({ kind: 'contract', message: 'This is no webhook of Rule.' })
    return { entries: entriesOf(found) }
  },
}

function entriesOf(body: z.infer<typeof told>): readonly Entry[] {
  const { subscriber } = body
  if (body.import !== undefined) return [{ op: 'refresh', stream: 'subscribers' }]
  if (subscriber === undefined || subscriber === null) return []
  const person: Entry = { op: 'refresh', stream: 'subscribers', key: [String(subscriber.id)] }
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
