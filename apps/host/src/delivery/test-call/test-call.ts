import { faultOf, type Json, type JsonObject, type Parts } from '@cartograph/core'
import type { Connection, Delivery } from '../../config/index.ts'
import {
  connectionNamed,
  openConnection,
  withoutSecrets,
  type Installation,
  type RunOptions,
} from '../../connections/index.ts'
import { engineClock, type Alone } from '../../queue/index.ts'
import { keyOfText, readFinding, type Store } from '../../store/index.ts'
import type { MappedItem } from '../items.ts'
import { deliveryNamed, sinkName } from '../push.ts'
import { bestTrial, type Trial } from './best-trial.ts'
import { examplesOf } from './example-rows.ts'
import { maskedCall } from './masked-call.ts'
import { deliveredBefore, unsendable, unsendableItem } from './may-be-sent.ts'
import { rehearse } from './rehearse.ts'
import { sendTest } from './send-test.ts'
import type { TestCall, TestedItem } from './test-result.ts'
import { testScene, type TestScene } from './test-scene.ts'

export interface TestCallOptions {
  readonly delivery: string
  /** The row to take. Default: the newest that fits, where it is sent before all one that was delivered already. */
  readonly row?: string
  /** Default: only show what would arrive. */
  readonly send?: boolean
  /** Shows personal data as it is. */
  readonly show?: boolean
  readonly signal: AbortSignal
  /** Keeps other processes from the same sink while a test is sent. Default: nobody else is there. */
  readonly alone?: Alone
  readonly engine?: RunOptions
}

/**
 * Takes one example of a delivery, and shows what would arrive at the sink; or sends it as a test, and shows what arrived.
 *
 * @throws a `config` fault for a delivery or a row that does not exist, and for a sink to which nothing can be sent as a test.
 */
export async function testCall(
  installation: Installation,
  options: TestCallOptions,
): Promise<TestCall> {
  const delivery = deliveryNamed(installation.configuration, options.delivery)
  const connection = connectionNamed(installation.configuration, delivery.connection)
  const work = (signal: AbortSignal) =>
    callWith(installation, delivery, connection, { ...options, signal })
  return options.send !== true || options.alone === undefined
    ? work(options.signal)
    : options.alone(sinkName(delivery), work)
}

async function callWith(
  installation: Installation,
  delivery: Delivery,
  connection: Connection,
  options: TestCallOptions,
): Promise<TestCall> {
  const { send = false, signal, engine = {} } = options
  const parts = await partsFor(installation, connection, delivery, options)
  const scene = await testScene(installation, delivery, connection, parts, {
    engine,
    signal,
    dry: !send,
  })
  const refusal = send ? unsendable(scene) : undefined
  if (refusal !== undefined) throw refusal
  const trial = await bestTrial(scene, await examplesOf(scene, options.row), options)
  const isWhole = trial.example.from === 'model' || !scene.mapping.grouped || !scene.looksThrough
  if (!isWhole)
    scene.tally.notes.add(
      'The delivery has not run yet, so that older rows of the group may be missing. Nothing is sent of it before.',
    )
  const items: TestedItem[] = []
  for (const item of trial.mapped.items)
    items.push(await testItem(scene, parts, trial, item, send && isWhole))
  const line = installation.lines.of(connection)
  const result: TestCall = {
    delivery: delivery.id,
    to: `${connection.id}.${delivery.sink}`,
    example: { from: trial.example.from, entity: delivery.from, id: trial.example.id },
    sent: items.some(({ state }) => ['arrived', 'refused', 'unknown'].includes(state)),
    items: items.map((each) =>
      Object.assign({}, each, {
        ...(each.fault !== undefined && { fault: withoutSecrets(line, each.fault) }),
        ...(each.unshown !== undefined && { unshown: line.redact(each.unshown) }),
      }),
    ),
    faults: trial.mapped.faults.map(({ fault, item }) => ({
      fault: withoutSecrets(line, fault),
      ...(item !== null && { item: JSON.parse(item) as Json }),
    })),
    notes: [...scene.tally.notes],
  }
  return options.show === true ? result : maskedCall(scene, trial, result, line.personal())
}

/** What the connection can do; who only looks asks its vendor nothing for it. */
async function partsFor(
  { store, lines }: Installation,
  connection: Connection,
  delivery: Delivery,
  { send = false, signal, engine = {} }: TestCallOptions,
): Promise<Parts<unknown>> {
  if (!send) return knownParts(store, connection)
  const clock = engine.clock ?? engineClock(store.now)
  const { parts, standing } = await openConnection(store, lines.of(connection), {
    side: 'sinks',
    signal,
    clock,
    engine: { ...engine, clock },
  })
  const stopped = standing.stopped(`sinks.${delivery.sink}`)
  if (stopped !== undefined) throw stopped
  return parts
}

async function knownParts(store: Store, connection: Connection): Promise<Parts<unknown>> {
  const { connector, config, fingerprint } = connection
  const finding = await store.read((dialect, org) => readFinding(dialect, org, connection.id))
  const found = finding?.fingerprint === fingerprint ? finding.found : null
  return connector.parts({ config, found })
}

async function testItem(
  scene: TestScene,
  parts: Parts<unknown>,
  { example, entries }: Trial,
  item: MappedItem,
  send: boolean,
): Promise<TestedItem> {
  const entry = entries.get(item.key)
  const common = {
    requests: [],
    key: keyOfText(item.key).join(', '),
    item: item.item,
    delivered: deliveredBefore(entry, item),
  }
  const reason = await withheldFor(scene, item.item)
  if (reason !== undefined) return { ...common, state: 'withheld', reason }
  const due = {
    entity: example.kind,
    id: example.source,
    seq: 0,
    // What would be sent is a change that happens now; a test is sent as if it had been there before.
    lane: send ? 'bulk' : 'live',
    attempts: 0,
    replayed: false,
  } as const
  const action = { kind: 'write', due, item, entry } as const
  if (!send) return { ...common, state: 'wouldArrive', ...(await rehearse(scene, action, parts)) }
  const refusal = unsendableItem(scene, example, entry)
  if (refusal !== undefined) return { ...common, state: 'withheld', fault: refusal }
  const became = await sendTest(scene, action, parts).catch((error: unknown) => ({
    state: 'unknown' as const,
    fault: faultOf(error, scene.connection.connectorName),
  }))
  return { ...common, ...became, requests: scene.takeRequests() }
}

/** What keeps an item from the sink whatever it says: consents, and its age. */
async function withheldFor(scene: TestScene, item: JsonObject): Promise<string | undefined> {
  const { sink, clock } = scene
  if (sink.live !== undefined && clock.now() - sink.live.at(item) > sink.live.maxAgeMs)
    return 'It is older than what the sink takes.'
  const subject = sink.subject?.(item) ?? null
  if (subject === null || (subject.needs ?? []).length === 0) return undefined
  const [reason] = await scene.consents.ask([subject])
  return reason
}
