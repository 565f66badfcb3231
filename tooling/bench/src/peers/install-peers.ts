/** Installs what is measured beside ours, once, into folders of their own: nobody else has to download it. */
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

/** The mapping languages that are measured beside ours. */
export const languageVersions = {
  jsonata: '2.2.2',
  '@jmespath-community/jmespath': '1.3.0',
} as const

/** The newest of Python's, as of 2026-11-26. */
export const dltVersion = '1.31.0'

const cache = fileURLToPath(new URL('../../../../node_modules/.cache/peers', import.meta.url))

/** The folder in whose `node_modules` packages are. Needs a package registry the first time. */
export function installPeers(versions: Readonly<Record<string, string>>): string {
  const name = Object.entries(versions)
    .map(([named, version]) => `${named.replace(/^.*\//, '')}-${version}`)
    .join('_')
  return made(name, (making) => {
    const description = { private: true, dependencies: versions }
    writeFileSync(join(making, 'package.json'), JSON.stringify(description))
    // Their install scripts are not needed, and nobody here has read them.
    run(making, 'npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'])
  })
}

/** The Python with dlt in it; undefined where there is no Python, or its packages cannot be had. */
export function installDlt(): string | undefined {
  try {
    const folder = made(`dlt-${dltVersion}`, (making) => {
      run(making, 'python3', ['-m', 'venv', making])
      run(making, pythonIn(making), [
        '-m',
        'pip',
        'install',
        '--quiet',
        `dlt[postgres]==${dltVersion}`,
      ])
    })
    return pythonIn(folder)
  } catch {
    return undefined
  }
}

function pythonIn(folder: string): string {
  return join(folder, 'bin', 'python')
}

/** Made aside and renamed into place, so that it is never seen half. */
function made(name: string, make: (making: string) => void): string {
  const folder = join(cache, name)
  if (existsSync(folder)) return folder
  const making = `${folder}-${process.pid}`
  mkdirSync(making, { recursive: true })
  try {
    make(making)
    renameSync(making, folder)
  } finally {
    rmSync(making, { recursive: true, force: true })
  }
  return folder
}

function run(folder: string, program: string, words: readonly string[]): void {
  execFileSync(program, words, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] })
}
