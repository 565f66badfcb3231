import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SimulatedRule } from '@cartograph/simulators/rule'
import type { SimulatedSitoo } from '@cartograph/simulators/sitoo'

/** So long after its answer the double of Rule still writes, and so long the connector waits for it. */
export const landing = { afterMs: 30, withinMs: 500 } as const

/** What the sender of events says of itself. */
export const eventsLogin = { username: 'till', password: 'a-password-of-events' } as const

/** A folder with a configuration that takes a simulated till's sales and customers to a simulated account of Rule. */
export function makeTillWorkspace(
  { baseUrl, accountId, apiId, password }: SimulatedSitoo,
  { apiBase, apiKey }: SimulatedRule,
  port: number,
): string {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-faults-till-'))
  writeFileSync(
    join(folder, 'cartograph.yaml'),
    `
version: 1
organisation: nordlys
store: ./cartograph.db
host:
  url: http://127.0.0.1:${port}
  port: ${port}
connections:
  till:
    connector: sitoo
    budgets: off
    streams: [orders, contacts]
    config:
      baseUrl: ${baseUrl}
      accountId: ${accountId}
      apiId: ${apiId}
      password: ${password}
      events: { username: ${eventsLogin.username}, password: ${eventsLogin.password} }
      till: { country: SE }
  rule:
    connector: rule
    budgets: off
    streams: []
    config: { apiKey: ${apiKey}, apiBase: '${apiBase}', landsWithinMs: ${landing.withinMs} }
deliveries:
  customers: { from: customer, to: { connection: rule, sink: subscribers } }
  orders: { from: order, to: { connection: rule, sink: orders } }
  refunds: { from: refund, to: { connection: rule, sink: refunds } }
`,
  )
  return folder
}

/** All waits of the host and of deliveries, shorter together: what was in flight at a kill has landed long before it is looked for. */
export const shortWaits = waitsAt(0.005)

/** What has no outcome is looked for some seconds later, so that others could overtake it also where the machine is busy. */
export const longerWaits = waitsAt(0.02)

function waitsAt(scale: number) {
  return {
    CARTOGRAPH_WAITS: JSON.stringify({
      host: { tickMs: 100, wakeMs: 20, retryMs: 50, leaseMs: 1000, lookMs: 500, answerMs: 1000 },
      engine: { retryMs: 50, longestRetryMs: 1000, pauseMs: 60_000, scale, leaseMs: 1000 },
    }),
  } as const
}
