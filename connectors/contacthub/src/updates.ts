import type { Context, Entry, Page } from '@cartograph/core'
import * as z from 'zod'
import { assumedUpdatesKeptMs, keyName, updatesAtOnce } from './assumptions.ts'
import { askContacthub, parsedAs } from './client.ts'
import { kit, type Settings } from './settings.ts'

const kinds = [
  { entity: 'CUSTOMER', stream: 'customers' },
  { entity: 'EVENT', stream: 'events' },
] as const
type Kind = (typeof kinds)[number]

/** The greatest offset that is known, by stream. */
const updatesPosition = z.strictObject({ customers: z.number(), events: z.number() })
type Position = z.infer<typeof updatesPosition>

const lastOffset = z.looseObject({ lastOffset: z.number() })
const update = z.looseObject({
  operation: z.string(),
  entity: z.looseObject({
    data: z.looseObject({
      id: z.string(),
      sourceInfo: z.looseObject({ updatedBy: z.string().nullish() }).nullish(),
      properties: z
        .looseObject({ extraProperties: z.record(z.string(), z.unknown()).nullish() })
        .nullish(),
    }),
  }),
})
const updates = z.looseObject({ nextOffset: z.number().nullish(), updates: z.array(update) })

/**
 * The log of what changed in the node, for tokens whose role may read it.
 *
 * It shows a record in part, so a change is a reason to look at the record, and a deletion is one. Our own writes that show whose
 * they are cost nothing.
 */
export const feed = kit.feed({
  streams: ['customers', 'events'],
  position: updatesPosition,
  retentionMs: assumedUpdatesKeptMs,
  settleMs: 0,
  permissions: ['Updates: read'],
  async start(context) {
    const [customers, events] = [
      await offsetOf(context, 'CUSTOMER'),
      await offsetOf(context, 'EVENT'),
    ]
    return { customers, events }
  },
  async *read(context, from) {
    let here = from
    for (const kind of kinds) {
      if (!context.run.streams.includes(kind.stream)) continue
      for (;;) {
        const page: Page<Entry, Position> & { readonly count: number } = await readPage(
          context,
          kind,
          here,
        )
        here = page.next
        if (page.count === 0) break
        yield { items: page.items, next: here }
      }
    }
    yield { items: [], next: here, end: true }
  },
})

async function offsetOf(context: Context<Settings>, entity: Kind['entity']): Promise<number> {
  const answer = await askContacthub(context, {
    path: ['updates', 'last-offset'],
    route: '/updates/last-offset',
    query: { nodeId: context.config.nodeId, entity },
  })
  return parsedAs(lastOffset, answer).lastOffset
}

async function readPage(context: Context<Settings>, { entity, stream }: Kind, from: Position) {
  const answer = await askContacthub(context, {
    path: ['updates'],
    route: '/updates',
    query: {
      nodeId: context.config.nodeId,
      entity,
      offset: String(from[stream]),
      size: String(updatesAtOnce),
    },
  })
  const told = parsedAs(updates, answer)
  const items = told.updates.flatMap((one): readonly Entry[] => {
    const key = [one.entity.data.id] as const
    if (one.operation === 'DELETE') return [{ op: 'delete', stream, key }]
    return isOurs(context.config, one) ? [] : [{ op: 'refresh', stream, key }]
  })
  const next = { ...from, [stream]: Math.max(told.nextOffset ?? from[stream], from[stream]) }
  return { items, next, count: next[stream] > from[stream] ? told.updates.length : 0 }
}

function isOurs({ sourceId }: Settings, { entity: { data } }: z.infer<typeof update>): boolean {
  const by = data.sourceInfo?.updatedBy ?? null
  const isOurCustomer = sourceId !== undefined && by === sourceId
  return isOurCustomer || data.properties?.extraProperties?.[keyName] !== undefined
}
