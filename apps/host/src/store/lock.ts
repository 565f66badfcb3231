import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { fault } from '@cartograph/core'
import Sqlite from 'better-sqlite3'

export interface StoreLock {
  /** Tells other processes where this one can be reached. */
  announce(address: string): void
  release(): void
}

/**
 * Makes this process the only one that writes to the store.
 *
 * The lock is SQLite's own exclusive lock on a file beside the store: the system takes it back when the process ends,
 * however it ends, so it is never stale. Who holds it stands in a second file, for people.
 *
 * @throws a `config` fault that names the process that holds it, or says why no store can be kept there.
 */
export function lockStore(file: string): StoreLock {
  mkdirSync(dirname(file), { recursive: true })
  refuseNetworkDrive(dirname(file))
  // SQLite gives the files beside it the same permissions: nobody else is to read about customers.
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600))
  const lockFile = `${file}.lock`
  const ownerFile = `${lockFile}.owner`
  const lock = new Sqlite(lockFile, { timeout: 0 })
  try {
    lock.pragma('locking_mode = EXCLUSIVE')
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    const busy =
      error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')
    if (!busy) throw error
    const { process: named, address } = ownerOf(ownerFile)
    throw fault(
      {
        kind: 'config',
        message: `Another Cartograph process${named} is using the store ${file}.`,
        hint:
          address === undefined
            ? 'Wait until it has ended, or end it; then run the command again.'
            : `It serves at ${address} and reads and delivers by itself; POST ${address}/api/connections/ID/sync asks it to read now. For anything else stop it first.`,
      },
      error,
    )
  }
  writeFileSync(ownerFile, String(process.pid))
  return {
    announce: (address) => writeFileSync(ownerFile, `${process.pid} ${address}`),
    release: () => {
      rmSync(ownerFile, { force: true })
      lock.exec('ROLLBACK')
      lock.close()
    },
  }
}

/** Who has a store for itself. */
export interface LockHolder {
  /** ` (process 123)`, or nothing where it did not say. */
  readonly process: string
  /** Where it serves, if it does. */
  readonly address?: string
}

/** Who has the lock of a store now; undefined: nobody. */
export function lockHolder(file: string): LockHolder | undefined {
  const lockFile = `${file}.lock`
  if (!existsSync(lockFile)) return undefined
  const lock = new Sqlite(lockFile, { readonly: true, timeout: 0 })
  try {
    lock.prepare('select count(*) from sqlite_master').get()
    return undefined
  } catch {
    return ownerOf(`${lockFile}.owner`)
  } finally {
    lock.close()
  }
}

function ownerOf(ownerFile: string): LockHolder {
  try {
    const [pid, address] = readFileSync(ownerFile, 'utf8').split(' ')
    return { process: ` (process ${Number(pid)})`, ...(address !== undefined && { address }) }
  } catch {
    return { process: '' }
  }
}

/** Magic numbers of Linux (`statfs(2)`): NFS, SMB, CIFS, SMB2, AFS, Ceph, 9P. */
const networkDrives = new Set([
  0x69_69, 0x51_7b, 0xff_53_4d_42, 0xfe_53_4d_42, 0x53_46_41_4f, 0x00_c3_64_00, 0x01_02_19_97,
])

function refuseNetworkDrive(folder: string): void {
  if (networkDrives.has(statfsSync(folder).type))
    throw fault({
      kind: 'config',
      message: `${folder} is on a network drive, where SQLite cannot keep a store safe.`,
      hint: 'Put `store:` on a local disk, or use PostgreSQL.',
    })
}
