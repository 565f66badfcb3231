import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { MeasuredServer } from '@cartograph/host/measured-store'
import { startStripe } from '@cartograph/simulators/stripe'

/** What processes that always have something to ask make of an account's limits. */
export interface LimitRun {
  readonly name: string
  readonly processes: number
  readonly requests: number
  /** Answered 429. */
  readonly refused: number
  /** Of what the narrowest limit allows, once all of them had begun. */
  readonly usedShare: number
}

const sender = fileURLToPath(new URL('workers-sender.ts', import.meta.url))
/** So long they ask before it is measured: a process that comes in takes some turns. */
const beginMs = 3000

/** Requests a second of one endpoint, and of a live account. @see https://docs.stripe.com/rate-limits (read 2026-11-22) */
const perSecond = { endpoint: 25, account: 100 } as const
const endpoints = ['customers', 'charges', 'products', 'prices', 'coupons', 'plans']

/** So many processes ask for so long: one endpoint alone, then more of them than the account's own limit has room for. */
export async function measureLimits(
  server: MeasuredServer,
  processes: number,
  lengthMs: number,
): Promise<readonly LimitRun[]> {
  const course = { processes, lengthMs }
  return [
    await measured(server, { ...course, name: 'one endpoint', paths: endpoints.slice(0, 1) }),
    await measured(server, { ...course, name: 'six endpoints', paths: endpoints }),
  ]
}

async function measured(
  server: MeasuredServer,
  course: {
    readonly name: string
    readonly processes: number
    readonly lengthMs: number
    readonly paths: readonly string[]
  },
): Promise<LimitRun> {
  const { name, processes, lengthMs, paths } = course
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-bench-limits-'))
  const database = `bench_${randomUUID().replaceAll('-', '')}`
  await server.ask(`create database ${database}`)
  const stripe = await startStripe({ livemode: true, limits: 'real' })
  const file = join(folder, 'cartograph.yaml')
  writeFileSync(
    file,
    `
version: 1
organisation: bench
store: '${server.address(database)}'
connections:
  pay:
    connector: stripe
    config: { secretKey: ${stripe.keys.secret}, apiBase: '${stripe.url}' }
`,
  )
  const urls = paths.map((path) => `${stripe.url}/v1/${path}?limit=1`)
  const flags = ['--conditions=@cartograph/source', '--disable-warning=ExperimentalWarning']
  const children = Array.from({ length: processes }, () =>
    spawn(process.execPath, [...flags, sender, file, ...urls], {
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  )
  const ended = Promise.all(children.map((child) => once(child, 'exit')))
  try {
    await Promise.all(children.map(({ stdout }) => once(stdout, 'data')))
    await wait(beginMs)
    const beganAt = performance.now()
    const before = stripe.log.length
    await wait(lengthMs)
    const seconds = (performance.now() - beganAt) / 1000
    const requests = stripe.log.length - before
    const most = Math.min(perSecond.account, perSecond.endpoint * paths.length)
    return {
      name: `${processes} processes, ${name}`,
      processes,
      requests,
      refused: stripe.log.filter(({ status }) => status === 429).length,
      usedShare: requests / seconds / most,
    }
  } finally {
    for (const child of children) child.kill('SIGTERM')
    await ended
    await stripe.close()
    rmSync(folder, { recursive: true })
  }
}
