import { rowsAfter, type StoredRow } from './commerce.ts'
import type { Dialect, Work } from './database.ts'

/** Some rows that a walk over all of them has come to. */
export interface WalkedPage<Entity extends string> {
  readonly entity: Entity
  readonly rows: readonly StoredRow[]
  /** Where it goes on; undefined: these were the last. */
  readonly next: string | undefined
}

/** A place of a walk, entity by entity: `order/shop:7` is the last row that was looked at, and an empty text the beginning. */
export function walkPlace<Entity extends string>(
  text: string,
  entities: readonly Entity[],
): { readonly entity: Entity; readonly after: string } | undefined {
  const slash = text.indexOf('/')
  const entity = slash === -1 ? entities[0] : entities.find((each) => each === text.slice(0, slash))
  return entity === undefined ? undefined : { entity, after: text.slice(slash + 1) }
}

/** The next rows of a walk; undefined: its place is behind the last entity. */
export function* walkedPage<Entity extends string>(
  dialect: Dialect,
  org: string,
  entities: readonly Entity[],
  place: string,
  most: number,
): Work<WalkedPage<Entity> | undefined> {
  const found = walkPlace(place, entities)
  if (found === undefined) return undefined
  const { entity, after } = found
  const rows = yield* rowsAfter(dialect, org, entity, after, most)
  const last = rows.length < most ? undefined : rows.at(-1)
  const following = entities[entities.indexOf(entity) + 1]
  const next =
    last !== undefined
      ? `${entity}/${last.id}`
      : following === undefined
        ? undefined
        : `${following}/`
  return { entity, rows, next }
}
