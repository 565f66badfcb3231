import { tracedEntities } from './traced-entities.ts'

/** How far the walk over all rows of persons has come. */
export interface WalkPlace {
  /** Everybody is known already, and is only looked at once more: until it ends they are found as they were. */
  readonly again: boolean
  /** Undefined: all rows were looked at, and only who is nobody any more is left. */
  readonly entity: string | undefined
  /** The last row that was looked at. */
  readonly id: string
}

const mark = 'again '

export const firstPlace = placeText({ again: false, entity: tracedEntities[0], id: '' })
export const firstPlaceAgain = placeText({ again: true, entity: tracedEntities[0], id: '' })

/** As a consumer keeps it. */
export function placeText({ again, entity = '', id }: WalkPlace): string {
  return `${again ? mark : ''}${entity}/${id}`
}

export function placeIn(text: string): WalkPlace {
  const again = text.startsWith(mark)
  const place = again ? text.slice(mark.length) : text
  const slash = place.indexOf('/')
  // A consumer that was just rebuilt has an empty one.
  if (slash === -1) return { again, entity: tracedEntities[0], id: '' }
  const entity = place.slice(0, slash)
  return { again, entity: entity === '' ? undefined : entity, id: place.slice(slash + 1) }
}

/** Where the walk goes on after a page of rows of one entity; without a last row the next entity begins. */
export function placeAfter({ again, entity }: WalkPlace, last: string | undefined): WalkPlace {
  if (last !== undefined) return { again, entity, id: last }
  const next = entity === undefined ? -1 : tracedEntities.indexOf(entity)
  return { again, entity: tracedEntities[next + 1], id: '' }
}
