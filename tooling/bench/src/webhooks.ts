/** How soon webhooks are answered that come at a rate, each of which is on the disk before it is. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startStripe, type SimulatedStripe } from '@cartograph/simulators/stripe'
import Sqlite from 'better-sqlite3'
import { tableLines, type Column } from './columns.ts'
import { measureCommand } from './command.ts'
import { startServing } from './serving.ts'

export interface WebhookRun {
  /** A second, of all connections together. */
  readonly rate: number
  readonly calls: number
  /** Answered 200. */
  readonly accepted: number
  /** Rows of the inbox that the store has afterwards. */
  readonly kept: number
  /** From the first call that was due to the last answer. */
  readonly durationMs: number
  readonly medianMs: number
  /** Of a hundred calls ninety-nine took no longer, from when they were due. */
  readonly slowMs: number
  readonly longestMs: number
}

export interface WebhookFigures {
  readonly connections: number
  /** The middle of all by the time of the slow ones. */
  readonly run: WebhookRun
  readonly times: number
}

/** One may call two hundred times a second, so there are several. */
const connections = 8
const secret = 'whsec_bench'
const caller = fileURLToPath(new URL('webhooks-caller.ts', import.meta.url))

/** Calls so many times a second for so long, `times` times. */
export async function measureWebhooks(
  rate: number,
  options: { readonly lengthMs: number; readonly times: number },
): Promise<WebhookFigures> {
  const runs: WebhookRun[] = []
  for (let time = 0; time < options.times; time += 1)
    runs.push(await measured(rate, options.lengthMs))
  const run = runs.toSorted((a, b) => a.slowMs - b.slowMs)[Math.floor(runs.length / 2)]
  if (run === undefined) throw new Error('Nothing was measured.')
  return { connections, run, times: options.times }
}

async function measured(rate: number, lengthMs: number): Promise<WebhookRun> {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-bench-webhooks-'))
  const stripe = await startStripe({
    size: { customers: 20, charges: 0 },
    livemode: true,
    limits: 'off',
  })
  try {
    writeFileSync(join(folder, 'cartograph.yaml'), configuration(stripe))
    await measureCommand(folder, ['sync', '--json'])
    const host = await startServing(folder)
    try {
      const addresses = await webhookAddresses(folder, host.url)
      await called({ rate: 50, lengthMs: 1000, addresses, body: bodyOf(stripe) })
      const before = inboxRows(folder)
      const told = await called({ rate, lengthMs, addresses, body: bodyOf(stripe) })
      const { calls, accepted, endedMs, timesMs } = told
      return {
        rate,
        calls,
        accepted,
        kept: inboxRows(folder) - before,
        durationMs: endedMs,
        medianMs: timesMs[Math.floor(calls / 2)] ?? Number.NaN,
        slowMs: timesMs[Math.ceil(calls * 0.99) - 1] ?? Number.NaN,
        longestMs: timesMs.at(-1) ?? Number.NaN,
      }
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

interface Told {
  readonly calls: number
  readonly accepted: number
  readonly endedMs: number
  readonly timesMs: readonly number[]
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

function inboxRows(folder: string): number {
  const database = new Sqlite(join(folder, 'cartograph.db'), { readonly: true })
  try {
    return Number(database.prepare('select count(*) from inbox').pluck().get())
  } finally {
    database.close()
  }
}

function configuration({ url, keys }: SimulatedStripe): string {
  const ids = Array.from({ length: connections }, (_none, at) => `pay${at}`)
  return `
version: 1
organisation: bench
store: ./cartograph.db
host: { url: 'http://127.0.0.1:1' }
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

const columns: readonly Column<WebhookRun>[] = [
  ['a second', ({ rate }) => String(rate)],
  ['calls', ({ calls }) => String(calls)],
  ['accepted', ({ accepted }) => String(accepted)],
  ['on the disk', ({ kept }) => String(kept)],
  ['median', ({ medianMs }) => `${medianMs.toFixed(1)} ms`],
  ['99 of 100', ({ slowMs }) => `${slowMs.toFixed(1)} ms`],
  ['longest', ({ longestMs }) => `${longestMs.toFixed(1)} ms`],
]

/** The figures as a table for people. */
export function webhooksTable({ run, times, connections: count }: WebhookFigures): string {
  return [
    `Webhooks at ${count} connections of a serving host on SQLite; the middle of ${times}:`,
    ...tableLines(columns, [run]),
  ].join('\n')
}

export function webhooksTargets({ run }: WebhookFigures) {
  const { accepted, kept, durationMs, slowMs, rate, calls } = run
  // Calls come at their rate, so no more can be accepted than that.
  const perSecond = accepted / (durationMs / 1000)
  return {
    isSame: kept === accepted,
    measured: {
      'webhooks-accepted': accepted === calls && perSecond > rate * 0.98 ? rate : perSecond,
      'webhooks-slow': slowMs,
    },
  }
}
