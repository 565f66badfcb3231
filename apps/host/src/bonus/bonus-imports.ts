import * as z from 'zod'
import { bonusImports, type BonusImport, type Store } from '../store/index.ts'

const outcome = z.object({
  read: z.number(),
  written: z.number(),
  unchanged: z.number(),
  rejected: z.number(),
  fault: z.object({ message: z.string(), hint: z.string().exactOptional() }).exactOptional(),
})

/** What came of an import. */
export type ImportOutcome = z.infer<typeof outcome>

/** An import as it is shown. */
interface ShownImport {
  readonly id: string
  readonly connection: string
  readonly stream: string
  readonly file: string
  readonly bytes: number
  readonly askedAt: string
  readonly askedBy: string
  /** `lost`: whoever ran it is gone. Importing the file again does no harm. */
  readonly state: BonusImport['state'] | 'lost'
  readonly read: number
  readonly outcome: ImportOutcome | null
}

/** An import that goes on says so every second. */
const lostAfterMs = 60_000

/** The newest imports, the last one first. */
export async function shownImports(
  store: Store,
  now: number,
  limit: number,
): Promise<readonly ShownImport[]> {
  const found = await store.read((dialect, org) => bonusImports(dialect, org, limit))
  return found.map((each) => ({
    id: each.id,
    connection: each.connection,
    stream: each.stream,
    file: each.file,
    bytes: each.bytes,
    askedAt: new Date(each.askedAt).toISOString(),
    askedBy: each.askedBy,
    state: each.state === 'running' && now - each.seenAt > lostAfterMs ? 'lost' : each.state,
    read: each.read,
    outcome: each.outcome === undefined ? null : outcome.parse(JSON.parse(each.outcome)),
  }))
}
