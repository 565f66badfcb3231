import { randomUUID } from 'node:crypto'
import { fault, faultOf } from '@cartograph/core'
import type { Configuration, Delivery } from '../config/index.ts'
import {
  connectionNamed,
  keepClock,
  openConnection,
  type Installation,
  type RunOptions,
} from '../connections/index.ts'
import { engineClock, type Alone, type Clock } from '../queue/index.ts'
import type { Place } from '../store/index.ts'
import { offeredLookUps } from './offered-look-ups.ts'
import { countRemaining } from './remaining.ts'
import {
  countsIn,
  newDeliveryTally,
  together,
  type DeliveryRun,
  type PushProgress,
  type PushReport,
} from './report.ts'
import { isDelivered, runDelivery } from './run-delivery.ts'
import type { AskConsents } from './stored-consents.ts'

export interface PushOptions {
  /** Default: every delivery that is not paused. */
  readonly deliveries?: readonly string[]
  readonly signal: AbortSignal
  /** How long a run waits for work that is put off, before it leaves it to the next run. Default two minutes. */
  readonly longestWaitMs?: number
  /** Asked of items that need a person's consent, right before they are sent. Default: what the store knows. */
  readonly consents?: AskConsents
  /** Shows documents also where many of their items vanish. */
  readonly acceptDeletes?: boolean
  /** Keeps other processes from the same sink. Default: nobody else is there, or the caller has seen to it. */
  readonly alone?: Alone
  readonly onProgress?: (progress: PushProgress) => void
  readonly engine?: RunOptions
}

/** Under which name processes agree on who delivers to a sink: deliveries to one sink share its ledger. */
export function sinkName({ connection, sink }: Pick<Delivery, 'connection' | 'sink'>): string {
  return `delivery to ${connection}.${sink}`
}

/**
 * Brings every delivery that was asked for up to date, once, and gives back what each did.
 *
 * A delivery that fails delays no other.
 *
 * @throws a `config` fault for a delivery that does not exist.
 */
export async function push(installation: Installation, options: PushOptions): Promise<PushReport> {
  const { configuration } = installation
  const engine = {
    ...options.engine,
    clock: options.engine?.clock ?? engineClock(installation.store.now),
  }
  const chosen =
    options.deliveries?.map((id) => deliveryNamed(configuration, id)) ??
    [...configuration.deliveries.values()].filter((delivery) => !delivery.paused)
  const owner = randomUUID()
  const runs = new Map<string, DeliveryRun>()
  const released = new Set<string>()
  const turns: string[] = []
  const repeated = new Set<string>()
  let due: readonly Delivery[] = chosen
  while (due.length > 0) {
    for (const delivery of due) {
      if (options.signal.aborted) break
      released.delete(delivery.id)
      const run = await pushOne(installation, delivery, { ...options, engine, owner, released })
      turns.push(delivery.id)
      const before = runs.get(delivery.id)
      runs.set(delivery.id, before === undefined ? run : together(before, run))
    }
    // What items waited for may have arrived only after their delivery had its turn.
    const behind = chosen.filter(
      ({ id }) => !repeated.has(id) && hadTurnSince(turns, id, runs.get(id)?.waitsFor),
    )
    // Two that wait for each other again and again are left to the next push.
    for (const { id } of behind) repeated.add(id)
    due = options.signal.aborted
      ? []
      : chosen.filter(
          (delivery) =>
            (released.has(delivery.id) || behind.includes(delivery)) &&
            runs.get(delivery.id)?.fault === undefined,
        )
  }
  const all = [...runs.values()]
  return {
    ok: !options.signal.aborted && all.every(isDelivered),
    runs: all,
    released: [...released],
  }
}

/** Whether one of those that a delivery waits for was at work after it. */
function hadTurnSince(
  turns: readonly string[],
  delivery: string,
  others: readonly string[] = [],
): boolean {
  return others.some((other) => turns.lastIndexOf(other) > turns.lastIndexOf(delivery))
}

type PushOneOptions = PushOptions & {
  readonly engine: RunOptions & { readonly clock: Clock }
  readonly owner: string
  readonly released: Set<string>
}

async function pushOne(
  installation: Installation,
  delivery: Delivery,
  options: PushOneOptions,
): Promise<DeliveryRun> {
  const { alone } = options
  try {
    return alone === undefined
      ? await deliverAll(installation, delivery, options)
      : await alone(sinkName(delivery), (signal) =>
          deliverAll(installation, delivery, { ...options, signal }),
        )
  } catch (error) {
    return {
      delivery: delivery.id,
      ...countsIn(newDeliveryTally()),
      remaining: await countRemaining(installation.store, delivery, true),
      durationMs: 0,
      fault: faultOf(error, delivery.id),
      notes: [],
    }
  }
}

async function deliverAll(
  installation: Installation,
  delivery: Delivery,
  options: PushOneOptions,
): Promise<DeliveryRun> {
  const { configuration, store, lines } = installation
  const { engine, signal, owner, released } = options
  const connection = connectionNamed(configuration, delivery.connection)
  const line = lines.of(connection)
  const { parts, standing } = await openConnection(store, line, {
    side: 'sinks',
    signal,
    clock: engine.clock,
    engine,
  })
  const part = `sinks.${delivery.sink}`
  const stopped = standing.stopped(part)
  if (stopped !== undefined) throw fault(stopped)
  const run = await runDelivery(store, delivery, connection, parts, {
    signal,
    owner,
    line,
    notes: [...standing.notes(undefined), ...standing.notes(part)],
    longestWaitMs: options.longestWaitMs ?? 120_000,
    neighbours: [...configuration.deliveries.values()].filter(
      (other) =>
        other.connection === delivery.connection && (!other.paused || other.id === delivery.id),
    ),
    consents: options.consents,
    deliveries: [...configuration.deliveries.values()],
    publicUrl: configuration.host?.url,
    offered: offeredLookUps(installation, delivery.mapping, parts, {
      engine,
      clock: engine.clock,
    }),
    givers: giversOf(configuration, delivery.from),
    acceptDeletes: options.acceptDeletes ?? false,
    released,
    onProgress: options.onProgress ?? (() => {}),
    engine,
  })
  await keepClock(store, line)
  return run
}

/** The streams whose rows become rows of an entity. */
export function giversOf(
  { connections }: Pick<Configuration, 'connections'>,
  entity: string,
): readonly Place[] {
  return [...connections.values()].flatMap(({ id, mappings }) =>
    mappings.flatMap(({ from, to }) =>
      'stream' in from && 'entity' in to && to.entity === entity
        ? { connection: id, stream: from.stream }
        : [],
    ),
  )
}

/** @throws a `config` fault for a delivery that does not exist. */
export function deliveryNamed(configuration: Configuration, id: string): Delivery {
  const delivery = configuration.deliveries.get(id)
  if (delivery !== undefined) return delivery
  throw fault({
    kind: 'config',
    message: `There is no delivery ${id}.`,
    hint: `The configuration has: ${[...configuration.deliveries.keys()].join(', ') || 'none'}.`,
  })
}
