import { cubeParts, walkPlace } from '../../store/index.ts'
import { followedEntities } from './apply-rows.ts'

/** The place of a walk that has come to its end: the cube is filled after that, and `/3` says how many of its parts are. */
export function placeOfParts(filled: number): string {
  return `/${filled}`
}

/** How many parts of the cube are filled: none before the walk over the rows has ended, all where there is no walk. */
export function filledParts(backfillId: string | undefined): number {
  if (backfillId === undefined) return cubeParts.length
  return walkPlace(backfillId, followedEntities) === undefined ? Number(backfillId.slice(1)) : 0
}
