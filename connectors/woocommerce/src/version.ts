import { fault, type Context, type Fault } from '@cartograph/core'
import * as z from 'zod'
import { oldestVersion } from './assumptions.ts'
import { ask } from './client.ts'
import type { Settings } from './settings.ts'

const systemStatus = z.looseObject({ environment: z.looseObject({ version: z.string() }) })

/** The version of WooCommerce, or `null` where the key's user may not see it. */
export async function shopVersion(context: Context<Settings>): Promise<string | null> {
  const { json } = await ask(context, {
    path: 'system_status',
    // The other parts make requests of their own, and take seconds.
    query: { _fields: 'environment.version' },
    expect: [401, 403, 404],
  })
  const found = systemStatus.safeParse(json)
  return found.success ? found.data.environment.version : null
}

/** What is wrong with a version that is too old, if it is. */
export function versionFault(version: string | null): (Error & Fault) | undefined {
  if (version === null || !isOlder(version, oldestVersion)) return undefined
  return fault({
    kind: 'config',
    message: `The shop runs WooCommerce ${version}, and ${oldestVersion} or newer is needed.`,
    hint: 'Older ones cannot list what changed. In WordPress, Plugins: update WooCommerce, after a backup.',
  })
}

function isOlder(version: string, than: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [otherMajor = 0, otherMinor = 0] = than.split('.').map(Number)
  return major < otherMajor || (major === otherMajor && minor < otherMinor)
}
