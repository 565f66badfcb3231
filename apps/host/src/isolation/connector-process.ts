import { fault } from '@cartograph/core'
import { calledBook, type CalledBook } from './called.ts'
import { beginLife, type Life, type LifeEnd, type LifeOptions, type LoadedExports } from './life.ts'
import type { Parcel } from './peer.ts'
import type { HostAsk, Target } from './protocol.ts'
import { hearTell, serveWish } from './wishes.ts'

export type ProcessOptions = Omit<LifeOptions, 'serve' | 'onTell' | 'onEnd'> & {
  /** A process that nothing is asked of for so long is ended, and started again when it is needed. */
  readonly idleMs: number
}

/** The process of one connection's connector, started again where it ended. */
export interface ConnectorProcess {
  exports(): Promise<LoadedExports>
  /** A number for a call that may ask for what its context can do. */
  readonly begin: CalledBook['begin']
  readonly end: CalledBook['end']
  readonly called: CalledBook
  /** The process that goes on; a new one where there is none. */
  life(): Life
  /** Asks in a process that knows the target. */
  ask(target: Target, asked: HostAsk, bytes?: Uint8Array, life?: Life): Promise<Parcel>
  askHere(target: Target, asked: HostAsk): Parcel
  /** Gives what a connector found a number, by which its parts are known. */
  number(definition: number, known: unknown): number
  readonly close: () => void
}

/** So often in a row a process may end before it answered anything. */
const mostUselessLives = 3
/** How long nothing is asked of a connector whose process was ended for what it did. */
const restMs = 600_000
/** More lines of log than that in a second are a flood. */
const mostTellsPerSecond = 2000

export function connectorProcess(options: ProcessOptions): ConnectorProcess {
  const book = calledBook()
  const known: { readonly definition: number; readonly known: unknown }[] = []
  let current: Life | undefined
  let uselessLives = 0
  let stopped: { readonly fault: Error; readonly until: number } | undefined
  let idle: NodeJS.Timeout | undefined

  let isClosed = false

  const onEnd = (life: Life, { exit, fault: ended, wasUseful }: LifeEnd) => {
    if (current === life) current = undefined
    if (exit.why === 'idle' || exit.why === 'closed') return
    uselessLives = wasUseful ? 0 : uselessLives + 1
    const isForGood = ended.kind === 'contract' || uselessLives >= mostUselessLives
    if (isForGood) stopped = { fault: forGood(ended), until: Date.now() + restMs }
  }
  const start = (): Life => {
    const flood = floodWatch()
    const life: Life = beginLife({
      ...options,
      serve: (asked, signal) => serveWish(book, (back) => life.ask(back), asked, signal),
      onTell: (told) => {
        if (flood()) throw new Error('a flood of messages')
        hearTell(book, told)
      },
      onEnd: (end) => onEnd(life, end),
    })
    return life
  }
  /** What is asked from here on is asked of another process. */
  const endCurrent = (why: string) => {
    const ending = current
    current = undefined
    ending?.end(why)
  }
  const life = (): Life => {
    if (isClosed) throw closedFault(options.label)
    if (stopped !== undefined && Date.now() < stopped.until) throw stopped.fault
    stopped = undefined
    current ??= start()
    idle?.refresh()
    idle ??= setInterval(() => {
      if (current?.isWaiting() === false && book.count() === 0) endCurrent('idle')
    }, options.idleMs).unref()
    return current
  }
  /** A new process learns which parts are meant before it is asked about them. */
  const introduce = (to: Life, { parts }: Target) => {
    if (parts === undefined || to.tellOnce(`parts ${parts}`)) return
    const entry = known[parts]
    if (entry === undefined) return
    to.ask({ do: 'parts', parts, ...entry }).catch(() => {})
  }
  return {
    exports: () => life().exports,
    begin: book.begin,
    end: book.end,
    called: book,
    life,
    ask: async (target, asked, bytes, within) => {
      const to = within ?? life()
      introduce(to, target)
      return to.ask(asked, bytes)
    },
    askHere: (target, asked) => {
      const askIn = (to: Life) => {
        introduce(to, target)
        return to.askHere(asked)
      }
      const first = life()
      try {
        return askIn(first)
      } catch (error) {
        // What is asked so only computes, so it may be asked again; else one record would bear the blame for a process.
        if (!first.isOver()) throw error
        return askIn(life())
      }
    },
    number: (definition, found) => known.push({ definition, known: found }) - 1,
    close: () => {
      isClosed = true
      clearInterval(idle)
      endCurrent('closed')
    },
  }
}

function closedFault(label: string): Error {
  return fault({
    kind: 'transient',
    message: `The process of ${label} was ended, because its host ends.`,
  })
}

/** What comes back again and again is no matter of another attempt. */
function forGood({ message, hint }: { readonly message: string; readonly hint?: string }): Error {
  return fault({
    kind: 'contract',
    scope: 'connection',
    message,
    ...(hint !== undefined && { hint }),
  })
}

function floodWatch(): () => boolean {
  let second = 0
  let count = 0
  return () => {
    const now = Math.floor(performance.now() / 1000)
    count = now === second ? count + 1 : 1
    second = now
    return count > mostTellsPerSecond
  }
}
