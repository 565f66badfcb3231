/** Where the time of a back-fill goes: the real command under Node's own profiler. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startStripe } from '@cartograph/simulators/stripe'
import { startMeasuredServer } from '@cartograph/host/measured-store'
import { measureSync } from '../command.ts'
import { selfTimes } from './cpu-profile.ts'
import { profileText } from './profile-text.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))

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
    const file = readdirSync(folder).find((each) => each.endsWith('.cpuprofile'))
    if (file === undefined) throw new Error('The command left no profile.')
    const profile: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'))
    const text = profileText(name, selfTimes(profile, root), objects * 2)
    mkdirSync(kept, { recursive: true })
    writeFileSync(join(kept, `${name}.txt`), text)
    return text
  } finally {
    await stripe.close()
    await server?.stop()
    rmSync(folder, { recursive: true })
  }
}
