import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  makePostgresData,
  postgresAnswers,
  postgresPrograms,
  postgresUser,
} from '@cartograph/host/measured-store'
import { freePort } from '../stripe/listening.ts'

/** A PostgreSQL that can be ended, started again and given no more room while others use it. */
export interface DatabaseServer {
  readonly port: number
  address(database: string): string
  /** Ends it and starts it again: in order, or as if its machine had lost its power, but for what the disk has. */
  restart(how: 'fast' | 'immediate'): Promise<void>
  /** Takes all room that is left on its disk, or gives it back; undefined where its disk is shared with others. */
  readonly fillDisk: ((isFull: boolean) => void) | undefined
  /** Starts it again if it ended by itself. */
  revive(): Promise<void>
  stop(): Promise<void>
}

const diskMegabytes = 400

/** What a process of the server has written survives the end of the process; the disk need not be waited for. */
const settings = {
  fsync: 'off',
  authentication_timeout: '1s',
  deadlock_timeout: '50ms',
  max_connections: '200',
  shared_buffers: '48MB',
  min_wal_size: '32MB',
  max_wal_size: '64MB',
  autovacuum_naptime: '10s',
  unix_socket_directories: '',
  listen_addresses: '127.0.0.1',
}

/** Starts a PostgreSQL on a small disk of its own, where this process may make one. */
export async function startDatabaseServer(): Promise<DatabaseServer> {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-faults-postgres-'))
  const hasOwnDisk =
    process.getuid?.() === 0 &&
    spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${diskMegabytes}m`, 'tmpfs', folder]).status ===
      0
  const user = postgresUser()
  if (user !== undefined) chownSync(folder, user.uid, user.gid)
  const programs = postgresPrograms(user, folder)
  const data = join(folder, 'data')
  makePostgresData(programs, user, data)
  const port = await freePort()
  const words = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const address = (database: string) => `postgres://cartograph@127.0.0.1:${port}/${database}`
  const begin = async () => {
    const server = spawn(join(programs, 'postgres'), ['-D', data, '-p', String(port), ...words], {
      ...user,
      stdio: 'ignore',
    })
    try {
      await ready(server, address('postgres'))
    } catch (error) {
      server.kill('SIGQUIT')
      throw error
    }
    return server
  }
  let server = await begin()
  const end = async (signal: NodeJS.Signals) => {
    if (server.exitCode !== null || server.signalCode !== null) return
    const ended = once(server, 'exit')
    server.kill(signal)
    await ended
  }
  // Faults come at the same time, and there is one server.
  let before: Promise<unknown> = Promise.resolve()
  const oneByOne = async (work: () => Promise<void>) => {
    const done = before.then(work)
    before = done.catch(() => undefined)
    await done
  }
  const clean = () => {
    if (hasOwnDisk) spawnSync('umount', ['--lazy', folder])
    rmSync(folder, { recursive: true, force: true })
  }
  const abandon = () => {
    server.kill('SIGQUIT')
    clean()
  }
  process.on('exit', abandon)
  // By itself a signal would end this process without its exit.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  const filler = join(folder, 'filler')
  return {
    port,
    address,
    restart: (how) =>
      oneByOne(async () => {
        await end(how === 'fast' ? 'SIGINT' : 'SIGQUIT')
        // On a full disk it does not start; whoever gives the room back revives it.
        server = await begin().catch(() => server)
      }),
    fillDisk: hasOwnDisk
      ? (isFull) => {
          rmSync(filler, { force: true })
          if (isFull) fill(filler, folder)
        }
      : undefined,
    revive: () =>
      oneByOne(async () => {
        if (server.exitCode !== null || server.signalCode !== null) server = await begin()
        else await ready(server, address('postgres'))
      }),
    stop: () =>
      oneByOne(async () => {
        await end('SIGQUIT')
        process.off('exit', abandon)
        clean()
      }),
  }
}

function fill(file: string, folder: string): void {
  const { bavail, bsize } = statfsSync(folder)
  try {
    writeFileSync(file, Buffer.alloc(bavail * bsize))
  } catch {
    // Others took some of it meanwhile: it is full all the same.
  }
}

async function ready(server: ChildProcess, address: string): Promise<void> {
  for (let attempt = 0; attempt < 2400; attempt += 1) {
    if (server.exitCode !== null) break
    if (await postgresAnswers(address)) return
    await sleep(25)
  }
  throw new Error('PostgreSQL did not start.')
}
