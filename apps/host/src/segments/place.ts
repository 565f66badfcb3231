import { fault } from '@cartograph/core'
import type { Linked } from './fields.ts'

/** Where in a definition something stands, and of what it speaks. */
export interface Place {
  readonly path: readonly string[]
  readonly of: Linked
  readonly depth: number
  /** How many conditions were read. */
  readonly read: { count: number }
}

export function inside(place: Place, ...path: readonly string[]): Place {
  return { ...place, path: [...place.path, ...path] }
}

export function deeper(place: Place, ...path: readonly string[]): Place {
  return { ...inside(place, ...path), depth: place.depth + 1 }
}

export function refused({ path }: Place, what: string): Error {
  return fault({
    kind: 'config',
    message: `The segment is not understood: ${path.join('.')}: ${what}.`,
    hint: 'docs/analytics/segments.md shows what a segment can say.',
    path,
  })
}
