import type { Parcel, Peer } from '../peer.ts'
import type { Argument, HostAsk, Path, Result, Target } from '../protocol.ts'
import { requestOf, responseOf } from '../web-data.ts'
import { contextOf, type CalledContext } from './context.ts'
import { describe, isSchema } from './description.ts'
import { factsOf, plainIssues } from './facts.ts'
import { loadExports } from './load.ts'
import { memberAt } from './members.ts'
import { kept, resultOf } from './results.ts'
import { valuesOf } from './sources.ts'

interface OpenCall {
  readonly calledOff: AbortController
  readonly path: Path
  readonly parts: unknown
  context?: CalledContext
  steps?: AsyncIterator<unknown>
}

export interface Calls {
  readonly serve: (asked: Parcel) => Promise<Parcel>
  /** The host called a call off. */
  abort(call: number): void
}

/** Runs what the host asks for in the connector's code. */
export function callsOf(peer: () => Peer): Calls {
  let loading: Promise<readonly object[]> | undefined
  const partsByNumber = new Map<number, Promise<unknown>>()
  const open = new Map<number, OpenCall>()
  const callbacks = new Map<number, () => Promise<unknown>>()
  let lastCallback = 0
  const keep = (work: () => Promise<unknown>) => {
    lastCallback += 1
    callbacks.set(lastCallback, work)
    return lastCallback
  }

  const begin = async (asked: Extract<HostAsk, { do: 'call' }>, bytes: Uint8Array | undefined) => {
    const { target, path, call } = asked
    const { root, parts } = await rootOf(target)
    const [owner, work] = memberAt(root, path)
    const here: OpenCall = { calledOff: new AbortController(), path, parts }
    open.set(call, here)
    const scene = {
      peer: peer(),
      call,
      signal: here.calledOff.signal,
      callbacks: { keep, forget: (callback: number) => void callbacks.delete(callback) },
    }
    const argumentOf = (argument: Argument): unknown => {
      if (argument.kind === 'request') return requestOf(argument.request, bytes)
      if (argument.kind === 'response')
        return responseOf(argument.response, new Uint8Array(bytes ?? []))
      if (argument.kind === 'pages')
        return valuesOf((wish) => peer().ask({ value: { ...wish, of: call } }), argument.source)
      if (argument.kind === 'value') return argument.value
      here.context = contextOf(argument.context, scene)
      if (argument.context.aborted) here.calledOff.abort()
      return here.context.context
    }
    try {
      const result = (work as (...all: unknown[]) => unknown).apply(
        owner,
        asked.arguments.map(argumentOf),
      )
      if (isIterable(result)) {
        here.steps = result[Symbol.asyncIterator]()
        return { value: { kind: 'pages' } satisfies Result }
      }
      return await resultOf(path, parts, await result)
    } finally {
      if (here.steps === undefined) open.delete(call)
    }
  }

  const step = async ({ call, how, now }: Extract<HostAsk, { do: 'step' }>): Promise<Parcel> => {
    const here = open.get(call)
    if (here?.steps === undefined) return { value: { kind: 'end' } satisfies Result }
    here.context?.setClock(now)
    let isOver = true
    try {
      const taken = how === 'next' ? await here.steps.next() : await here.steps.return?.()
      isOver = how === 'return' || taken?.done === true
      return isOver
        ? { value: { kind: 'end' } satisfies Result }
        : await resultOf(here.path, here.parts, taken?.value)
    } finally {
      if (isOver) open.delete(call)
    }
  }

  const rootOf = async ({ definition, parts }: Target) => {
    const root = (await loading)?.[definition]
    const given = parts === undefined ? undefined : await partsByNumber.get(parts)
    return { root: parts === undefined ? root : given, parts: given }
  }

  const answers: {
    [Do in HostAsk['do']]: (
      asked: Extract<HostAsk, { do: Do }>,
      bytes: Uint8Array | undefined,
    ) => Promise<Parcel>
  } = {
    load: async ({ entry }) => {
      const loaded = loadExports(entry)
      loading = loaded.then(({ definitions }) => definitions)
      loading.catch(() => {})
      return { value: (await loaded).exports }
    },
    parts: async ({ definition, parts, known }) => {
      const given = rootOf({ definition }).then(({ root }): unknown => {
        const [owner, give] = memberAt(root, ['parts'])
        return (give as (known: unknown) => unknown).call(owner, known)
      })
      // At once: what is asked next may be about them already.
      partsByNumber.set(parts, given)
      return { value: describe(await given) }
    },
    call: begin,
    step,
    validate: async ({ target, path, value }) => {
      const { root } = await rootOf(target)
      return { value: await validated(memberAt(root, path)[1], value) }
    },
    facts: async ({ target, path, value }) => {
      const { root } = await rootOf(target)
      return { value: factsOf(memberAt(root, path)[1], value) }
    },
    callback: async ({ callback }) => ({
      value: kept(await callbacks.get(callback)?.()) ?? null,
    }),
  }
  return {
    serve: ({ value, bytes }) => {
      const asked = value as HostAsk
      return (answers[asked.do] as (asked: HostAsk, bytes?: Uint8Array) => Promise<Parcel>)(
        asked,
        bytes,
      )
    },
    abort: (call) => open.get(call)?.calledOff.abort(),
  }
}

async function validated(schema: unknown, value: unknown): Promise<unknown> {
  if (!isSchema(schema)) throw new Error('There is no schema at this place.')
  const result = await schema['~standard'].validate(value)
  return result.issues === undefined
    ? { value: kept(result.value) }
    : { issues: plainIssues(result.issues) }
}

function isIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}
