/** The same Stripe account read into PostgreSQL by us, by the peers, and by nothing but fetch, parse and write. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startMeasuredServer, type MeasuredServer } from '@cartograph/host/measured-store'
import { startStripe, type SimulatedStripe } from '@cartograph/simulators/stripe'
import { measureSync } from '../command.ts'
import { digestOf, digestOfAccount, type TableQuery } from './digests.ts'
import { installPeers } from './install-peers.ts'
import { measureProgram } from './programs.ts'

export interface PeerRun {
  readonly name: string
  readonly latencyMs: number
  readonly objects: number
  /** Of all runs, in the middle. */
  readonly readingMs: number
  readonly computedMs: number
  readonly peakMemory: number
  /** Requests for pages. */
  readonly requests: number
  /** Every customer and every charge is in its tables, with its amount. */
  readonly isSame: boolean
}

export interface PeerFigures {
  readonly runs: readonly PeerRun[]
  readonly times: number
}

interface Measured {
  readonly readingMs: number
  readonly computedMs: number
  readonly peakMemory: number
}
interface Stage {
  readonly stripe: SimulatedStripe
  readonly address: string
  readonly packages: string
}
interface Contender {
  readonly name: string
  readonly tables: TableQuery
  readonly measure: (stage: Stage) => Promise<Measured>
}

const program = (file: string) => async (stage: Stage) =>
  measureProgram(new URL(file, import.meta.url), {
    url: stage.stripe.url,
    key: stage.stripe.keys.secret,
    database: stage.address,
    packages: stage.packages,
  })

const contenders: readonly Contender[] = [
  {
    name: 'fetch, parse, write',
    tables: (list) => `select id, data::jsonb as data from plain.${list}`,
    measure: program('without-engine.ts'),
  },
  { name: 'ours, natives', tables: ownTables, measure: (stage) => ours(stage, false) },
  { name: 'ours, natives and rows', tables: ownTables, measure: (stage) => ours(stage, true) },
  {
    name: '@supabase/stripe-sync-engine',
    tables: (list) =>
      `select id, jsonb_build_object('amount', ${list === 'charges' ? 'amount' : '0'}) as data from stripe.${list}`,
    measure: program('supabase-engine.ts'),
  },
  {
    name: '@stripe/sync-engine',
    tables: (list) => `select id, _raw_data as data from stripe.${list}`,
    measure: program('stripe-engine.ts'),
  },
]

/** Has everybody read so many customers and as many charges, one after the other, `times` times at each latency. */
export async function measurePeers(
  objects: number,
  options: {
    readonly times?: number
    readonly latencies?: readonly number[]
    /** Those whose names begin so. Default: all. */
    readonly only?: string
  } = {},
): Promise<PeerFigures> {
  const { times = 3, latencies = [0, 50], only = '' } = options
  const chosen = contenders.filter(({ name }) => name.startsWith(only))
  const packages = chosen.some(({ name }) => name.startsWith('@')) ? installPeers() : ''
  const server = await startMeasuredServer({})
  const runs: PeerRun[] = []
  try {
    // A peer gives rights to it.
    await server.ask('create role postgres')
    for (const latencyMs of latencies) {
      const rounds = new Map<string, PeerRun[]>()
      // Round by round, so that what changes on the machine meanwhile meets all of them.
      for (let round = 0; round < times; round += 1)
        for (const contender of chosen) {
          const run = await once(server, contender, { objects, latencyMs, packages })
          rounds.set(contender.name, [...(rounds.get(contender.name) ?? []), run])
        }
      for (const all of rounds.values()) runs.push(middle(all))
    }
  } finally {
    await server.stop()
  }
  return { runs, times }
}

const listed: ReadonlySet<string> = new Set(['/v1/customers', '/v1/charges'])

async function once(
  server: MeasuredServer,
  { name, measure, tables }: Contender,
  course: {
    readonly objects: number
    readonly latencyMs: number
    readonly packages: string
  },
): Promise<PeerRun> {
  const { objects, latencyMs, packages } = course
  const database = `peers_${randomUUID().replaceAll('-', '')}`
  await server.ask(`create database ${database}`)
  const stripe = await startStripe({
    size: { customers: objects, charges: objects },
    livemode: true,
    limits: 'off',
  })
  stripe.weather.set({ latencyMs })
  try {
    const measured = await measure({ stripe, packages, address: server.address(database) })
    const expected = digestOfAccount(stripe)
    const found = await digestOf(server, database, tables)
    return {
      name,
      latencyMs,
      objects: objects * 2,
      ...measured,
      requests: stripe.log.filter(({ path }) => listed.has(path)).length,
      isSame: JSON.stringify(found) === JSON.stringify(expected),
    }
  } finally {
    await stripe.close()
    await server.ask(`drop database ${database} with (force)`)
  }
}

function middle(runs: readonly PeerRun[]): PeerRun {
  const sorted = runs.toSorted((a, b) => a.readingMs - b.readingMs)
  const run = sorted[Math.floor(sorted.length / 2)]
  if (run === undefined) throw new Error('Nothing was measured.')
  return { ...run, isSame: runs.every(({ isSame }) => isSame) }
}

function ownTables(list: 'customers' | 'charges'): string {
  return `select data::jsonb->>'id' as id, data::jsonb as data from record where stream = '${list}' and deleted = 0`
}

/** The real command; natives alone where no mapping makes anything of them. */
async function ours({ stripe, address }: Stage, hasRows: boolean): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-bench-peers-'))
  try {
    writeFileSync(
      join(folder, 'cartograph.yaml'),
      `
version: 1
organisation: bench
store: '${address}'
connections:
  pay:
    connector: stripe
    streams: [customers, charges]
    budgets: off
${hasRows ? '' : '    mappings: []\n'}    config: { secretKey: ${stripe.keys.secret}, apiBase: '${stripe.url}' }
`,
    )
    const { streams, computedMs, peakMemory } = await measureSync(folder)
    const readingMs = Math.max(...streams.map(({ durationMs }) => durationMs))
    return { readingMs, computedMs, peakMemory }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
