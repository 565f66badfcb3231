import { personal, upserts, type Context, type Key } from '@cartograph/core'
import * as z from 'zod'
import { readSubscriber, ruleId, isSuppressed } from './identity.ts'
import { listPosition, readList } from './lists.ts'
import { kit, type Settings } from './settings.ts'

const tag = z.looseObject({ id: ruleId, name: z.string() })

/** A subscriber: what the list and a look at one say alike. */
export const subscriberRow = z.looseObject({
  id: ruleId,
  email: personal('email', z.string().nullish()),
  phone_number: personal('phone', z.string().nullish()),
  language: z.string().nullish(),
  opted_in: z.boolean().nullish(),
  created_at: z.string().nullish(),
  updated_at: z.string().nullish(),
  tags: z.array(tag),
  /** Whether any message is held back. */
  suppressed: z.boolean(),
})
export type SubscriberRow = z.infer<typeof subscriberRow>

const listed = z.looseObject({
  id: ruleId,
  tags: z.array(tag).nullish(),
  suppressed: z.unknown().optional(),
})

export const subscriberList = { path: '/v2/subscribers', name: 'subscribers', row: listed }

export const subscribers = kit.stream({
  schema: subscriberRow,
  key: ({ id }) => String(id),
  deletes: 'absent',
  list: {
    params: z.null(),
    position: listPosition,
    async *plan() {
      yield { params: null }
    },
    async *read(context, _slice, from) {
      for await (const page of readList(context, subscriberList, from))
        yield { ...page, items: upserts(page.items.map(rowOf)) }
    },
    async *keys(context, _slice, from) {
      for await (const page of readList(context, subscriberList, from))
        yield { ...page, items: page.items.map(({ id }): Key => [String(id)]) }
    },
  },
  get: { maxKeys: 1, read: readSubscribers },
})

async function readSubscribers(
  context: Context<Settings>,
  keys: readonly Key[],
): Promise<readonly (SubscriberRow | null)[]> {
  const rows: (SubscriberRow | null)[] = []
  for (const [id] of keys) {
    const found = await readSubscriber(context, 'id', String(id))
    rows.push(found === undefined ? null : rowOf(found))
  }
  return rows
}

/** In a list `suppressed` is a flag, in a look at one it is a list. */
function rowOf(shown: {
  readonly id: number | string
  readonly tags?: unknown
  readonly suppressed?: unknown
  readonly [field: string]: unknown
}): SubscriberRow {
  const { id, email, phone_number, language, opted_in, created_at, updated_at } = shown
  const { data: tags } = z.array(tag).safeParse(shown.tags)
  return {
    id: String(id),
    email: textOf(email),
    phone_number: textOf(phone_number),
    language: textOf(language),
    opted_in: typeof opted_in === 'boolean' ? opted_in : null,
    created_at: textOf(created_at),
    updated_at: textOf(updated_at),
    tags: (tags ?? []).map((one) => ({ id: String(one.id), name: one.name })),
    suppressed: isHeldBack(shown),
  }
}

function isHeldBack(shown: { readonly id: number | string; readonly suppressed?: unknown }) {
  return typeof shown.suppressed === 'boolean'
    ? shown.suppressed
    : Array.isArray(shown.suppressed)
      ? shown.suppressed.length > 0
      : isSuppressed(shown)
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
