/** How soon a change in a shop is at a sink, without and with a slow vendor and a dead sink beside it. */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { simulatedShop } from '@cartograph/simulators'
import { startReceiver, type WebhookReceiver } from '@cartograph/simulators/webhook-receiver'
import { startWooCommerce, type SimulatedWooCommerce } from '@cartograph/simulators/woocommerce'
import { command, commandFlags } from './command.ts'

export interface LaneRun {
  readonly name: string
  /** From the change in the shop to the request at the receiver, of each change, in the order of their lengths. */
  readonly lagsMs: readonly number[]
  /** Requests that the slow vendor answered meanwhile, and connections that the dead sink took. */
  readonly beside: { readonly slowRequests: number; readonly deadConnections: number }
}

export interface LaneFigures {
  readonly runs: readonly LaneRun[]
}

const healthyCount = 3
const slowMs = 4000

/** Measures so many changes in three healthy shops, alone and beside those in trouble. */
export async function measureLanes(
  changes: number,
  options: { readonly store?: string; readonly workers?: number } = {},
): Promise<LaneFigures> {
  return {
    runs: [
      await measured('three healthy connections', changes, { ...options, isTroubled: false }),
      await measured('with a slow vendor and a dead sink', changes, {
        ...options,
        isTroubled: true,
      }),
    ],
  }
}

/** What the targets are judged by: the worse of both runs. */
export function lanesTargets({ runs }: LaneFigures) {
  const slow = runs.map(({ lagsMs }) => lagsMs[Math.ceil(lagsMs.length * 0.99) - 1] ?? Number.NaN)
  return { isSame: true, measured: { 'webhook-to-sink': Math.max(...slow) } }
}

interface Stage {
  readonly healthy: readonly SimulatedWooCommerce[]
  readonly slow: SimulatedWooCommerce
  readonly dead: DeadSink
  readonly receiver: WebhookReceiver
}

async function measured(
  name: string,
  changes: number,
  options: { readonly store?: string; readonly workers?: number; readonly isTroubled: boolean },
): Promise<LaneRun> {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-bench-lanes-'))
  const stage: Stage = {
    healthy: await Promise.all(Array.from({ length: healthyCount }, (_, at) => shopOf(40, at + 1))),
    slow: await shopOf(3000, 99),
    dead: await startDeadSink(),
    receiver: await startReceiver(),
  }
  stage.slow.weather.set({ latencyMs: slowMs })
  const port = await freePort()
  writeFileSync(join(folder, 'cartograph.yaml'), configuration(stage, port, options))
  const processes = [start(folder, ['serve', '--port', String(port)])]
  for (let worker = 0; worker < (options.workers ?? 0); worker += 1)
    processes.push(start(folder, ['worker']))
  try {
    await until(() => stage.healthy.every((shop) => hasSent(stage.receiver, shop)))
    const lagsMs: number[] = []
    for (let change = 0; change < changes; change += 1)
      lagsMs.push(await lagOf(stage, stage.healthy[change % healthyCount], change))
    return {
      name,
      lagsMs: lagsMs.toSorted((a, b) => a - b),
      beside: {
        slowRequests: stage.slow.log.length,
        deadConnections: stage.dead.connections(),
      },
    }
  } finally {
    await Promise.all(processes.map(end))
    await Promise.all([
      ...stage.healthy.map((shop) => shop.close()),
      stage.slow.close(),
      stage.receiver.close(),
    ])
    stage.dead.close()
    rmSync(folder, { recursive: true })
  }
}

function shopOf(orders: number, seed: number): Promise<SimulatedWooCommerce> {
  const shop = simulatedShop({ orders, seed, startsAt: Date.now() })
  shop.advance(Date.now() - shop.now())
  return startWooCommerce({ shop, now: Date.now, seed })
}

/** Everything that the first reading gives has been sent. */
function hasSent(receiver: WebhookReceiver, shop: SimulatedWooCommerce): boolean {
  const sent = new Set(receiver.held().map(({ body }) => JSON.stringify(body)))
  return shop
    .truth('orders')
    .filter(({ status }) => status === 'completed')
    .every(({ id }) => [...sent].some((text) => text.includes(`:${Number(id)}"`)))
}

/** Changes an order in a shop, which tells of it at once, and waits until the change is at the receiver. */
async function lagOf(
  { receiver }: Stage,
  shop: SimulatedWooCommerce | undefined,
  change: number,
): Promise<number> {
  if (shop === undefined) throw new Error('There is no shop to change.')
  const orders = shop.truth('orders').filter(({ status }) => status === 'completed')
  const id = Number(orders[change % orders.length]?.['id'])
  const mark = `mark-${change}-${randomUUID()}`
  const beganAt = performance.now()
  shop.admin.updateOrder(id, { billing: { email: `${mark}@shop.example` } })
  await shop.deliverWebhooks()
  await until(() => receiver.requests.some(({ body }) => body.includes(mark)))
  return performance.now() - beganAt
}

interface DeadSink {
  readonly url: string
  readonly connections: () => number
  readonly close: () => void
}

/** Takes connections and never answers. */
async function startDeadSink(): Promise<DeadSink> {
  let count = 0
  const sockets = new Set<{ destroy(): void }>()
  const server: Server = createServer((socket) => {
    count += 1
    sockets.add(socket)
    socket.on('error', () => undefined)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => count,
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

function configuration(
  { healthy, slow, dead, receiver }: Stage,
  port: number,
  {
    store = './cartograph.db',
    isTroubled,
  }: { readonly store?: string; readonly isTroubled: boolean },
): string {
  return `
version: 1
organisation: bench-${randomUUID()}
store: '${store}'
host: { url: 'http://127.0.0.1:${port}' }
connections:${healthy.map((each, at) => shopText(`shop${at}`, each)).join('')}${isTroubled ? shopText('slow', slow) : ''}
  receiver: { connector: webhook, config: { url: '${receiver.url}/items' } }${
    isTroubled
      ? `
  dead: { connector: webhook, config: { url: '${dead.url}/items' } }`
      : ''
  }
deliveries:${deliveryText('to-receiver', 'receiver')}${isTroubled ? deliveryText('to-dead', 'dead') : ''}
`
}

function shopText(id: string, { url, consumerKey, consumerSecret }: SimulatedWooCommerce): string {
  return `
  ${id}:
    connector: woocommerce
    schedule: '0 3 * * *'
    budgets: off
    streams: [orders]
    config: { url: '${url}', consumerKey: ${consumerKey}, consumerSecret: ${consumerSecret} }`
}

function deliveryText(id: string, sink: string): string {
  return `
  ${id}:
    from: order
    to: { connection: ${sink}, sink: items }
    mapping:
      id: ${id}
      from: { entity: order }
      to: { connector: webhook, sink: items }
      fields: { key: $.id, body: { id: $.id, status: $.status, email: $.email } }`
}

function start(folder: string, words: readonly string[]): ChildProcess {
  return spawn(
    process.execPath,
    [...commandFlags, command, ...words, '--json', '--config', join(folder, 'cartograph.yaml')],
    { stdio: 'ignore' },
  )
}

/** At once: a request to a dead sink would be waited for. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const closed = once(child, 'close')
  child.kill('SIGKILL')
  await closed
}

const patienceMs = 120_000

async function until(isSo: () => boolean): Promise<void> {
  const beganAt = performance.now()
  while (!isSo()) {
    if (performance.now() - beganAt > patienceMs) throw new Error('It did not happen in time.')
    await wait(5)
  }
}
