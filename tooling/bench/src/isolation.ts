/** What `isolation: process` costs: the real command on the same input with a connector in the host and in a process of its own. */
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startStripe } from '@cartograph/simulators/stripe'
import { command, commandFlags } from './command.ts'

export interface IsolationRun {
  readonly name: string
  readonly isolation: 'none' | 'process'
  readonly objects: number
  /** What the work itself took, without starting and ending. */
  readonly workMs: number
  /** From the start of the command to its end. */
  readonly durationMs: number
  /** The command's at the most, in bytes. */
  readonly hostMemory: number
  /** The connector's process at the most, in bytes; 0 where there is none, or the system does not tell. */
  readonly connectorMemory: number
}

export interface IsolationFigures {
  readonly runs: readonly IsolationRun[]
}

type Isolation = IsolationRun['isolation']
const both = ['none', 'process'] as const

/**
 * Reads a file and an account of Stripe, writes a file, and starts with next to nothing to do.
 *
 * Each is done so many `times` in either way, by turns, and the fastest counts: what else the machine does meets both.
 */
export async function measureIsolation(objects: number, times = 2): Promise<IsolationFigures> {
  const runs = [
    ...(await measureFiles('start alone', 1, times)),
    ...(await measureFiles('read a file', objects, times)),
    ...(await measureStripe(objects, times)),
    ...(await measureFiles('write a file', objects, times, 'push')),
  ]
  return { runs }
}

async function measureFiles(
  name: string,
  orders: number,
  times: number,
  last: 'sync' | 'push' = 'sync',
): Promise<IsolationRun[]> {
  const lines = Array.from({ length: orders }, (_none, id) => `${id},2026-03-01,${id % 900}.50`)
  const table = ['order,at,total', ...lines].join('\n')
  return inTurns(name, times, (folder, isolation) => {
    writeFileSync(join(folder, 'orders.csv'), table)
    return { configuration: fileConfiguration(isolation), last }
  })
}

async function measureStripe(objects: number, times: number): Promise<IsolationRun[]> {
  const half = Math.ceil(objects / 2)
  const size = { customers: half, charges: half }
  const stripe = await startStripe({ size, livemode: true, limits: 'off' })
  try {
    const { url, keys } = stripe
    const config = { secretKey: keys.secret, apiBase: url }
    return await inTurns('read Stripe', times, (_folder, isolation) => ({
      last: 'sync',
      configuration: {
        connections: {
          pay: {
            connector: 'stripe',
            isolation,
            budgets: 'off',
            streams: ['customers', 'charges'],
            config,
          },
        },
      },
    }))
  } finally {
    await stripe.close()
  }
}

async function inTurns(
  name: string,
  times: number,
  prepare: (
    folder: string,
    isolation: Isolation,
  ) => { readonly configuration: object; readonly last: 'sync' | 'push' },
): Promise<IsolationRun[]> {
  const runs: IsolationRun[] = []
  for (const isolation of Array.from({ length: times }, () => both).flat()) {
    const folder = mkdtempSync(join(tmpdir(), 'cartograph-bench-isolation-'))
    try {
      const { configuration, last } = prepare(folder, isolation)
      const shared = { version: 1, organisation: 'bench' }
      writeFileSync(
        join(folder, 'cartograph.yaml'),
        JSON.stringify({ ...shared, ...configuration }),
      )
      if (last === 'push') await run(folder, 'sync')
      runs.push({ name, isolation, ...(await run(folder, last)) })
    } finally {
      rmSync(folder, { recursive: true })
    }
  }
  return both.flatMap((isolation) => {
    const own = runs.filter((each) => each.isolation === isolation)
    return own.toSorted((a, b) => a.workMs - b.workMs).slice(0, 1)
  })
}

const witness = new URL('peak-memory.ts', import.meta.url).href

/** As far as it is measured: what `sync --json` read, and what `push --json` sent. */
interface Report {
  readonly runs: readonly {
    readonly read?: number
    readonly sent?: number
    readonly durationMs: number
  }[]
}

async function run(folder: string, word: 'sync' | 'push') {
  const startedAt = performance.now()
  const options = [...commandFlags, `--import=${witness}`]
  const child = spawn(
    process.execPath,
    [...options, command, word, '--json', '--config', join(folder, 'cartograph.yaml')],
    { env: { MALLOC_ARENA_MAX: '1', ...process.env }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let said = ''
  let told = ''
  let connectorMemory = 0
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()))
  const look = setInterval(() => {
    connectorMemory = Math.max(connectorMemory, memoryOfConnectors(child.pid ?? 0))
  }, 250)
  const code = await new Promise((resolve) => child.once('close', resolve))
  clearInterval(look)
  if (code !== 0) throw new Error(`The command ended with ${String(code)}: ${told}${said}`)
  const { runs } = JSON.parse(said) as Report
  return {
    objects: runs.reduce((sum, { read = 0, sent = 0 }) => sum + read + sent, 0),
    workMs: Math.max(...runs.map((part) => part.durationMs)),
    durationMs: Math.round(performance.now() - startedAt),
    hostMemory: Number(/peak memory (\d+)/.exec(told)?.[1]),
    connectorMemory,
  }
}

/** The most that a connector's process of a command has had, by the kernel's own mark. */
function memoryOfConnectors(host: number): number {
  if (process.platform !== 'linux') return 0
  const found = readdirSync('/proc').filter((id) => /^\d+$/.test(id) && isBelow(id, host))
  return Math.max(0, ...found.map((id) => Number(marked(id, 'VmHWM') ?? 0) * 1024))
}

/** Whether a process was started by the command, or by what that was wrapped in. */
function isBelow(id: string, host: number): boolean {
  const parent = marked(id, 'PPid') ?? '0'
  return Number(parent) === host || Number(marked(parent, 'PPid') ?? 0) === host
}

function marked(id: string, name: string): string | undefined {
  try {
    const status = readFileSync(join('/proc', id, 'status'), 'utf8')
    return new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]
  } catch {
    // It ended meanwhile.
    return undefined
  }
}

function fileConfiguration(isolation: Isolation): object {
  const columns = { total: { type: 'decimal' } }
  const orders = { path: './orders.csv', format: 'csv', key: ['order'], columns }
  return {
    connections: {
      files: {
        connector: 'file',
        isolation,
        config: { directory: './out', sources: { orders } },
        mappings: [
          {
            id: 'csv-order',
            from: { connector: 'file', stream: 'orders' },
            to: { entity: 'order' },
            fields: {
              id: '$.order',
              channel: 'web',
              status: 'paid',
              placedAt: { $instant: '$.at', format: 'yyyy-MM-dd', zone: 'UTC' },
              currency: 'EUR',
              total: { $money: '$.total', currency: 'EUR' },
              lines: [],
            },
          },
        ],
      },
    },
    deliveries: {
      orders: {
        from: 'order',
        to: { connection: 'files', sink: 'csv' },
        mapping: {
          id: 'order-csv',
          from: { entity: 'order' },
          to: { connector: 'file', sink: 'csv' },
          fields: { file: 'orders', key: '$.id', columns: { id: '$.id', total: '$.total' } },
        },
      },
    },
  }
}
