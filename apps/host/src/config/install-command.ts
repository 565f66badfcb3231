import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

const managers = [
  { lockfile: 'pnpm-lock.yaml', command: 'pnpm add' },
  { lockfile: 'yarn.lock', command: 'yarn add' },
  { lockfile: 'bun.lock', command: 'bun add' },
  { lockfile: 'package-lock.json', command: 'npm install' },
]

/** The command that installs a package, with the package manager whose lockfile is nearest above the folder; else npm. */
export function installCommand(folder: string, name: string): string {
  for (let at = folder; ; at = dirname(at)) {
    const manager = managers.find(({ lockfile }) => existsSync(join(at, lockfile)))
    if (manager !== undefined) return `${manager.command} ${name}`
    if (dirname(at) === at) return `npm install ${name}`
  }
}
