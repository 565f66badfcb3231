import { personal, type Context, type Entry } from '@cartograph/core'
import { createHash } from 'node:crypto'
import * as z from 'zod'
import { assumedCdpIdentifier, changesKeptMs } from './assumptions.ts'
import { audienceFieldsOf } from './cdp-settings.ts'
import { parsedBody } from './client.ts'
import { askCdp } from './memberships.ts'
import { kit, type Settings } from './settings.ts'

/** Somebody who entered an audience of the CDP, or left it. Raptor tells no instant: it is when it was asked. */
const audienceChange = z.object({
  id: z.string(),
  audience: z.string(),
  person: personal('email', z.string()),
  action: z.enum(['entered', 'left']),
  at: z.iso.datetime(),
})

export const audienceChanges = kit.stream({
  schema: audienceChange,
  key: ({ id }) => id,
  deletes: 'never',
})

type Sequence = string | number

/** Changes since a sequence number, as often as there are any. */
export const audienceFeed = kit.feed({
  streams: ['audienceChanges'],
  position: z.object({ sequence: z.union([z.string(), z.number()]).nullable() }),
  retentionMs: changesKeptMs,
  settleMs: 0,
  /** Who is in an audience when the connection begins has not entered it just now. */
  start: async (context) => {
    for (let sequence: Sequence | null = null; ;) {
      const found = await changesSince(context, sequence)
      if (isEnd(found, sequence)) return { sequence: found.sequence }
      sequence = found.sequence
    }
  },
  async *read(context, { sequence: from }) {
    for (let sequence = from; ;) {
      const found = await changesSince(context, sequence)
      const end = isEnd(found, sequence)
      yield {
        items: entriesOf(context, found, sequence),
        next: { sequence: found.sequence },
        ...(end && { end }),
      }
      if (end) return
      sequence = found.sequence
    }
  },
})

interface Found {
  readonly sequence: Sequence
  readonly changes: readonly Readonly<Record<string, unknown>>[]
}

function isEnd({ sequence, changes }: Found, before: Sequence | null): boolean {
  return changes.length === 0 || sequence === before
}

/** @see https://content.raptorservices.com/help-center/cdp/activations/cdp-api (read 2026-11); its form is in no public page */
async function changesSince(context: Context<Settings>, since: Sequence | null): Promise<Found> {
  const { config } = context
  const fields = audienceFieldsOf(config.audienceFields)
  const identifier = config.cdpIdentifier ?? assumedCdpIdentifier
  const query =
    since === null ? '' : `?${new URLSearchParams({ [fields.since]: String(since) }).toString()}`
  const response = await askCdp(
    context,
    `/api/v3/membership/changes/${encodeURIComponent(identifier)}${query}`,
    '/api/v3/membership/changes/{identifier}',
  )
  const answered = z.looseObject({
    [fields.sequence]: z.union([z.string(), z.number()]),
    [fields.changes]: z.array(z.record(z.string(), z.unknown())),
  })
  const found = await parsedBody(response, answered, 'changes of audiences')
  return {
    sequence: found[fields.sequence] as Sequence,
    changes: found[fields.changes] as Found['changes'],
  }
}

/** Read again from the same number, the same changes have the same ids. What is told in another form is passed over. */
function entriesOf(
  { config, now }: Context<Settings>,
  { changes }: Found,
  since: Sequence | null,
): readonly Entry[] {
  const fields = audienceFieldsOf(config.audienceFields)
  const at = new Date(now()).toISOString()
  return changes.flatMap((change, index): readonly Entry[] => {
    const [person, audience, action] = [fields.person, fields.audience, fields.action].map((name) =>
      textOf(change[name]),
    )
    if (person === undefined || audience === undefined || action === undefined) return []
    const id = createHash('sha256')
      .update(JSON.stringify([since, index, person, audience, action]))
      .digest('hex')
      .slice(0, 32)
    const isEntry = action.toLowerCase() === fields.entered.toLowerCase()
    const row = { id, audience, person, action: isEntry ? 'entered' : 'left', at }
    return [{ op: 'upsert', stream: 'audienceChanges', id, row }]
  })
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}
