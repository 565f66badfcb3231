import { setTimeout as sleep } from 'node:timers/promises'
import { faultOf } from '@cartograph/core'
import type { Configuration, EntryFault } from '../config/index.ts'
import type { LoadedOrganisation } from '../declared/index.ts'
import type { Log } from '../telemetry/index.ts'

/** What works for one organisation until its signal aborts. */
export interface Opened {
  begin(): Promise<void>
  /** After the signal: settles when everything under way has ended. */
  idle(): Promise<void>
}

export interface SlotParts<Host extends Opened> {
  readonly load: () => Promise<LoadedOrganisation>
  readonly open: (configuration: Configuration, signal: AbortSignal) => Promise<Host>
  /** Ends everything. */
  readonly signal: AbortSignal
  readonly log: Log
  /** How long is waited for what is under way before the next one is opened beside it. Default 30 seconds. */
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
  end(): Promise<void>
}

/** Nothing is opened before somebody asks for it. */
export function openSlot<Host extends Opened>(parts: SlotParts<Host>): Slot<Host> {
  const { load, signal, log, drainMs = 30_000, retryMs = 10_000 } = parts
  let present: Promise<Generation<Host>> | undefined
  let loaded: LoadedOrganisation | undefined
  let reopening: Promise<void> | undefined
  let isWishedAgain = false
  let hasBegun = false

  const open = async (
    given: LoadedOrganisation,
    configuration: Configuration,
  ): Promise<Generation<Host>> => {
    const ending = new AbortController()
    const end = () => ending.abort()
    if (signal.aborted) end()
    signal.addEventListener('abort', end, { once: true })
    const host = await parts.open(configuration, ending.signal)
    if (hasBegun) await host.begin()
    return {
      host,
      loaded: given,
      configuration,
      end: async () => {
        signal.removeEventListener('abort', end)
        end()
        const drained = new AbortController()
        const late = sleep(drainMs, undefined, { signal: drained.signal, ref: false })
        await Promise.race([host.idle(), late.catch(() => {})])
        drained.abort()
        given.close()
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
      return await open(given, given.configuration ?? notRead())
    } catch (error) {
      log({
        level: 'error',
        message: `The changed configuration cannot be used: ${faultOf(error).message}`,
      })
      if (before === undefined) throw error
      return open(given, before.configuration)
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
    },
  }
}

function notRead(): never {
  throw new Error('The configuration was not read.')
}
