import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SimulatedStripe } from '@cartograph/simulators/stripe'

export const connectionId = 'pay'

/** A folder with a configuration that reads a simulated account; with a port, one that takes its webhooks there. */
export function makeStripeWorkspace({ url, keys }: SimulatedStripe, port?: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-faults-stripe-'))
  const host = `
host:
  url: http://127.0.0.1:${port}
  port: ${port}
`
  writeFileSync(
    join(folder, 'cartograph.yaml'),
    `
version: 1
organisation: nordlys
store: ./cartograph.db
${port === undefined ? '' : host}
connections:
  ${connectionId}:
    connector: stripe
    budgets: off
    ${port === undefined ? '' : "schedule: '*/5 * * * *'"}
    config: { secretKey: ${keys.secret}, apiBase: '${url}' }
`,
  )
  return folder
}
