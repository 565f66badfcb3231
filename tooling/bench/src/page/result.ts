import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { machineShape } from './machine.ts'

/** What one subject gave, as it stands in `results/<subject>.json`. Each is measured by itself and stays until it is measured again. */
const resultShape = z.object({
  subject: z.string(),
  /** The day, UTC. */
  day: z.iso.date(),
  size: z.enum(['small', 'full']),
  machine: machineShape,
  /** What came out is what should have come out; figures of a run in which it is not do not count. */
  isSame: z.boolean(),
  /** By the id of the target. */
  measured: z.record(z.string(), z.number()),
  /** The figures as text, a line each. */
  table: z.array(z.string()),
  /** All figures. */
  figures: z.unknown(),
})
export type Result = z.infer<typeof resultShape>

/** The results in a folder; there need not be any. */
export function readResults(folder: string): readonly Result[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => resultShape.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))))
}

export function writeResult(folder: string, result: Result): void {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${result.subject}.json`)
  writeFileSync(file, `${JSON.stringify(rounded(result), undefined, 2)}\n`)
}

/** Digits that nobody measured are left out. */
function rounded(value: unknown): unknown {
  if (typeof value === 'number')
    return Number.isInteger(value) ? value : Number(value.toPrecision(5))
  if (Array.isArray(value)) return value.map(rounded)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, rounded(each)]))
  return value
}
