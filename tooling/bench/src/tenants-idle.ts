/** What a host that has nothing to do asks of its database: each organisation has one. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { MeasuredServer } from '@cartograph/host/measured-store'
import * as z from 'zod'
import { command, commandFlags } from './command.ts'

export interface IdleFigures {
  readonly connections: number
  readonly transactionsPerSecond: number
  /** Those of them that wrote: each takes a number, of which a server has some thousand million. */
  readonly numbersPerSecond: number
  /** Of the process; undefined where the system does not tell. */
  readonly memoryBytes: number | undefined
}

const looked = z.object({
  connections: z.coerce.number(),
  transactions: z.coerce.number(),
  number: z.coerce.number(),
})

/** Starts the real command on a database of its own, lets it come to rest, and watches it. */
export async function measureIdle(
  server: MeasuredServer,
  options: { readonly restMs: number; readonly watchedMs: number },
): Promise<IdleFigures> {
  await server.ask('create database idle')
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-bench-idle-'))
  writeFileSync(join(folder, 'orders.csv'), 'id\n')
  writeFileSync(join(folder, 'cartograph.yaml'), configuration(server.address('idle')))
  const child = spawn(
    process.execPath,
    [...commandFlags, command, 'serve', '--port', '0', '--config', join(folder, 'cartograph.yaml')],
    { stdio: 'ignore' },
  )
  const closed = once(child, 'close')
  const look = async () => {
    const [row] = await server.ask(
      `select (select count(*) from pg_stat_activity where datname = 'idle') as connections,
        (select xact_commit + xact_rollback from pg_stat_database where datname = 'idle') as transactions,
        pg_snapshot_xmax(pg_current_snapshot())::text as number`,
    )
    return looked.parse(row)
  }
  try {
    await wait(options.restMs)
    if (child.exitCode !== null) throw new Error('The host did not stay.')
    const before = await look()
    await wait(options.watchedMs)
    const after = await look()
    const seconds = options.watchedMs / 1000
    return {
      connections: after.connections,
      transactionsPerSecond: (after.transactions - before.transactions) / seconds,
      numbersPerSecond: (after.number - before.number) / seconds,
      memoryBytes: memoryOf(child.pid),
    }
  } finally {
    child.kill('SIGKILL')
    await closed
    rmSync(folder, { recursive: true })
  }
}

function memoryOf(pid: number | undefined): number | undefined {
  if (process.platform !== 'linux') return undefined
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) * 1024
}

function configuration(store: string): string {
  return `
version: 1
organisation: idle
store: ${store}
connections:
  files:
    connector: file
    schedule: '0 3 * * *'
    config:
      sources:
        orders: { path: ./orders.csv, key: [id] }
`
}
