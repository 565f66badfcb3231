import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SimulatedStripe } from '@cartograph/simulators/stripe'

export const connectionId = 'pay'
export const hookSecret = 'whsec_faults'

/** A folder with a configuration that takes webhooks of a simulated account, and reads it once. */
export function makeHookedWorkspace({ url, keys }: SimulatedStripe, port: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-faults-webhooks-'))
  writeFileSync(
    join(folder, 'cartograph.yaml'),
    `
version: 1
organisation: nordlys
store: ./cartograph.db
host: { url: 'http://127.0.0.1:${port}', port: ${port} }
connections:
  ${connectionId}:
    connector: stripe
    schedule: '0 3 1 1 *'
    streams: [customers]
    budgets: off
    config: { secretKey: ${keys.secret}, apiBase: '${url}', webhookSecrets: [${hookSecret}] }
`,
  )
  return folder
}
