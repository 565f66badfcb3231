import { openLines, type Installation, type Lines } from '../connections/index.ts'
import { loadOrganisation, type LoadedOrganisation, type Origin } from '../declared/index.ts'
import { declaredRevisions, listOrganisations } from '../store/index.ts'
import { changedLines, type Log } from '../telemetry/index.ts'
import { openSlot, type Endings, type Opened, type Slot } from './slot.ts'

/** The slots of all organisations that this process works for. */
export interface Book<Host extends Opened> {
  readonly home: Slot<Host>
  /** Undefined where there is no such organisation. */
  of(organisation: string): Promise<Slot<Host> | undefined>
  /** Whether there may be others than the one that the file sets up. */
  hasOthers(): boolean
  /** Learns of one that was made here just now. */
  know(organisation: string): void
  /** Ends the work for one that is gone, and settles when nothing of it is under way. */
  forget(organisation: string): Promise<void>
  /** Looks whether there are more organisations, or other configurations, than are known here. */
  look(): Promise<void>
  /** Reads the file and every configuration again. */
  reopenAll(): Promise<void>
  begin(): Promise<void>
  idle(): Promise<void>
}

export interface BookParts<Host extends Opened> {
  /** Of the organisation that the file sets up. */
  readonly installation: Installation
  readonly origin: Origin
  readonly signal: AbortSignal
  /** Calls off what is being answered. Default: the signal. */
  readonly answering?: AbortSignal | undefined
  readonly log: Log
  readonly open: (
    installation: Installation,
    slot: {
      readonly endings: Endings
      readonly log: Log
      readonly isHome: boolean
      /** What is known of the one that is opened. */
      readonly slot: () => Slot<Host>
    },
  ) => Promise<Host>
  readonly drainMs?: number
  readonly retryMs?: number
}

/** How many organisations are opened or reopened at the same time. */
const openingAtOnce = 2

/** Keeps one host open for each organisation; one that cannot be opened keeps no other from it. */
export function openBook<Host extends Opened>(parts: BookParts<Host>): Book<Host> {
  const { installation, origin, signal, answering = signal } = parts
  const { store } = installation
  const slots = new Map<string, Slot<Host>>()
  const endings = new Map<string, AbortController>()
  const lines = new Map<string, Lines>()
  let known: ReadonlySet<string> = new Set([store.organisation])
  let hasBegun = false

  const slotFor = (organisation: string): Slot<Host> => {
    const isHome = organisation === store.organisation
    const log: Log = isHome
      ? parts.log
      : changedLines(parts.log, (line) => ({ ...line, fields: { ...line.fields, organisation } }))
    const own = onceOnly(() => (isHome ? Promise.resolve(store) : store.of(organisation)))
    const load = async (): Promise<LoadedOrganisation> => {
      const from = isHome ? origin : { ...origin, organisation }
      const loaded = await loadOrganisation(from, await own())
      return isHome ? sameHome(loaded, installation) : loaded
    }
    const ending = new AbortController()
    endings.set(organisation, ending)
    const slot: Slot<Host> = openSlot({
      load,
      open: async (configuration, ends) => {
        const ownStore = await own()
        const ownLines = isHome
          ? installation.lines
          : (lines.get(organisation) ?? openLines({}, store.isShared ? ownStore : undefined))
        if (!isHome) lines.set(organisation, ownLines)
        return parts.open(
          { configuration, store: ownStore, lines: ownLines },
          { endings: ends, log, isHome, slot: () => slot },
        )
      },
      signal: AbortSignal.any([signal, ending.signal]),
      answering: AbortSignal.any([answering, ending.signal]),
      log,
      ...(parts.drainMs !== undefined && { drainMs: parts.drainMs }),
      ...(parts.retryMs !== undefined && { retryMs: parts.retryMs }),
    })
    slots.set(organisation, slot)
    return slot
  }
  const home = slotFor(store.organisation)
  const learn = async () => {
    const all = await store.read((dialect) => listOrganisations(dialect))
    known = new Set([store.organisation, ...all.map(({ id }) => id)])
  }
  const others = () => [...known].filter((id) => id !== store.organisation)
  const slotOf = (id: string) => slots.get(id) ?? slotFor(id)
  const openRest = () =>
    fewAtOnce(others(), (id) =>
      // What goes wrong is told by the slot itself, which tries again.
      slotOf(id)
        .begin()
        .catch(() => {}),
    )
  const forget = async (organisation: string) => {
    known = new Set([...known].filter((id) => id !== organisation))
    const slot = slots.get(organisation)
    const own = lines.get(organisation)
    slots.delete(organisation)
    lines.delete(organisation)
    endings.get(organisation)?.abort()
    endings.delete(organisation)
    await slot?.idle()
    await own?.close()
  }
  return {
    home,
    forget,
    of: async (organisation) => {
      if (!known.has(organisation)) await learn()
      if (!known.has(organisation)) return undefined
      const slot = slotOf(organisation)
      if (hasBegun) void slot.begin().catch(() => {})
      return slot
    },
    // Another process may have made one that was not noticed here yet.
    hasOthers: () => store.isShared || known.size > 1,
    know: (organisation) => {
      known = new Set([...known, organisation])
      if (hasBegun) void openRest()
    },
    look: async () => {
      await learn()
      for (const id of [...slots.keys()].filter((each) => !known.has(each))) await forget(id)
      if (hasBegun) await openRest()
      const revisions = await store.read((dialect) => declaredRevisions(dialect))
      const changed = [...slots].filter(([id, slot]) => {
        const seen = slot.revision()
        return seen !== undefined && seen !== (revisions.get(id) ?? 0)
      })
      await fewAtOnce(changed, ([, slot]) => slot.reopen())
    },
    reopenAll: () => fewAtOnce([...slots.values()], (slot) => slot.reopen()),
    begin: async () => {
      await learn()
      hasBegun = true
      await home.begin()
      void openRest()
    },
    idle: async () => {
      await Promise.all([...slots.values()].map((slot) => slot.idle()))
      await Promise.all([...lines.values()].map((each) => each.close()))
    },
  }
}

/** Where the store is and whose the file is cannot change while a process goes on. */
function sameHome(
  loaded: LoadedOrganisation,
  { configuration: { organisation, store } }: Installation,
): LoadedOrganisation {
  const { configuration } = loaded
  if (configuration === undefined) return loaded
  if (configuration.organisation === organisation && configuration.store === store) return loaded
  const path = configuration.store === store ? ['organisation'] : ['store']
  const message = 'this is another one than at the start; end the process and start it anew'
  return {
    ...loaded,
    configuration: undefined,
    problems: [{ file: configuration.file, line: 1, column: 1, path, severity: 'error', message }],
  }
}

function onceOnly<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined
      throw error
    })
    return made
  }
}

async function fewAtOnce<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const rest = [...items]
  const worker = async () => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: openingAtOnce }, worker))
}
