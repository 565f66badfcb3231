import type { Entry } from '@cartograph/core'
import * as z from 'zod'
import { apiVersion } from './api-version.ts'
import type { StripeObject } from './client.ts'
import { instantOf } from './created-walk.ts'
import { eventTypes } from './event-types.ts'
import type { ChildKind, ListedKind } from './kind.ts'
import { childKinds, listedKinds } from './kinds.ts'
import { innerListOf } from './parent-list.ts'
import { startSecond, type Settings } from './settings.ts'

/** An event with the object as it was then, in the version of the account or of the webhook. */
export const fatEvent = z.looseObject({
  id: z.string(),
  object: z.literal('event'),
  type: z.string(),
  created: z.int(),
  api_version: z.string().nullish(),
  /** The connected account that it is of. */
  account: z.string().nullish(),
  livemode: z.boolean().optional(),
  data: z.looseObject({ object: z.looseObject({ object: z.string(), id: z.string().optional() }) }),
})
export type FatEvent = z.infer<typeof fatEvent>

/** An event that only says which object changed. */
export const thinEvent = z.looseObject({
  id: z.string(),
  object: z.literal('v2.core.event'),
  type: z.string(),
  /** The connected account that it is of. */
  context: z.string().nullish(),
  livemode: z.boolean().optional(),
  related_object: z.looseObject({ id: z.string(), type: z.string() }).nullish(),
})
export type ThinEvent = z.infer<typeof thinEvent>

/** The streams that events speak of, by what Stripe calls their objects. */
const streamsByObject: ReadonlyMap<
  string,
  {
    readonly name: string
    readonly kind: Partial<ListedKind> & Pick<ChildKind, 'deletes'> & Partial<ChildKind>
  }
> = new Map(
  Object.entries({ ...listedKinds, ...childKinds })
    .filter(([name]) => Object.hasOwn(eventTypes, name))
    .map(([name, kind]) => [kind.object, { name, kind }]),
)

/** Objects without a stream of their own that are part of another one's rows, and the field that says which row. */
const parts: ReadonlyMap<string, readonly { readonly stream: string; readonly field: string }[]> =
  new Map([
    [
      'discount',
      [
        { stream: 'customers', field: 'customer' },
        { stream: 'subscriptions', field: 'subscription' },
      ],
    ],
    ['fee_refund', [{ stream: 'applicationFees', field: 'fee' }]],
  ])

/**
 * What an event says: the object itself where it has the shape of our version and is whole, else only that it is to be read.
 *
 * An event is rendered in the version of the account, or of its webhook, when it is made; it never has fields that only come when
 * asked for. Its instant says when the object was so. Events of kinds that have no stream say nothing.
 */
export function entriesOf(event: FatEvent, config: Settings): readonly Entry[] {
  const { id, type, data, created } = event
  const { object } = data
  const found = streamsByObject.get(object.object)
  if (found === undefined) return partEntries(object, id)
  // An upcoming invoice is none yet, and has no id.
  if (object.id === undefined) return []
  const row: StripeObject = { ...object, id: object.id }
  const { name: stream, kind } = found
  const key = [row.id] as const
  if (isTooOld(row, kind, config) || isOfOtherClock(row, kind, config)) return []
  const owner = kind.parentField === undefined ? undefined : row[kind.parentField]
  const told = {
    stream,
    id,
    at: created * 1000,
    ...(typeof owner === 'string' && { parent: [owner] as const }),
  }
  if (isGone(type, row, kind)) return [{ op: 'delete', key, ...told }]
  if (event.api_version !== apiVersion || !isWhole(row, kind))
    return [{ op: 'refresh', key, stream, id }]
  return [{ op: 'upsert', row, ...told }]
}

/** A thin event never has the object, so it is read. */
export function thinEntriesOf({ id, related_object: related }: ThinEvent): readonly Entry[] {
  if (related === null || related === undefined) return []
  const found = streamsByObject.get(related.type)
  return found === undefined ? [] : [{ op: 'refresh', key: [related.id], stream: found.name, id }]
}

function partEntries(object: FatEvent['data']['object'], id: string): readonly Entry[] {
  return (parts.get(object.object) ?? []).flatMap(({ stream, field }) => {
    const key = object[field]
    return typeof key === 'string' ? [{ op: 'refresh', key: [key], stream, id } as const] : []
  })
}

/** A payment method that is detached belongs to nobody, and nobody can use it again. */
function isGone(
  type: string,
  row: StripeObject,
  { deletes, parentField }: Pick<ChildKind, 'deletes'> & Partial<ChildKind>,
): boolean {
  if (deletes === 'never') return false
  return (
    /\.(?:deleted|detached)$/.test(type) || (parentField !== undefined && row[parentField] === null)
  )
}

function isTooOld(row: StripeObject, kind: Partial<ListedKind>, config: Settings): boolean {
  const start = startSecond(config)
  const made = instantOf(row, kind)
  return kind.history === 'fromStart' && start !== undefined && made !== undefined && made < start
}

/** Lists leave out what belongs to a test clock that is not named, and so do we. */
function isOfOtherClock(
  { test_clock: clock }: StripeObject,
  { testClocks }: Partial<ListedKind>,
  config: Settings,
): boolean {
  return (
    testClocks === true && typeof clock === 'string' && config.testClocks?.includes(clock) !== true
  )
}

function isWhole(row: StripeObject, { expand, nested }: Partial<ListedKind>): boolean {
  if (expand !== undefined) return false
  return nested === undefined || innerListOf(row, nested.field)?.has_more === false
}
