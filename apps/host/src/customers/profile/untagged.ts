import type { Json } from '@cartograph/core'
import type { Contribution } from './contribution.ts'

/** Takes out the tags that staff took away, whichever record has them: records of vendors are never changed. */
export function withoutUntagged(contributions: readonly Contribution[]): readonly Contribution[] {
  const untagged = new Set(contributions.flatMap((each) => [...(each.untagged ?? [])]))
  if (untagged.size === 0) return contributions
  return contributions.map((contribution) => {
    const tags = contribution.values.get('tags')
    if (!Array.isArray(tags)) return contribution
    const kept = tags.filter((tag: Json) => typeof tag !== 'string' || !untagged.has(tag))
    const values = new Map(contribution.values)
    if (kept.length === 0) values.delete('tags')
    else values.set('tags', kept)
    return { ...contribution, values }
  })
}
