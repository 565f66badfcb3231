/** Installs the packages that are measured beside ours, once, into a folder of their own: nobody else has to download them. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The newest of both that came with all it needs, as of 2026-11-26. */
export const peerVersions = {
  '@stripe/sync-engine': '1.0.32',
  '@supabase/stripe-sync-engine': '0.48.5',
  stripe: '23.1.0',
  pino: '10.4.0',
} as const

const cache = fileURLToPath(new URL('../../../../node_modules/.cache/peers', import.meta.url))

/** The folder in whose `node_modules` they are. Needs a package registry the first time. */
export function installPeers(): string {
  const name = Object.values(peerVersions).join('_')
  const folder = join(cache, name)
  if (existsSync(folder)) return folder
  const making = `${folder}-${process.pid}`
  mkdirSync(making, { recursive: true })
  const description = { private: true, dependencies: peerVersions }
  writeFileSync(join(making, 'package.json'), JSON.stringify(description))
  try {
    // Their install scripts are not needed, and nobody here has read them.
    execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'], {
      cwd: making,
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    renameSync(making, folder)
  } finally {
    rmSync(making, { recursive: true, force: true })
  }
  return folder
}
