/** A serving host with connections that take signed webhooks, beside the vendor that they are of. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startStripe, type SimulatedStripe } from '@cartograph/simulators/stripe'
import Sqlite from 'better-sqlite3'
import { measureCommand } from './command.ts'
import { startServing } from './serving.ts'

/** One may call two hundred times a second, so there are several. */
export const connections = 8
const secret = 'whsec_bench'
const metricsToken = 'bench-reads-its-own-figures'
const caller = fileURLToPath(new URL('webhooks-caller.ts', import.meta.url))

export interface WebhookScene {
  /** Calls at a rate, whether it is answered or not. */
  call(rate: number, lengthMs: number): Promise<Told>
  /** Rows of the inbox that the store has; of those that wait alone, where that is said. */
  inboxRows(which?: 'open'): number
  /** Processor time that the host has taken since it began. */
  computedMs(): Promise<number>
}

export interface Told {
  readonly calls: number
  /** Answered 200. */
  readonly accepted: number
  /** From the first call that was due to the last answer. */
  readonly endedMs: number
  /** From when a call was due to its answer; the shortest first. */
  readonly timesMs: readonly number[]
}

/** Sets the scene, has the host take some calls to get warm, and takes everything down when the work is done. */
export async function withWebhooks<Result>(
  work: (scene: WebhookScene) => Promise<Result>,
  nodeOptions: readonly string[] = [],
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-bench-webhooks-'))
  const stripe = await startStripe({
    size: { customers: 20, charges: 0 },
    livemode: true,
    limits: 'off',
  })
  try {
    writeFileSync(join(folder, 'cartograph.yaml'), configuration(stripe))
    await measureCommand(folder, ['sync', '--json'])
    const host = await startServing(folder, nodeOptions)
    try {
      const addresses = await webhookAddresses(folder, host.url)
      const body = bodyOf(stripe)
      const call = (rate: number, lengthMs: number) => called({ rate, lengthMs, addresses, body })
      await call(50, 1000)
      return await work({
        call,
        inboxRows: (which) => inboxRows(folder, which),
        computedMs: () => computedMs(host.url),
      })
    } finally {
      await host.stop()
    }
  } finally {
    await stripe.close()
    rmSync(folder, { recursive: true })
  }
}

/** Each connection's, as the host tells them. */
async function webhookAddresses(folder: string, url: string): Promise<readonly string[]> {
  for (let look = 0; look < mostLooks; look += 1) {
    const { said } = await measureCommand(folder, ['webhooks', 'show', '--json'])
    const { webhooks } = JSON.parse(said) as {
      readonly webhooks: readonly { readonly address?: string }[]
    }
    const known = webhooks.flatMap(({ address }) =>
      address === undefined ? [] : [`${url}${new URL(address, url).pathname}`],
    )
    if (known.length === connections) return known
    await wait(200)
  }
  throw new Error('Not every connection has an address.')
}

const mostLooks = 100

/** That a customer changed, without what is new about it each time. */
function bodyOf(stripe: SimulatedStripe): string {
  const [customer] = stripe.truth('customers')
  return JSON.stringify({
    id: 'evt_bench',
    object: 'event',
    type: 'customer.updated',
    created: Math.floor(Date.now() / 1000),
    api_version: '2026-10-28.endive',
    livemode: true,
    data: { object: customer },
  })
}

async function called(course: {
  readonly rate: number
  readonly lengthMs: number
  readonly addresses: readonly string[]
  readonly body: string
}): Promise<Told> {
  const { rate, lengthMs, addresses, body } = course
  const child = spawn(
    process.execPath,
    [caller, secret, String(rate), String(lengthMs), ...addresses],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stdin.end(body)
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (code !== 0) throw new Error(`The caller ended with ${String(code)}.`)
  return JSON.parse(said) as Told
}

function inboxRows(folder: string, which: 'open' | undefined): number {
  const database = new Sqlite(join(folder, 'cartograph.db'), { readonly: true })
  const condition = which === undefined ? '' : "where status = 'open'"
  try {
    return Number(database.prepare(`select count(*) from inbox ${condition}`).pluck().get())
  } finally {
    database.close()
  }
}

async function computedMs(url: string): Promise<number> {
  const answer = await fetch(`${url}/metrics`, {
    headers: { authorization: `Bearer ${metricsToken}` },
  })
  const [, seconds] =
    /^process_cpu_seconds_total(?:\{[^}]*\})? ([\d.e+-]+)/mu.exec(await answer.text()) ?? []
  return Number(seconds) * 1000
}

function configuration({ url, keys }: SimulatedStripe): string {
  const ids = Array.from({ length: connections }, (_none, at) => `pay${at}`)
  return `
version: 1
organisation: bench
store: ./cartograph.db
host: { url: 'http://127.0.0.1:1', metrics: { token: ${metricsToken} } }
connections:${ids
    .map(
      (id) => `
  ${id}:
    connector: stripe
    schedule: '0 3 1 1 *'
    streams: [customers]
    budgets: off
    config: { secretKey: ${keys.secret}, apiBase: '${url}', webhookSecrets: [${secret}] }`,
    )
    .join('')}
`
}
