import { fault, type Context, type Fetch, type Files, type Json } from '@cartograph/core'
import type { ContextData, ResponseData } from '../protocol.ts'
import { bodyOf, requestData, responseOf } from '../web-data.ts'
import { errorOf } from './failures.ts'
import { piecesOf, valuesOf } from './sources.ts'
import { surfacePart } from './surface.ts'
import type { CallScene, Want } from './want.ts'

/** A context whose every request goes to the host. */
export interface CalledContext {
  readonly context: Context<unknown>
  /** The vendor's clock stood so. */
  setClock(now: number): void
}

export function contextOf(data: ContextData, scene: CallScene): CalledContext {
  const { peer, call, signal, callbacks } = scene
  let clock = { at: performance.now(), now: data.now }
  const setClock = (now: number) => {
    clock = { at: performance.now(), now }
  }
  const want: Want = (wish, more) =>
    peer.ask({ value: { ...wish, of: call }, bytes: more?.bytes }, more?.signal)
  const write =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (message: unknown, fields: object = {}) =>
      peer.tell({ tell: 'log', of: call, level, message: String(message), fields: { ...fields } })
  const context: Context<unknown> = {
    config: deepFrozen(data.config),
    account: data.account as Context<unknown>['account'],
    run: data.run as Context<unknown>['run'],
    fetch: fetchOf(want, setClock),
    signal,
    now: () => Math.floor(clock.now + performance.now() - clock.at),
    memo: async <T extends Json>(key: string, freshMs: number, load: () => Promise<T>) => {
      const callback = callbacks.keep(load)
      try {
        return (await want({ want: 'memo', key, freshMs, callback })).value as T
      } finally {
        callbacks.forget(callback)
      }
    },
    url: (of) => {
      const known = data.urls[of]
      if (known === undefined)
        throw fault({ kind: 'contract', message: `The address of ${of} is not known.` })
      if ('failure' in known) throw errorOf(known.failure)
      return known.url
    },
    log: {
      debug: write('debug'),
      info: write('info'),
      warn: write('warn'),
      error: write('error'),
    },
    ...(data.hasFiles && { files: filesOf(want) }),
    ...(data.hasConnections && { connect: connectOf(want) }),
  }
  const surface = data.surface
  return {
    context: surface === undefined ? context : { ...context, ...surfacePart(surface, want, scene) },
    setClock,
  }
}

function fetchOf(want: Want, setClock: (now: number) => void): Fetch {
  const make = (options: object): Fetch =>
    Object.assign(
      async (input: string | URL | Request, init?: RequestInit) => {
        const request = new Request(input, { ...init, duplex: 'half' })
        const { signal } = request
        const bytes = await bodyOf(request)
        const answer = await want(
          { want: 'fetch', request: wireRequest(request), options },
          { bytes, signal },
        )
        const { response, source, now } = answer.value as FetchAnswer
        setClock(now)
        const whole = answer.bytes ?? new Uint8Array(0)
        const body = source === undefined ? new Uint8Array(whole) : piecesOf(want, source, whole)
        return responseOf(response, body)
      },
      { with: (more: object) => make({ ...options, ...more }) },
    )
  return make({})
}

interface FetchAnswer {
  readonly response: ResponseData
  readonly source?: number
  readonly now: number
}

function wireRequest(request: Request) {
  const { url, method, headers } = requestData(request)
  return { url, method, headers: headers.map(([name, value]) => [name, value] as [string, string]) }
}

function filesOf(want: Want): Files {
  const sourceOf = async (wish: Parameters<Want>[0]) =>
    ((await want(wish)).value as { readonly source: number }).source
  return {
    list: async function* list(pattern) {
      yield* valuesOf<{ path: string; size: number; modifiedAt: number }>(
        want,
        await sourceOf({ want: 'files.list', pattern }),
      )
    },
    read: async (path, options) =>
      piecesOf(want, await sourceOf({ want: 'files.read', path, ...options })),
    write: async (path) => {
      const { value } = await want({ want: 'files.write', path })
      return written(want, (value as { readonly writer: number }).writer)
    },
    append: async (path, at, bytes) =>
      (await want({ want: 'files.append', path, at }, { bytes })).value as number,
    remove: async (path) => void (await want({ want: 'files.remove', path })),
  }
}

function connectOf(want: Want): NonNullable<Context<unknown>['connect']> {
  return async ({ host, port, tls }) => {
    const { value } = await want({ want: 'connect', host, port, tls })
    const { source, writer } = value as { readonly source: number; readonly writer: number }
    return { readable: piecesOf(want, source), writable: written(want, writer) }
  }
}

/** Bytes that the host writes piece by piece, as they are given. */
function written(want: Want, writer: number): WritableStream<Uint8Array> {
  return new WritableStream<Uint8Array>({
    write: async (bytes) => void (await want({ want: 'write', writer }, { bytes })),
    close: async () => void (await want({ want: 'close', writer })),
    abort: async () => void (await want({ want: 'abort', writer })),
  })
}

/** As the host hands it to a connector of its own process. */
function deepFrozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value
  for (const field of Object.values(value)) deepFrozen(field)
  return Object.freeze(value)
}
