import { arch, availableParallelism, cpus, loadavg, platform, totalmem } from 'node:os'
import Sqlite from 'better-sqlite3'
import * as z from 'zod'

/** What figures depend on, without anything that names the machine. */
export const machineShape = z.object({
  processor: z.string(),
  cores: z.int(),
  memoryGb: z.int(),
  system: z.string(),
  node: z.string(),
  sqlite: z.string(),
  /** How many programs wanted to compute in the minute before: below 1 where nobody else worked. */
  load: z.number(),
})
export type Machine = z.infer<typeof machineShape>

export function machineFacts(): Machine {
  const database = new Sqlite(':memory:')
  const sqlite = database.prepare<[], string>('select sqlite_version()').pluck().get() ?? ''
  database.close()
  const [load = 0] = loadavg()
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 1e9),
    system: `${platform()} ${arch()}`,
    node: process.versions.node,
    sqlite,
    load: Number(load.toFixed(1)),
  }
}
