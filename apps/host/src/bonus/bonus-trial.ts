import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fault } from '@cartograph/core'
import type { Configuration } from '../config/index.ts'
import { openLines } from '../connections/index.ts'
import { sync } from '../engine/index.ts'
import { openStore, type Place, type Store } from '../store/index.ts'

/** Imports into a store that is thrown away, so that it finds what the import itself would find, row by row. */
export async function bonusTrial<Result>(
  configuration: Configuration,
  { connection, stream }: Place,
  signal: AbortSignal,
  work: (trial: Store) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-bonus-'))
  const { organisation } = configuration
  try {
    const trial = await openStore({ store: join(folder, 'trial.db'), organisation })
    const lines = openLines()
    try {
      const report = await sync(
        { configuration, store: trial, lines },
        { connections: [connection], streams: [stream], signal },
      )
      const failed = report.runs.find((run) => run.fault !== undefined)?.fault
      if (failed !== undefined) throw fault(failed)
      return await work(trial)
    } finally {
      await lines.close()
      await trial.close()
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
