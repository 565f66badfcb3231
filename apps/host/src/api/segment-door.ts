import { openSegments, type SegmentsDoor } from '../analytics/index.ts'
import { segmentsIn, type Host } from '../work/index.ts'

/** The door to segments of a host. */
export function segmentsOfHost({ store, configuration, now }: Host): SegmentsDoor {
  const { settings, declared } = segmentsIn(configuration)
  return openSegments({ store, settings, declared, now })
}
