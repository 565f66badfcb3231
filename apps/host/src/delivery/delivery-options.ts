import type { Delivery } from '../config/index.ts'
import type { Line, RunOptions } from '../connections/index.ts'
import type { Place } from '../store/index.ts'
import type { OfferedLookUp } from './look-ups.ts'
import type { DeliveryTally, PushProgress } from './report.ts'
import type { AskConsents } from './stored-consents.ts'

/** What a run of one delivery is given. */
export interface DeliveryRunOptions {
  readonly signal: AbortSignal
  readonly owner: string
  readonly line: Line
  /** What the check of the connection would have the merchant know. */
  readonly notes: readonly string[]
  /** How long the run waits for work that is put off, before it leaves it to the next run. */
  readonly longestWaitMs: number
  /** The deliveries to the same connection that are not paused, this one among them. */
  readonly neighbours: readonly Delivery[]
  /** Default: what the store knows. */
  readonly consents: AskConsents | undefined
  /** All deliveries, since what one of them learns of consents concerns the others. */
  readonly deliveries: readonly Delivery[]
  /** Where the host is reached, if it is. */
  readonly publicUrl: string | undefined
  /** The look-ups that the mapping may ask. */
  readonly offered: Readonly<Record<string, OfferedLookUp>>
  /** The streams that the rows come from. */
  readonly givers: readonly Place[]
  /** Shows a document also where many of its items vanish. */
  readonly acceptDeletes: boolean
  /** Takes the names of deliveries that have something to do again. */
  readonly released: Set<string>
  readonly onProgress: (progress: PushProgress) => void
  readonly engine: RunOptions
}

/** What its steps are given. */
export interface PlayOptions extends DeliveryRunOptions {
  readonly tally: DeliveryTally
}
