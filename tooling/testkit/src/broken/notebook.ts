import { createHash, createHmac } from 'node:crypto'
import {
  author,
  bearer,
  fault,
  faultFrom,
  json,
  keyset,
  keysetPosition,
  timingSafeEqual,
  upserts,
  type Context,
  type Key,
  type Outcome,
  type Registration,
  type SinkItem,
} from '@cartograph/core'
import * as z from 'zod'
import { catalogue } from './notebook-catalogue.ts'
import { eraseReader } from './notebook-erasing.ts'
import { refusedToken } from './notebook-refusal.ts'
import { settings, type Settings } from './notebook-settings.ts'
import { host } from './notebook-vendor.ts'

export const kit = author(settings)

export const note = z.looseObject({ id: z.int(), text: z.string(), updated: z.int() })
export type Note = z.infer<typeof note>
const notesPage = z.object({ rows: z.array(note), total: z.int() })
export const letter = z.looseObject({ id: z.string(), text: z.string() })
export type Letter = z.infer<typeof letter>
const results = z.array(z.object({ id: z.string(), error: z.string().optional() }))

export const pageSize = 10

/** What the vendor answers, or a fault. */
export async function ask(
  { fetch }: Context<Settings>,
  path: string,
  init?: RequestInit,
): Promise<unknown> {
  const response = await fetch(`https://${host}/${path}`, init)
  if (response.status === 401 || response.status === 403) throw await refusedToken(response)
  return json(response)
}

/** A body that fits, or a `contract` fault. */
export function parsed<Value>(schema: z.ZodType<Value>, value: unknown): Value {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw fault({
    kind: 'contract',
    message: 'The notebook answered in a form that is not known here.',
    hint: 'Update the connector.',
  })
}

export async function fetchNotes(
  context: Context<Settings>,
  query: Readonly<Record<string, number | null>>,
) {
  const known = Object.entries(query).filter(([, value]) => value !== null)
  const search = new URLSearchParams(
    Object.fromEntries(known.map(([name, value]) => [name, String(value)])),
  )
  return parsed(notesPage, await ask(context, `notes?${search.toString()}`))
}

export const notes = kit.stream({
  schema: note,
  key: ({ id }) => id,
  version: ({ updated }) => updated,
  deletes: 'absent',
  permissions: ['Notes: read'],
  list: {
    params: z.null(),
    position: keysetPosition,
    paging: 'stable',
    async *plan() {
      yield { params: null, tail: true }
    },
    async *read(context, _slice, from) {
      const walk = keyset({
        fetch: (query) => fetchNotes(context, query),
        at: ({ updated }) => updated,
        pageSize,
        until: context.run.until,
        from,
      })
      for await (const { items, ...page } of walk) yield { ...page, items: upserts(items) }
    },
    async *keys(context, _slice, from) {
      let after = from?.after ?? 0
      for (;;) {
        const ids = parsed(z.array(z.int()), await ask(context, `ids?after=${after}`))
        after = ids.at(-1) ?? after
        const next = { after, before: null, page: 1, total: null, floor: null }
        yield {
          items: ids.map((id) => [id] as const),
          next,
          ...(ids.length < pageSize && { end: true }),
        }
        if (ids.length < pageSize) return
      }
    },
  },
  get: {
    maxKeys: 10,
    read: (context, keys) => Promise.all(keys.map((key) => getNote(context, key))),
  },
})

async function getNote(context: Context<Settings>, [id]: Key): Promise<Note | null> {
  const response = await context.fetch(`https://${host}/notes/${id}`)
  if (response.status === 404) return null
  return parsed(note, await json(response))
}

export async function sendLetters(
  context: Context<Settings>,
  items: readonly SinkItem<Letter>[],
): Promise<readonly Outcome[]> {
  const writes = items.flatMap((item) => (item.op === 'write' ? [item] : []))
  const refused =
    writes.length === 0 ? new Map<string, string>() : await postLetters(context, writes)
  return Promise.all(
    items.map(async (item): Promise<Outcome> => {
      if (item.op === 'delete') return deleteLetter(context, item.key)
      const error = refused.get(item.item.id)
      return error === undefined ? { status: 'ok', remoteId: item.item.id } : failed(error)
    }),
  )
}

export function failed(error: string): Outcome {
  return {
    status: 'failed',
    fault: { $fault: 'v1', kind: 'record', message: error, path: ['text'] },
  }
}

/** What the vendor refused, by id. */
export async function postLetters(
  context: Context<Settings>,
  items: readonly SinkItem<Letter>[],
): Promise<ReadonlyMap<string, string>> {
  const letters = items.flatMap((item) => (item.op === 'write' ? [item.item] : []))
  const key = createHash('sha256').update(items.map((item) => item.idempotencyKey).join('\n'))
  const answer = await ask(
    { ...context, fetch: context.fetch.with({ effect: 'once' }) },
    'letters',
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key.digest('hex') },
      body: JSON.stringify(letters),
    },
  )
  return new Map(
    parsed(results, answer).flatMap(({ id, error }) => (error === undefined ? [] : [[id, error]])),
  )
}

async function deleteLetter({ fetch }: Context<Settings>, [id]: Key): Promise<Outcome> {
  const response = await fetch.with({ effect: 'repeatable', expect: [404] })(
    `https://${host}/letters/${id}`,
    { method: 'DELETE' },
  )
  if (response.status !== 404 && !response.ok) throw await faultFrom(response)
  return { status: 'ok' }
}

export const letters = kit.sink({
  schema: letter,
  key: ({ id }) => id,
  mode: 'upsert',
  deletes: true,
  onUnknown: 'repeatWithKey',
  batch: { maxItems: 20, maxBytes: 100_000 },
  write: sendLetters,
})

export const oneLetter = kit.action({
  schema: letter,
  onUnknown: 'repeatWithKey',
  run: async (context, item, { idempotencyKey }) => {
    const [outcome] = await sendLetters(context, [
      { op: 'write', key: [item.id], idempotencyKey, item, cause: 'live', references: {} },
    ])
    return outcome ?? { status: 'unknown' }
  },
})

export const webhook = {
  async verify(
    _context: Context<Settings>,
    request: Request,
    registered: readonly Registration[],
  ): Promise<void> {
    const body = new Uint8Array(await request.clone().arrayBuffer())
    const given = Buffer.from(request.headers.get('x-signature') ?? '')
    const isSigned = registered
      .flatMap(({ secret: shared }) => (shared === undefined ? [] : [shared]))
      .map((shared) =>
        timingSafeEqual(
          given,
          Buffer.from(createHmac('sha256', shared).update(body).digest('hex')),
        ),
      )
      .includes(true)
    if (!isSigned) throw unsigned()
  },
  async parse(_context: Context<Settings>, request: Request) {
    const { id } = parsed(z.object({ id: z.int() }), await request.json())
    return { entries: [{ op: 'refresh' as const, stream: 'notes', key: [id] as const }] }
  },
  async register(context: Context<Settings>, url: string, before: readonly Registration[]) {
    if (before.length > 0) return before
    const shared = createHash('sha256').update(`${context.config.token} ${url}`).digest('hex')
    const answer = await ask(
      { ...context, fetch: context.fetch.with({ effect: 'repeatable' }) },
      'hooks',
      { method: 'POST', body: JSON.stringify({ url, secret: shared }) },
    )
    return [{ id: parsed(z.object({ id: z.string() }), answer).id, secret: shared }]
  },
  async unregister({ fetch }: Context<Settings>, registered: readonly Registration[]) {
    const send = fetch.with({ effect: 'repeatable', expect: [404] })
    for (const { id } of registered) await send(`https://${host}/hooks/${id}`, { method: 'DELETE' })
  },
}

export function unsigned(): Error {
  return fault({
    kind: 'auth',
    message: 'A webhook is not signed with a secret that is known here.',
    hint: 'Register the webhooks anew.',
  })
}

const account = z.object({ name: z.string() })

/** A connector that does everything right. The broken ones are it, with one thing changed. */
export const notebook = kit.connector({
  id: 'notebook',
  name: 'Notebook',
  hosts: () => [host],
  sign: (request, { config }) => bearer(request, config.token),
  check: async (context) => {
    const { name } = parsed(account, await ask(context, 'account'))
    return { account: { name } }
  },
  parts: () => ({
    streams: { notes },
    sinks: { letters, catalogue },
    actions: { send: oneLetter },
    webhook,
  }),
  erase: eraseReader,
})
