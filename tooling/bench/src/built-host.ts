import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/**
 * Builds the host and all that it stands on, so that what is measured is what its packages hold: no compiler runs with it.
 *
 * What did not change is not built again.
 *
 * @throws what the build said, where it failed.
 */
export function buildHost(): void {
  const { packageManager } = z
    .object({ packageManager: z.string() })
    .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
  const { status, stdout, stderr } = spawnSync(
    'npx',
    ['-y', packageManager, 'exec', 'turbo', 'run', 'build', '--filter=@cartograph/host...'],
    { cwd: root, env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' }, encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`The host could not be built: ${stdout}${stderr}`)
}
