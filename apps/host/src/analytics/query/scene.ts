import type { Day } from '../calendar/day.ts'
import type { Dimension } from '../metrics/dimensions.ts'
import type { Facts, ViewOptions } from '../metrics/view.ts'

/** What one query is answered with, whichever range of it is looked at. */
export interface Scene {
  readonly facts: Facts
  readonly by: readonly Dimension[]
  readonly today: Day
  readonly options: Pick<ViewOptions, 'history' | 'factor' | 'clock'>
}
