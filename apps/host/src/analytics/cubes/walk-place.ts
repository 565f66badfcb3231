import { cubeParts } from '../../store/index.ts'
import { followedEntities } from './apply-rows.ts'

/** A place of the walk: an entity and, after a slash, the last id. It is empty at the beginning, and no entity's at the end. */
export function placeIn(text: string): {
  readonly entity: string | undefined
  readonly id: string
} {
  const slash = text.indexOf('/')
  if (slash === -1) return { entity: followedEntities[0], id: '' }
  const entity = text.slice(0, slash)
  return { entity: entity === '' ? undefined : entity, id: text.slice(slash + 1) }
}

/** Where the walk goes on after the last row of an entity. */
export function entityAfter(entity: string): string {
  return followedEntities[followedEntities.indexOf(entity) + 1] ?? ''
}

/** How many parts of the cube are filled: none before the walk over the rows has ended, all where there is no walk. */
export function filledParts(backfillId: string | undefined): number {
  if (backfillId === undefined) return cubeParts.length
  const { entity, id } = placeIn(backfillId)
  return entity === undefined ? Number(id) : 0
}
