import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MeasuredServer } from '@cartograph/host/measured-store'
import type { SimulatedStripe } from '@cartograph/simulators/stripe'
import { measureSync } from '../command.ts'
import { ordersIn } from './contest.ts'
import { digestOf, digestOfFile, type Digest, type TableQuery } from './digests.ts'
import { measureProgram, measurePython, type ProgramFigures } from './programs.ts'

/** What a contender finds when it begins. */
export interface Stage {
  readonly stripe: SimulatedStripe
  readonly server: MeasuredServer
  readonly database: string
  /** Where packages of Node are installed, and Python; empty where nobody needs them. */
  readonly packages: string
  readonly python: string
}

/** How long it read, and what is in its tables then. */
interface Outcome extends ProgramFigures {
  readonly found: readonly Digest[]
}

export interface Contender {
  readonly name: string
  readonly needs: 'nothing' | 'packages' | 'python'
  readonly measure: (stage: Stage) => Promise<Outcome>
}

export const contenders: readonly Contender[] = [
  {
    name: 'fetch, parse, write',
    needs: 'nothing',
    measure: program(
      'without-engine.ts',
      (list) => `select id, data::jsonb as data from plain.${list}`,
    ),
  },
  {
    name: 'ours, natives',
    needs: 'nothing',
    measure: (stage) => ours(stage, { hasRows: false, isFile: false }),
  },
  {
    name: 'ours, natives and rows',
    needs: 'nothing',
    measure: (stage) => ours(stage, { hasRows: true, isFile: false }),
  },
  {
    name: 'ours, the same into SQLite',
    needs: 'nothing',
    measure: (stage) => ours(stage, { hasRows: true, isFile: true }),
  },
  {
    name: '@supabase/stripe-sync-engine',
    needs: 'packages',
    measure: program(
      'supabase-engine.ts',
      (list) =>
        `select id, jsonb_build_object('amount', ${amountIn(list)}) as data from stripe.${list}`,
    ),
  },
  {
    name: '@stripe/sync-engine',
    needs: 'packages',
    measure: program(
      'stripe-engine.ts',
      (list) => `select id, _raw_data as data from stripe.${list}`,
    ),
  },
  { name: 'dlt', needs: 'python', measure: dlt },
]

function program(file: string, tables: TableQuery): Contender['measure'] {
  return async (stage) => {
    const figures = await measureProgram(new URL(file, import.meta.url), ordersOf(stage))
    return { ...figures, found: await digestOf(stage.server, stage.database, tables) }
  }
}

async function dlt(stage: Stage): Promise<Outcome> {
  const file = new URL('dlt_stripe.py', import.meta.url)
  const figures = await measurePython(stage.python, file, ordersOf(stage))
  const found = await digestOf(
    stage.server,
    stage.database,
    (list) => `select id, jsonb_build_object('amount', ${amountIn(list)}) as data from dlt.${list}`,
  )
  return { ...figures, found }
}

/** Customers have none. */
function amountIn(list: 'customers' | 'charges'): string {
  return list === 'charges' ? 'amount' : '0'
}

function ordersOf({ stripe, server, database, packages }: Stage) {
  const address = server.address(database)
  return ordersIn({ url: stripe.url, key: stripe.keys.secret, database: address, packages })
}

function ownTables(list: 'customers' | 'charges'): string {
  return `select data::jsonb->>'id' as id, data::jsonb as data from record where stream = '${list}' and deleted = 0`
}

/** The real command; natives alone where no mapping makes anything of them. */
async function ours(
  { stripe, server, database }: Stage,
  { hasRows, isFile }: { readonly hasRows: boolean; readonly isFile: boolean },
): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-bench-peers-'))
  try {
    writeFileSync(
      join(folder, 'cartograph.yaml'),
      `
version: 1
organisation: bench
store: '${isFile ? './cartograph.db' : server.address(database)}'
connections:
  pay:
    connector: stripe
    streams: [customers, charges]
    budgets: off
${hasRows ? '' : '    standardMappings: off\n'}    config: { secretKey: ${stripe.keys.secret}, apiBase: '${stripe.url}' }
`,
    )
    const { streams, computedMs, peakMemory } = await measureSync(folder)
    const readingMs = Math.max(...streams.map(({ durationMs }) => durationMs))
    const found = isFile
      ? digestOfFile(join(folder, 'cartograph.db'))
      : await digestOf(server, database, ownTables)
    return { readingMs, computedMs, peakMemory, found }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
