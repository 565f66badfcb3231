import { createHash, timingSafeEqual } from 'node:crypto'

/** Whether two texts are the same, in a time that does not depend on them. */
export function isSameText(first: string, second: string): boolean {
  return timingSafeEqual(
    createHash('sha256').update(first).digest(),
    createHash('sha256').update(second).digest(),
  )
}
