/** Where the time of taking webhooks and working them off goes: a serving host under Node's own profiler. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { workedOff } from '../webhooks.ts'
import { withWebhooks } from '../webhooks-scene.ts'
import { keepProfile } from './keep-profile.ts'

/** Calls so many times a second for so long, and gives back the profile of the host as text. */
export async function measureWebhooksProfile(
  rate: number,
  options: { readonly lengthMs: number; readonly name: string; readonly folder: string },
): Promise<string> {
  const { lengthMs, name, folder: kept } = options
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-bench-profile-'))
  try {
    const calls = await withWebhooks(
      async (scene) => {
        const told = await scene.call(rate, lengthMs)
        await workedOff(scene)
        return told.calls
      },
      ['--cpu-prof', `--cpu-prof-dir=${folder}`],
    )
    return keepProfile(folder, { name, records: calls, kept })
  } finally {
    rmSync(folder, { recursive: true })
  }
}
