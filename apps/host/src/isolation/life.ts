import { fault, type Fault } from '@cartograph/core'
import { connectorCommand, connectorEnvironment, type CommandOptions } from './command.ts'
import { endedFault, failureOf, hostErrorOf } from './failures.ts'
import { startKeeper, type Exit } from './keeper.ts'
import { peerOf, type Parcel } from './peer.ts'
import {
  exportsShape,
  messageShape,
  type Description,
  type HostAsk,
  type Message,
} from './protocol.ts'

export interface LifeOptions extends CommandOptions {
  /** The package and its version, in messages. */
  readonly label: string
  /** The URL of the connector's module. */
  readonly entry: string
  /** A process that says nothing for so long hangs, and is ended. */
  readonly silentMs: number
  /** How long it may take to load. */
  readonly startMs: number
  /** How long a pure function may take. */
  readonly pureMs: number
  readonly serve: (asked: Parcel, signal: AbortSignal) => Promise<Parcel>
  readonly onTell: (told: unknown) => void
  readonly onEnd: (end: LifeEnd) => void
}

export interface LifeEnd {
  readonly exit: Exit
  readonly fault: Error & Fault
  /** It answered something before it ended. */
  readonly wasUseful: boolean
}

export type LoadedExports = readonly {
  readonly names: readonly string[]
  readonly description: Description
}[]

/** One process of a connector: what it is asked, and what it asks, until it ends. */
export interface Life {
  readonly pid: () => number
  readonly exports: Promise<LoadedExports>
  ask(asked: HostAsk, bytes?: Uint8Array): Promise<Parcel>
  /** Waits for the answer where it stands. */
  askHere(asked: HostAsk): Parcel
  abort(call: number): void
  /** Whether the process was told something, by its name; from now on it was. */
  tellOnce(what: string): boolean
  isOver(): boolean
  isWaiting(): boolean
  end(why: string): void
}

/** More questions than that at once no connector has. */
const mostOpen = 2000

export function beginLife(options: LifeOptions): Life {
  const { label, entry, silentMs, startMs, pureMs } = options
  const told = new Set<string>()
  let isOver = false
  let wasUseful = false
  let awaited: number | undefined
  let later: { readonly message: Message; readonly bytes: Uint8Array | undefined }[] = []

  const keeper = startKeeper({
    command: connectorCommand(options),
    environment: connectorEnvironment(),
    silentMs,
    startMs,
    onMessage: (text, bytes) => take(text, bytes.length > 0 ? bytes : undefined),
    onExit: (exit) => {
      isOver = true
      const ended = endedFault(label, exit, options.heapMb)
      peer.end(ended)
      options.onEnd({ exit, fault: ended, wasUseful })
    },
  })
  const peer = peerOf({
    send: (message, bytes) => keeper.send(JSON.stringify(message), bytes),
    serve: options.serve,
    onTell: options.onTell,
    failureOf,
    errorOf: (failure) => hostErrorOf(failure, label),
    mostOpen,
  })
  const receive = (message: Message, bytes: Uint8Array | undefined) => {
    if (isOver) return
    try {
      peer.receive(message, bytes)
      if (message.type === 'answer') wasUseful = true
    } catch (error) {
      broken(error)
    }
    keeper.hold(peer.waiting() > 0)
  }
  const broken = (error: unknown) =>
    keeper.end(`protocol: ${error instanceof Error ? error.message : String(error)}`)
  const take = (text: Uint8Array, bytes: Uint8Array | undefined) => {
    let message: Message
    try {
      message = messageShape.parse(JSON.parse(new TextDecoder().decode(text)))
    } catch {
      broken(new Error('a message of no known form'))
      return
    }
    const isAwaited = awaited !== undefined && 'id' in message && message.id === awaited
    const isAnswer = message.type === 'answer' || message.type === 'failed'
    // While the host waits for one answer nothing else may happen; and what came before something comes before it still.
    if (isAwaited && isAnswer) receive(message, bytes)
    else if (awaited === undefined && later.length === 0) receive(message, bytes)
    else later.push({ message, bytes })
  }
  const catchUp = () => {
    const missed = later
    later = []
    for (const { message, bytes } of missed) receive(message, bytes)
  }
  const ask: Life['ask'] = async (asked, bytes) => {
    const answer = peer.ask({ value: asked, bytes })
    keeper.hold(true)
    return answer
  }
  const askHere = (asked: HostAsk): Parcel => {
    let settled: { readonly answer: Parcel } | { readonly error: Error } | undefined
    const outer = awaited
    awaited = peer.askInto({ value: asked }, (outcome) => {
      settled = outcome
    })
    try {
      if (!keeper.waitHere(() => settled !== undefined, wasUseful ? pureMs : startMs))
        keeper.end('silent')
    } finally {
      awaited = outer
      if (later.length > 0) setImmediate(catchUp)
    }
    if (settled === undefined) throw silentFault(label)
    if ('error' in settled) throw settled.error
    return settled.answer
  }
  const exports = ask({ do: 'load', entry }).then(({ value }) => exportsShape.parse(value))
  exports.catch(() => {})
  return {
    pid: keeper.pid,
    exports,
    ask,
    askHere,
    abort: (call) => peer.tell({ abort: call }),
    tellOnce: (what) => {
      const was = told.has(what)
      told.add(what)
      return was
    },
    isOver: () => isOver,
    isWaiting: () => peer.waiting() > 0,
    end: keeper.end,
  }
}

function silentFault(label: string): Error {
  return fault({
    kind: 'contract',
    scope: 'connection',
    message: `${label} does not come to an end in a function that only computes.`,
    hint: 'Tell the author of the package. What was read before is kept.',
  })
}
