import type { Category } from '@cartograph/core'
import type { FeedRow } from '../../config/index.ts'
import { plainText } from './plain-text.ts'

export type CategoryPath = NonNullable<FeedRow['category']>

/** What a path needs of a category. */
export type CategoryNode = Pick<Category, 'name' | 'parentId'>

/** Deeper than shops sort; a category that is below itself ends there too. */
const deepest = 30

/** The path from the top to a category; undefined where it is not known. */
export function categoryPath(
  id: string,
  nodeOf: (id: string) => CategoryNode | undefined,
): CategoryPath | undefined {
  const steps: { id: string; name: string }[] = []
  const seen = new Set<string>()
  let at: string | null | undefined = id
  while (at !== null && at !== undefined && !seen.has(at) && seen.size < deepest) {
    seen.add(at)
    const node = nodeOf(at)
    if (node === undefined) break
    steps.unshift({ id: nativeId(at), name: plainText(node.name) })
    at = node.parentId
  }
  const last = steps.at(-1)
  if (last === undefined) return undefined
  return { ...last, path: steps.map(({ name }) => name).join(' > '), steps }
}

/** An id as the shop knows it, without the connection before it. */
export function nativeId(id: string): string {
  return id.slice(id.indexOf(':') + 1)
}
