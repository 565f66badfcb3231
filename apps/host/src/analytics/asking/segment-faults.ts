import { fault, nearest } from '@cartograph/core'
import { predefinedSegments } from '../../segments/index.ts'

export function noSuchSegment(id: string): Error {
  const meant = nearest(
    id,
    predefinedSegments.map((segment) => segment.id),
  )
  return fault({
    kind: 'config',
    message: `There is no segment "${id}"${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
    hint: '`cartograph segments` shows all.',
  })
}
