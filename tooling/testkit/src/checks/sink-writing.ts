import {
  isFault,
  type Fault,
  type Key,
  type Outcome,
  type Sink,
  type SinkItem,
} from '@cartograph/core'
import { forEachPart, noSimulator, type Suite, type Verdict } from '../check.ts'
import { isFaultWithin } from '../evidence.ts'
import { mismatch } from '../mismatch.ts'
import type { SimulatedSink } from '../options.ts'
import type { Scene } from '../scene.ts'
import { keyText } from '../stream-keys.ts'

/** A sink that faces a double of its vendor. */
export interface SinkAt {
  readonly scene: Scene
  readonly name: string
  readonly sink: Sink<unknown>
  readonly vendor: SimulatedSink
  readonly items: (count: number) => readonly SinkItem[]
}

export async function eachSink(
  suite: Suite,
  look: (at: SinkAt) => Promise<string | undefined | void>,
): Promise<Verdict> {
  if (suite.options.simulator === undefined) return noSimulator
  const names = await suite.inScene(async ({ parts }) => parts.sinks ?? {})
  return forEachPart(
    names,
    async (name) =>
      suite.inScene(async (scene) => {
        const sink = scene.parts.sinks?.[name]
        const vendor = scene.simulated.sinks?.[name]
        if (sink === undefined || 'serve' in sink) return { notApplicable: 'the host serves it' }
        if (vendor === undefined) return { notApplicable: 'the simulator takes nothing of it' }
        const items = (count: number) => vendor.items(count).map((item) => sinkItem(sink, item))
        const reason = await look({ scene, name, sink, vendor, items })
        return typeof reason === 'string' ? { notApplicable: reason } : undefined
      }),
    'it has no sink',
  )
}

export function sinkItem(sink: Sink<unknown>, item: object, attempt = 'first'): SinkItem {
  const key = sink.key(item)
  return {
    op: 'write',
    item,
    key: (Array.isArray(key) ? key : [key]) as Key,
    idempotencyKey: `conformance ${attempt} ${keyText(key)}`,
    cause: 'live',
    references: {},
  }
}

/** The item as a later change of it is handed over: under a new key for the attempt, with the id that the vendor gave. */
export function anotherAttempt(item: SinkItem, outcome: Outcome | undefined): SinkItem {
  const idempotencyKey = `${item.idempotencyKey} again`
  const remoteId = outcome?.status === 'ok' ? outcome.remoteId : undefined
  return remoteId === undefined
    ? { ...item, idempotencyKey }
    : { ...item, idempotencyKey, remoteId }
}

export async function mustWrite(
  at: SinkAt,
  items: readonly SinkItem[],
): Promise<readonly Outcome[]> {
  const { outcomes, fault } = await tryWrite(at, items)
  if (outcomes !== undefined) return outcomes
  throw mismatch({
    expected: `${at.name} to give an outcome for each item`,
    happened: `it threw ${fault?.kind}: ${fault?.message}`,
    mend: 'Throw only where nothing is known of any item; what the vendor refuses is a `failed` outcome of its item.',
  })
}

export async function tryWrite(
  { scene, sink, name }: SinkAt,
  items: readonly SinkItem[],
): Promise<{ readonly outcomes?: readonly Outcome[]; readonly fault?: Fault }> {
  try {
    const outcomes = await scene.call(() => sink.write(scene.context(), items))
    for (const outcome of outcomes)
      if (outcome.status === 'failed' && isFault(outcome.fault))
        scene.caught(`an outcome of ${name}`, outcome.fault)
    return { outcomes }
  } catch (error) {
    const fault = scene.caught(`writing to ${name}`, error)
    return isFaultWithin(error) ? { fault } : { fault: { ...fault, kind: 'contract' } }
  }
}

export function expectArity({ name }: SinkAt, outcomes: readonly Outcome[], wanted: number): void {
  if (outcomes.length === wanted) return
  throw mismatch({
    expected: `${wanted} outcomes of ${name} for ${wanted} items`,
    happened: `there were ${outcomes.length}.`,
    mend: 'Give one outcome for each item, in their order. Otherwise none of them counts.',
  })
}
