/**
 * Loaded before the real command (`node --import`): counts the moments at which a process can die, and dies at one.
 *
 * The command itself knows nothing of it. A moment is a statement of a writing transaction or an operation on a file, and
 * belongs to one phase:
 *
 * - `reading`: a piece of a source file was read, or a slice was taken.
 * - `committing`: a statement of a transaction that writes records or groups, or its COMMIT, before or after it.
 * - `delivering`: an intent, an outcome, or an operation on a delivered file.
 * - `replacing`: the same while a full replacement is under way.
 */
import fs, { appendFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import Sqlite from 'better-sqlite3'
import { mutations, type MutationName } from './mutations.ts'
import type { Phase } from './phases.ts'
import { mutateSource, sourceMutations, type SourceMutationName } from './source-mutations.ts'

/** What the process is told to do, as JSON in `CARTOGRAPH_FAULT_ORDERS`. */
export interface FaultOrders {
  /** Where to die: the n-th moment of a phase, counted from 1. */
  readonly kill?: { readonly phase: Phase; readonly moment: number }
  /** Where to write how many moments there were. */
  readonly counts?: string
  /** At which piece of the source files to stop (SIGSTOP) instead of dying: between transactions. */
  readonly pauseAtPiece?: number
  /** What is taken out of the store. */
  readonly mutation?: MutationName
  /** What is taken out of a connector. */
  readonly sourceMutation?: SourceMutationName
  /** Ignores the store's lock, as an operator would who deletes it. */
  readonly withoutLock?: boolean
  /** How far the machine's clock is ahead, so that days can pass between two commands. */
  readonly clockAheadMs?: number
}

const orders = JSON.parse(process.env['CARTOGRAPH_FAULT_ORDERS'] ?? '{}') as FaultOrders
const counts: Record<Phase, number> = { reading: 0, committing: 0, delivering: 0, replacing: 0 }
let phase: Phase = 'reading'
let replacing = false
let pieces = 0

function reach(reached: Phase): void {
  counts[reached] += 1
  const { kill } = orders
  if (kill?.phase === reached && kill.moment === counts[reached])
    process.kill(process.pid, 'SIGKILL')
}

/** Which phase a statement belongs to; other statements belong to the phase that is under way. */
function phaseOf(sql: string): Phase {
  if (/^(insert into|update|delete from) "?replacement"?/.test(sql)) {
    replacing = !sql.startsWith('delete')
    return 'replacing'
  }
  if (/\b(ledger|work|consumer|automation_\w+)\b/.test(sql))
    return replacing ? 'replacing' : 'delivering'
  if (
    /\b(record|member|record_group|commerce|change|change_head|dead_letter|refresh|child_due)\b/.test(
      sql,
    )
  )
    return 'committing'
  if (/\b(slice|stream)\b/.test(sql)) return 'reading'
  return phase
}

function watchStatements(): void {
  const prepare = method(Sqlite.prototype, 'prepare')
  const exec = method(Sqlite.prototype, 'exec')
  const mutation = orders.mutation === undefined ? undefined : mutations[orders.mutation]
  Sqlite.prototype.exec = function watched(sql: string) {
    if (orders.withoutLock === true && this.name.endsWith('.lock')) return this
    // A commit that is left out is a moment all the same, so that a mutant dies where the real one did.
    if (sql === 'COMMIT' && !this.readonly) reach(phase)
    const isSkipped = !this.readonly && mutation?.skips(sql) === true
    const result = isSkipped ? this : exec.call(this, sql)
    if (sql === 'COMMIT' && !this.readonly) reach(phase)
    return result
  }
  Sqlite.prototype.prepare = function watched(this: Sqlite.Database, sql: string) {
    const statement = prepare.call(this, mutation?.rewrite(sql) ?? sql)
    if (this.readonly || /^\s*select/.test(sql)) return statement
    for (const name of ['run', 'all'] as const) {
      const original = statement[name].bind(statement) as (...values: unknown[]) => unknown
      Object.defineProperty(statement, name, {
        value: (...values: unknown[]) => {
          phase = phaseOf(sql)
          const result = original(...values)
          reach(phase)
          return result
        },
      })
    }
    return statement
  } as typeof prepare
}

/** A method to be called with its object. */
function method<Owner, Name extends keyof Owner>(owner: Owner, name: Name): Owner[Name] {
  return owner[name]
}

function writes(): Phase {
  return replacing ? 'replacing' : 'delivering'
}

function watchFiles(): void {
  const { open, rename, rm } = fs.promises
  fs.promises.open = async function watched(...given: Parameters<typeof open>) {
    const handle = await open(...given)
    if (given[1] === 'r') reach('reading')
    else {
      reach(writes())
      for (const name of ['truncate', 'appendFile', 'writeFile', 'sync'] as const) {
        const original = handle[name].bind(handle) as (...values: unknown[]) => Promise<unknown>
        Object.defineProperty(handle, name, {
          value: async (...values: unknown[]) => {
            const result = await original(...values)
            reach(writes())
            return result
          },
        })
      }
    }
    return handle
  }
  fs.promises.rename = async (from, to) => {
    reach(writes())
    await rename(from, to)
    reach(writes())
  }
  fs.promises.rm = async (path, options) => {
    await rm(path, options)
    reach(writes())
  }
  const push = method(fs.ReadStream.prototype, 'push')
  fs.ReadStream.prototype.push = function watched(chunk: unknown, encoding?: BufferEncoding) {
    if (chunk !== null) {
      reach('reading')
      pieces += 1
      if (pieces === orders.pauseAtPiece) process.kill(process.pid, 'SIGSTOP')
    }
    return push.call(this, chunk, encoding)
  }
  syncBuiltinESMExports()
}

function moveClock(aheadMs: number): void {
  const machine = Date.now
  Date.now = () => Math.round(machine() + aheadMs)
}

watchStatements()
watchFiles()
moveClock(orders.clockAheadMs ?? 0)
if (orders.sourceMutation !== undefined) mutateSource(sourceMutations[orders.sourceMutation])
process.on('exit', () => {
  if (orders.counts !== undefined) appendFileSync(orders.counts, `${JSON.stringify(counts)}\n`)
})
