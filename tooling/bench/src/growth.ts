/** What the engine takes for a record, and how that grows: with how many there are, with what changed, and with nothing at all. */
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { startStripe } from '@cartograph/simulators/stripe'
import Sqlite from 'better-sqlite3'
import { measureCommand, measureSync } from './command.ts'
import {
  changedRecords,
  environmentOf,
  growthFolder,
  type GivenRecords,
} from './growth-connector.ts'

export interface GrowthStep {
  readonly name:
    | 'first sync'
    | 'the same again'
    | 'first push'
    | 'push again'
    | '100 changed'
    | 'push of those'
  readonly records: number
  readonly size: GivenRecords['size']
  /** Without starting and ending. */
  readonly workMs: number
  /** Processor time of the process, its start included. */
  readonly computedMs: number
  readonly peakMemory: number
  /** Of the commerce model, as the change log numbers them. */
  readonly rows: number
  /** To the sink. */
  readonly requests: number
}

export interface GrowthFigures {
  readonly steps: readonly GrowthStep[]
}

/**
 * Reads so many records of an object of Stripe's size into SQLite, from a connector that has them in itself.
 *
 * Of the sizes in `whole` each step is made; of those in `reading` alone the first. `small` are records of three hundred bytes.
 */
export async function measureGrowth(sizes: {
  readonly whole: readonly number[]
  readonly reading: readonly number[]
  readonly small: readonly number[]
}): Promise<GrowthFigures> {
  const large = await objectOfStripe()
  const sink = await startSink()
  try {
    const steps: GrowthStep[] = []
    const measure = async (records: number, size: GivenRecords['size'], isWhole: boolean) =>
      steps.push(...(await measured({ records, size, isWhole, large, sink })))
    // A first start compiles the sources.
    await measured({ records: 4, size: 'large', isWhole: false, large, sink })
    for (const records of sizes.whole) await measure(records, 'large', true)
    for (const records of sizes.reading) await measure(records, 'large', false)
    for (const records of sizes.small) await measure(records, 'small', false)
    return { steps }
  } finally {
    sink.close()
  }
}

interface Course {
  readonly records: number
  readonly size: GivenRecords['size']
  readonly isWhole: boolean
  readonly large: object
  readonly sink: CountingSink
}

async function measured(course: Course): Promise<readonly GrowthStep[]> {
  const { records, size, isWhole, large, sink } = course
  const folder = growthFolder(large, sink.url)
  const changes = () => changeCount(join(folder, 'cartograph.db'))
  const step = async (
    name: GrowthStep['name'],
    work: () => Promise<Pick<GrowthStep, 'workMs' | 'computedMs' | 'peakMemory'>>,
    rowsBefore: number,
  ): Promise<GrowthStep> => {
    const requestsBefore = sink.requests()
    const { workMs, computedMs, peakMemory } = await work()
    const [rows, requests] = [changes() - rowsBefore, sink.requests() - requestsBefore]
    return { name, records, size, workMs, computedMs, peakMemory, rows, requests }
  }
  const sync = (gives: GivenRecords['gives']) => async () => {
    const given = environmentOf({ records, size, gives })
    const { streams, ...figures } = await measureSync(folder, [], [], given)
    return { ...figures, workMs: Math.max(...streams.map(({ durationMs }) => durationMs)) }
  }
  const push = () => pushed(folder, environmentOf({ records, size, gives: 'nothing' }))
  try {
    const steps = [await step('first sync', sync('first'), 0)]
    if (!isWhole) return steps
    steps.push(await step('the same again', sync('again'), changes()))
    steps.push(await step('first push', push, changes()))
    steps.push(await step('push again', push, changes()))
    steps.push(await step('100 changed', sync('changed'), changes()))
    steps.push(await step('push of those', push, changes()))
    return steps
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function pushed(folder: string, environment: Readonly<Record<string, string>>) {
  const { said, ...figures } = await measureCommand(folder, ['push', '--json'], { environment })
  const { runs } = JSON.parse(said) as { readonly runs: readonly { readonly durationMs: number }[] }
  return { ...figures, workMs: Math.max(...runs.map(({ durationMs }) => durationMs)) }
}

/** How many numbers the change log has given. */
function changeCount(file: string): number {
  const database = new Sqlite(file, { readonly: true })
  try {
    return Number(database.prepare('select seq from change_head').pluck().get())
  } finally {
    database.close()
  }
}

/** A charge as the vendor gives it. */
async function objectOfStripe(): Promise<object> {
  const stripe = await startStripe({ size: { customers: 1, charges: 1 }, livemode: true })
  try {
    const [charge] = stripe.truth('charges')
    if (charge === undefined) throw new Error('The account has no charge.')
    return charge
  } finally {
    await stripe.close()
  }
}

interface CountingSink {
  readonly url: string
  readonly requests: () => number
  readonly close: () => void
}

async function startSink(): Promise<CountingSink> {
  let requests = 0
  const server = createServer((request, response) => {
    requests += 1
    request.resume().once('end', () => response.end())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/items`,
    requests: () => requests,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** What the targets are judged by; `isSame` where every step wrote as many rows as it should have. */
export function growthTargets({ steps }: GrowthFigures) {
  const named = (name: GrowthStep['name'], size: GrowthStep['size'] = 'large') =>
    steps
      .filter((each) => each.name === name && each.size === size)
      .toSorted((a, b) => a.records - b.records)
  const firsts = named('first sync')
  const smalls = named('first sync', 'small')
  const [least, most] = [firsts[0], firsts.at(-1)]
  const beforeMost = firsts.at(-2)
  const grown = (name: GrowthStep['name']) => {
    const [few, many] = [named(name)[0], named(name).at(-1)]
    return (many?.workMs ?? Number.NaN) / (few?.workMs ?? Number.NaN)
  }
  const mostOf = (name: GrowthStep['name'], of: 'rows' | 'requests') =>
    Math.max(...named(name).map((step) => step[of]))
  return {
    isSame:
      [...firsts, ...smalls].every(({ rows, records }) => rows === records) &&
      named('100 changed').every(({ rows }) => rows === changedRecords),
    measured: {
      computed:
        (((most?.computedMs ?? 0) - (least?.computedMs ?? 0)) * 1000) /
        ((most?.records ?? 0) - (least?.records ?? 0)),
      'memory-flat': spread(firsts),
      'memory-small': spread(smalls),
      'growth-linear': perRecord(most) / perRecord(beforeMost),
      'growth-small': perRecord(smalls.at(-1)) / perRecord(smalls.at(-2)),
      'growth-sync': grown('100 changed'),
      'growth-push': grown('push of those'),
      'again-rows': mostOf('the same again', 'rows'),
      'again-requests': mostOf('push again', 'requests'),
    },
  }
}

/** The most memory over the least. */
function spread(steps: readonly GrowthStep[]): number {
  const memories = steps.map(({ peakMemory }) => peakMemory)
  return Math.max(...memories) / Math.min(...memories)
}

function perRecord(step: GrowthStep | undefined): number {
  return step === undefined ? Number.NaN : step.workMs / step.records
}
