import type { Category } from '@cartograph/core'
import { rowsById, type Dialect, type Work } from '../../store/index.ts'
import { categoryPath, type CategoryNode, type CategoryPath } from './category-paths.ts'

/** Categories as they are met: those of a page and all above them are read once. */
export interface CategoryBook {
  /** Reads what is not known yet of some categories. */
  learn(dialect: Dialect, org: string, ids: readonly string[]): Work<void>
  pathOf(id: string): CategoryPath | undefined
}

/** More than any shop has; then it begins anew. */
const mostKnown = 50_000
const deepest = 30

export function categoryBook(): CategoryBook {
  const nodes = new Map<string, CategoryNode | undefined>()
  const paths = new Map<string, CategoryPath | undefined>()
  return {
    learn: function* learn(dialect, org, ids) {
      if (nodes.size > mostKnown) {
        nodes.clear()
        paths.clear()
      }
      let wanted = [...new Set(ids)].filter((id) => !nodes.has(id))
      for (let depth = 0; wanted.length > 0 && depth < deepest; depth += 1) {
        const rows = yield* rowsById(dialect, org, 'category', wanted)
        for (const id of wanted) {
          const row = rows.get(id)
          nodes.set(
            id,
            row === undefined || row.deleted ? undefined : nodeOf(JSON.parse(row.data) as Category),
          )
        }
        wanted = [...new Set(wanted.flatMap((id) => nodes.get(id)?.parentId ?? []))].filter(
          (id) => !nodes.has(id),
        )
      }
    },
    pathOf: (id) => {
      if (!paths.has(id))
        paths.set(
          id,
          categoryPath(id, (each) => nodes.get(each)),
        )
      return paths.get(id)
    },
  }
}

function nodeOf({ name, parentId }: Category): CategoryNode {
  return { name, parentId }
}
