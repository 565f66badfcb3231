/** Objects a second, list requests and memory of the real command on a simulated Stripe account. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startStripe, type SimulatedStripe } from '@cartograph/simulators/stripe'
import { measureSync } from './command.ts'

export interface StripeRun {
  readonly name: string
  readonly objects: number
  /** Rows of the model that were written. */
  readonly rows: number
  /** Of pages of customers and of charges. */
  readonly listRequests: number
  readonly refused: number
  /** From the first list to the last page. */
  readonly readingMs: number
  /** From the start of the process to its end. */
  readonly durationMs: number
  /** Processor time of the command, without the account's. */
  readonly computedMs: number
  readonly peakMemory: number
  /** How long the busiest endpoint lasts at the least: its requests at its rate. */
  readonly leastMs: number
}

export interface StripeFigures {
  readonly runs: readonly StripeRun[]
  /** What so many times as many objects take at the most, as a multiple of what the first load takes. */
  readonly memory: { readonly times: number; readonly ratio: number }
}

/** Requests a second of one list. @see https://docs.stripe.com/rate-limits (read 2026-11-22) */
const endpointRate = 25
const paths = ['/v1/customers', '/v1/charges'] as const
/** A first start compiles the sources, and has the compiler in memory. */
const warmingUp = 10

/**
 * Loads so many customers and as many charges, several times as many (default: ten), and the first again under the vendor's
 * limits.
 */
export async function measureStripe(
  objects: number,
  options: {
    /** How many times as large the other account is. */
    readonly times?: number
    readonly profiles?: string
    /** Default: a new SQLite file. In a database each run is an organisation of its own. */
    readonly store?: string
    /** How often the first load is measured, of which the one in the middle counts. Default: once. */
    readonly repeats?: number
  } = {},
): Promise<StripeFigures> {
  const { times = 10, profiles, store = './cartograph.db', repeats = 1 } = options
  const run = (name: string, count: number, hasLimits = false) =>
    measured(name, { count, hasLimits, profiles, store })
  await run('warming up', warmingUp)
  const firsts: StripeRun[] = []
  while (firsts.length < repeats) firsts.push(await run('first load', objects))
  const first = middle(firsts)
  const larger = await run(`${times} times as many`, objects * times)
  return {
    runs: [first, larger, await run('with the limits of a live account', objects, true)],
    memory: { times, ratio: larger.peakMemory / first.peakMemory },
  }
}

function middle(runs: readonly StripeRun[]): StripeRun {
  const sorted = runs.toSorted((a, b) => a.readingMs - b.readingMs)
  const run = sorted[Math.floor(sorted.length / 2)]
  if (run === undefined) throw new Error('Nothing was measured.')
  return run
}

/** What the targets are judged by: each run read all objects, or there would be no figures. */
export function stripeTargets({ runs }: StripeFigures) {
  const [first, , limited] = runs
  const speed = (first?.objects ?? Number.NaN) / ((first?.readingMs ?? Number.NaN) / 1000)
  const longer = (limited?.readingMs ?? Number.NaN) / (limited?.leastMs ?? Number.NaN) - 1
  return { isSame: true, measured: { 'sqlite-speed': speed, 'limits-one': longer * 100 } }
}

interface Load {
  readonly count: number
  readonly hasLimits: boolean
  readonly profiles: string | undefined
  readonly store: string
}

async function measured(name: string, load: Load): Promise<StripeRun> {
  const { count, hasLimits, profiles } = load
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-bench-stripe-'))
  const stripe = await startStripe({
    size: { customers: count, charges: count },
    livemode: true,
    limits: hasLimits ? 'real' : 'off',
  })
  try {
    writeFileSync(join(folder, 'cartograph.yaml'), configuration(stripe, load))
    const profiling = profiles === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profiles}`]
    const { streams, ...figures } = await measureSync(folder, [], profiling)
    const read = streams.reduce((sum, stream) => sum + stream.read, 0)
    if (read < 2 * count) throw new Error(`${read} of ${2 * count} objects were read.`)
    const lists = stripe.log.filter(({ path }) => paths.some((listed) => listed === path))
    const busiest = Math.max(
      ...paths.map((listed) => lists.filter(({ path }) => path === listed).length),
    )
    return {
      name,
      objects: 2 * count,
      rows: streams.reduce((sum, stream) => sum + stream.written, 0),
      listRequests: lists.length,
      refused: lists.filter(({ status }) => status === 429).length,
      readingMs: Math.max(...streams.map(({ durationMs }) => durationMs)),
      ...figures,
      leastMs: (busiest / endpointRate) * 1000,
    }
  } finally {
    await stripe.close()
    rmSync(folder, { recursive: true })
  }
}

function configuration({ url, keys }: SimulatedStripe, { hasLimits, store }: Load): string {
  return `
version: 1
organisation: bench-${randomUUID()}
store: '${store}'
connections:
  pay:
    connector: stripe
    streams: [customers, charges]
    budgets: ${hasLimits ? 'on' : 'off'}
    config: { secretKey: ${keys.secret}, apiBase: '${url}' }
`
}
