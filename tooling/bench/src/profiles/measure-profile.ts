/** Where the time of a back-fill goes: the real command under Node's own profiler. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startStripe } from '@cartograph/simulators/stripe'
import { startMeasuredServer } from '@cartograph/host/measured-store'
import { measureSync } from '../command.ts'
import { keepProfile } from './keep-profile.ts'

/** Reads so many customers and as many charges into a new store, and gives back the profile as text. */
export async function measureProfile(
  objects: number,
  options: { readonly name: string; readonly isPostgres: boolean; readonly folder: string },
): Promise<string> {
  const { name, isPostgres, folder: kept } = options
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-bench-profile-'))
  const stripe = await startStripe({
    size: { customers: objects, charges: objects },
    livemode: true,
    limits: 'off',
  })
  const server = isPostgres ? await startMeasuredServer({}) : undefined
  try {
    writeFileSync(
      join(folder, 'cartograph.yaml'),
      `
version: 1
organisation: bench
store: '${server?.address('postgres') ?? './cartograph.db'}'
connections:
  pay:
    connector: stripe
    streams: [customers, charges]
    budgets: off
    config: { secretKey: ${stripe.keys.secret}, apiBase: '${stripe.url}' }
`,
    )
    await measureSync(folder, [], ['--cpu-prof', `--cpu-prof-dir=${folder}`])
    return keepProfile(folder, { name, records: objects * 2, kept })
  } finally {
    await stripe.close()
    await server?.stop()
    rmSync(folder, { recursive: true })
  }
}
