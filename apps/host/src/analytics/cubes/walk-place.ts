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
