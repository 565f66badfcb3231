/** How long the backup of one organisation takes, how large it is, and how long it takes to fill an empty database with it. */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fillFromBackup, openStore, takeBackup } from '@cartograph/host/measured-store'
import type { Organisation } from './tenants-fill.ts'

export interface BackupFigures {
  readonly orders: number
  readonly rows: number
  readonly fileBytes: number
  readonly backupMs: number
  readonly restoreMs: number
}

export async function measureBackup(
  from: string,
  to: string,
  { name, orders }: Organisation,
): Promise<BackupFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-bench-backup-'))
  const file = join(folder, 'backup')
  const source = await openStore({ store: from, organisation: name })
  const target = await openStore({ store: to, organisation: name })
  try {
    const beganAt = performance.now()
    const { tables } = await takeBackup(source, file, Date.now())
    const writtenAt = performance.now()
    await fillFromBackup(target, file, function* () {})
    return {
      orders,
      rows: tables.reduce((sum, { rows }) => sum + rows, 0),
      fileBytes: statSync(file).size,
      backupMs: writtenAt - beganAt,
      restoreMs: performance.now() - writtenAt,
    }
  } finally {
    await source.close()
    await target.close()
    rmSync(folder, { recursive: true })
  }
}
