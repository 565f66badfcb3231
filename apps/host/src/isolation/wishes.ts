import type { Json, JsonObject, SurfaceContext } from '@cartograph/core'
import { contextOf, surfaceOf, type Called, type CalledBook } from './called.ts'
import type { Parcel } from './peer.ts'
import { tellShape, wishShape, type HostAsk, type Wish, type WishOf } from './protocol.ts'
import { requestOf, responseData } from './web-data.ts'

/** Calls back into the process that asks. */
export type AskBack = (asked: HostAsk) => Promise<Parcel>

interface Scene {
  readonly called: Called
  readonly askBack: AskBack
  readonly bytes: Uint8Array | undefined
  readonly signal: AbortSignal
}

/**
 * Does for a connector what its context can do, and nothing else.
 *
 * Every wish names the call that it is made in, so that it gets what that call's context allows: its hosts, its budgets, its
 * files, its dry run.
 */
export async function serveWish(
  book: CalledBook,
  askBack: AskBack,
  { value, bytes }: Parcel,
  signal: AbortSignal,
): Promise<Parcel> {
  const wish = wishShape.parse(value)
  const fulfil = fulfilments[wish.want] as (wish: Wish, scene: Scene) => Promise<Parcel>
  return fulfil(wish, { called: book.of(wish.of), askBack, bytes, signal })
}

const nothing: Parcel = { value: null }

const fulfilments: {
  readonly [Want in Wish['want']]: (wish: WishOf<Want>, scene: Scene) => Promise<Parcel>
} = {
  fetch: fetched,
  next: ({ source: number }, { called }) => nextOf(called, number),
  drop: async ({ source: number }, { called: { sources } }) => {
    await sources.get(number)?.return?.()
    sources.delete(number)
    return nothing
  },
  memo: async ({ key, freshMs, callback }, { called, askBack }) => {
    const load = async () => (await askBack({ do: 'callback', callback })).value as Json
    return { value: await contextOf(called).memo(key, freshMs, load) }
  },
  'files.list': async ({ pattern }, { called }) =>
    source(called, filesOf(called).list(pattern)[Symbol.asyncIterator]()),
  'files.read': async ({ path, fromByte }, { called }) => {
    const options = fromByte === undefined ? {} : { fromByte }
    return source(called, (await filesOf(called).read(path, options)).values())
  },
  'files.write': async ({ path }, { called }) => {
    return { value: { writer: writerOn(called, await filesOf(called).write(path)) } }
  },
  connect: async ({ host, port, tls }, { called }) => {
    const { connect } = contextOf(called)
    if (connect === undefined) throw new Error('The package does not declare that it connects.')
    const { readable, writable } = await connect({ host, port, tls })
    const opened = source(called, readable.values())
    return { value: { ...(opened.value as object), writer: writerOn(called, writable) } }
  },
  write: async ({ writer }, { called, bytes }) => {
    await writerOf(called, writer).write(bytes ?? new Uint8Array(0))
    return nothing
  },
  close: async ({ writer }, { called }) => {
    await writerOf(called, writer).close()
    return nothing
  },
  abort: async ({ writer }, { called }) => {
    await writerOf(called, writer).abort()
    return nothing
  },
  'files.append': async ({ path, at }, { called, bytes }) => ({
    value: await filesOf(called).append(path, at, bytes ?? new Uint8Array(0)),
  }),
  'files.remove': async ({ path }, { called }) => {
    await filesOf(called).remove(path)
    return nothing
  },
  find: async ({ entity, where, options, inTransaction }, { called }) => {
    const find = inTransaction ? transactionOf(called).find : surfaceOf(called).find
    return { value: await find(entity, where as JsonObject, defined(options ?? {})) }
  },
  'metrics.catalogue': async (_wish, { called }) => ({
    value: await surfaceOf(called).metrics.catalogue(),
  }),
  'metrics.query': async (wish, { called }) => {
    const query = wish.query as Parameters<SurfaceContext<unknown>['metrics']['query']>[0]
    return source(called, surfaceOf(called).metrics.query(query)[Symbol.asyncIterator]())
  },
  transact: transacted,
  'transaction.get': async ({ stream, key }, { called }) => {
    const [first = '', ...rest] = key
    return { value: (await transactionOf(called).get(stream, [first, ...rest])) ?? null }
  },
}

/** What a connector says without waiting for an answer. */
export function hearTell(book: CalledBook, told: unknown): void {
  const parsed = tellShape.safeParse(told)
  if (!parsed.success) throw new Error('a message of no known form')
  const tell = parsed.data
  const called = book.find(tell.of)
  // What comes after the end of its call comes too late, and does no harm.
  if (called === undefined) return
  if (tell.tell === 'log') {
    contextOf(called).log[tell.level](tell.message, tell.fields)
    return
  }
  try {
    transactionOf(called).put(tell.entry as unknown as Parameters<Transaction['put']>[0])
  } catch (error) {
    called.putError ??= error
  }
}

type Transaction = NonNullable<Called['transaction']>

/** A body up to that length travels with its answer. */
const promptBytes = 1_048_576

async function fetched(
  { request, options }: WishOf<'fetch'>,
  { called, bytes, signal }: Scene,
): Promise<Parcel> {
  const context = contextOf(called)
  const response = await context.fetch.with(defined(options))(requestOf(request, bytes), { signal })
  const now = context.now()
  const data = responseData(response)
  if (response.body === null) return { value: { response: data, now } }
  const pieces = response.body.values()
  const first: Uint8Array[] = []
  let length = 0
  while (length < promptBytes) {
    const { done, value } = await pieces.next()
    if (done === true) return { value: { response: data, now }, bytes: Buffer.concat(first) }
    first.push(value)
    length += value.length
  }
  const { value } = source(called, pieces)
  return { value: { response: data, now, ...(value as object) }, bytes: Buffer.concat(first) }
}

async function transacted({ locks, once, callback }: WishOf<'transact'>, scene: Scene) {
  const { called, askBack } = scene
  const value = await surfaceOf(called).transact<Json>({ locks, once }, async (transaction) => {
    called.transaction = transaction
    called.putError = undefined
    try {
      const done = (await askBack({ do: 'callback', callback })).value
      if (called.putError !== undefined) throw called.putError
      return done as { readonly commit: boolean; readonly answer: Json }
    } finally {
      called.transaction = undefined
    }
  })
  return { value }
}

function source({ sources }: Called, steps: AsyncIterator<unknown>): Parcel {
  const number = Math.max(0, ...sources.keys()) + 1
  sources.set(number, steps)
  return { value: { source: number } }
}

async function nextOf({ sources }: Called, number: number): Promise<Parcel> {
  const steps = sources.get(number)
  if (steps === undefined) throw new Error('This has been read to its end.')
  const { done, value } = await steps.next()
  if (done === true) {
    sources.delete(number)
    return { value: { isDone: true } }
  }
  return value instanceof Uint8Array
    ? { value: { isDone: false }, bytes: value }
    : { value: { isDone: false, value } }
}

function filesOf(called: Called) {
  const { files } = contextOf(called)
  if (files === undefined) throw new Error('The package does not declare that it needs files.')
  return files
}

function writerOn({ writers }: Called, stream: WritableStream<Uint8Array>): number {
  const writer = Math.max(0, ...writers.keys()) + 1
  writers.set(writer, stream.getWriter())
  return writer
}

function writerOf({ writers }: Called, number: number) {
  const writer = writers.get(number)
  if (writer === undefined) throw new Error('There is nothing such being written.')
  return writer
}

function transactionOf({ transaction }: Called): Transaction {
  if (transaction === undefined) throw new Error('The transaction is over.')
  return transaction
}

/** Without the fields that are undefined. */
function defined<Fields extends object>(
  fields: Fields,
): {
  [Name in keyof Fields]: Exclude<Fields[Name], undefined>
} {
  const present = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(present) as ReturnType<typeof defined<Fields>>
}
