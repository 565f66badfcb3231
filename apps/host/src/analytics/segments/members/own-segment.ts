import type { Segment } from '../../../segments/index.ts'
import type { OwnSegment } from '../../../store/index.ts'

/** A segment that was made over the API; it was checked when it was written. */
export function ownSegment({ definition }: OwnSegment): Segment {
  return JSON.parse(definition) as Segment
}
