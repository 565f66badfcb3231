import { setTimeout as sleep } from 'node:timers/promises'
import { faultOf } from '@cartograph/core'
import type { Configuration, EntryFault } from '../config/index.ts'
import type { LoadedOrganisation } from '../declared/index.ts'
import type { Log } from '../telemetry/index.ts'

/** What works for one organisation until its signal aborts. */
export interface Opened {
  begin(): Promise<void>
  /** After the signal: settles when everything that it does by itself has ended. */
  idle(): Promise<void>
  /** Once it is idle: settles when everybody who asked it before is answered. Missing: nobody asks it anything. */
  answered?(): Promise<void>
}

/** When a host has to end what it does. */
export interface Endings {
  /** What it does by itself. */
  readonly signal: AbortSignal
  /** What it is asked for: later, where another takes over. */
  readonly answering: AbortSignal
}

export interface SlotParts<Host extends Opened> {
  readonly load: () => Promise<LoadedOrganisation>
  readonly open: (configuration: Configuration, endings: Endings) => Promise<Host>
  /** Ends everything. */
  readonly signal: AbortSignal
  /** Calls off what is being answered. Default: the signal. */
  readonly answering?: AbortSignal
  readonly log: Log
  /** How long is waited for what is under way before the next one is opened beside it, and then for answers. Default 30 seconds. */
  readonly drainMs?: number
  /** How long after a failure it is tried again. Default ten seconds. */
  readonly retryMs?: number
}

/** Where the work of one organisation is open, and is opened anew where its configuration changes. */
export interface Slot<Host extends Opened> {
  /**
   * Who works now; while that changes, who works next.
   *
   * @throws where it cannot be opened.
   */
  current(): Promise<Host>
  /**
   * Who can answer now: while that changes, still the one before.
   *
   * @throws where none can be opened.
   */
  answering(): Promise<Host>
  /** Lets whoever is open do what is due, and whoever is opened later. */
  begin(): Promise<void>
  /** Reads the configuration again, ends what works, and opens what comes next; many wishes at once are one. */
  reopen(): Promise<void>
  faults(): ReadonlyMap<string, readonly EntryFault[]>
  /** Which changes of the store have been seen; undefined before it is open. */
  revision(): number | undefined
  /** After the signal: settles when everything under way has ended. */
  idle(): Promise<void>
}

interface Generation<Host> {
  readonly host: Host
  readonly loaded: LoadedOrganisation
  readonly configuration: Configuration
  /** Ends what it does by itself. */
  end(): Promise<void>
  /** Lets whoever asked before be answered, beside whoever is opened next, and ends that then; `keep`: what it was made of is used again. */
  leave(keep?: 'keep'): void
}

/** Nothing is opened before somebody asks for it. */
export function openSlot<Host extends Opened>(parts: SlotParts<Host>): Slot<Host> {
  const { load, signal, answering = signal, log, drainMs = 30_000, retryMs = 10_000 } = parts
  let present: Promise<Generation<Host>> | undefined
  let answers: Host | undefined
  let loaded: LoadedOrganisation | undefined
  let reopening: Promise<void> | undefined
  let isWishedAgain = false
  let hasBegun = false
  const leaving = new Set<Promise<void>>()

  const open = async (
    given: LoadedOrganisation,
    configuration: Configuration,
  ): Promise<Generation<Host>> => {
    const [ending, late] = [new AbortController(), new AbortController()]
    const endings = {
      signal: AbortSignal.any([signal, ending.signal]),
      answering: AbortSignal.any([answering, late.signal]),
    }
    const begun = async () => {
      const host = await parts.open(configuration, endings)
      if (hasBegun) await host.begin()
      return host
    }
    const host = await begun().catch((error: unknown) => {
      ending.abort()
      late.abort()
      throw error
    })
    answers = host
    return {
      host,
      loaded: given,
      configuration,
      end: async () => {
        ending.abort()
        await within(drainMs, host.idle())
      },
      leave: (keep) => {
        const leave = async () => {
          await within(drainMs, host.answered?.() ?? Promise.resolve())
          late.abort()
          if (keep === undefined) given.close()
        }
        const left = leave().finally(() => leaving.delete(left))
        leaving.add(left)
      },
    }
  }
  const first = async (): Promise<Generation<Host>> => {
    const given = await load()
    const { configuration, problems } = given
    if (configuration === undefined) {
      given.close()
      throw new Error(problems[0]?.message ?? 'The configuration cannot be read.')
    }
    loaded = given
    return open(given, configuration)
  }
  /** The next one; where it cannot be opened, what was there before once more. */
  const next = async (given: LoadedOrganisation, before: Generation<Host> | undefined) => {
    try {
      const opened = await open(given, given.configuration ?? notRead())
      before?.leave()
      return opened
    } catch (error) {
      given.close()
      log({
        level: 'error',
        message: `The changed configuration cannot be used: ${faultOf(error).message}`,
      })
      if (before === undefined) throw error
      const again = await open(before.loaded, before.configuration).catch((failure: unknown) => {
        before.leave()
        throw failure
      })
      before.leave('keep')
      return again
    }
  }
  const once = async () => {
    const given = await load()
    if (given.configuration === undefined) {
      given.close()
      const [problem] = given.problems
      log({
        level: 'error',
        message: `The changed configuration has mistakes, so what was read before goes on: ${problem?.path.join('.') ?? ''}: ${problem?.message ?? ''}`,
      })
      return
    }
    const before = await present?.catch(() => undefined)
    present = (async () => {
      await before?.end()
      loaded = given
      return next(given, before)
    })()
    await present
  }
  const again = async () => {
    do {
      isWishedAgain = false
      await once()
    } while (isWishedAgain && !signal.aborted)
  }
  const failed = (error: unknown) => {
    present = undefined
    answers = undefined
    log({
      level: 'error',
      message: `This organisation cannot be opened: ${faultOf(error).message}`,
    })
    if (!signal.aborted && hasBegun) void tryLater()
  }
  const tryLater = async () => {
    await sleep(retryMs, undefined, { signal, ref: false }).catch(() => {})
    if (!signal.aborted) await current().catch(() => {})
  }
  const opened = () => {
    present ??= first()
    const asked = present
    asked.catch((error: unknown) => {
      if (present === asked) failed(error)
    })
    return asked
  }
  const current = async () => (await opened()).host
  return {
    current,
    answering: async () => answers ?? (await current()),
    begin: async () => {
      if (hasBegun) return
      const { host } = await opened()
      hasBegun = true
      await host.begin()
    },
    reopen: async () => {
      if (signal.aborted || present === undefined) return
      if (reopening !== undefined) {
        isWishedAgain = true
        return reopening
      }
      reopening = again()
        .catch(failed)
        .finally(() => {
          reopening = undefined
        })
      return reopening
    },
    faults: () => loaded?.faults ?? new Map(),
    revision: () => loaded?.revision,
    idle: async () => {
      await reopening
      const last = await present?.catch(() => undefined)
      await last?.end()
      last?.leave()
      await Promise.all(leaving)
    },
  }
}

/** Waits for work, but not for longer. */
async function within(ms: number, work: Promise<void>): Promise<void> {
  const done = new AbortController()
  const late = sleep(ms, undefined, { signal: done.signal, ref: false }).catch(() => {})
  await Promise.race([work, late])
  done.abort()
}

function notRead(): never {
  throw new Error('The configuration was not read.')
}
