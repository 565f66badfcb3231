import * as z from 'zod'

export const category = z.object({
  id: z.string().min(1),
  name: z.string().nullish(),
  parentId: z.string().nullish(),
})
export type Category = z.infer<typeof category>

/**
 * The longest way down the tree among some categories, as `id#name;id#name` from the top.
 *
 * Commas and semicolons stand in no name; where a name is missing the id stands in its place.
 *
 * @see https://content.raptorservices.com/help-center/tracking-events-parameters-reference (read 2026-11)
 */
export function categoryPathOf(categories: readonly Category[]): string | undefined {
  const byId = new Map(categories.map((each) => [each.id, each]))
  let longest: readonly Category[] = []
  for (const each of categories) {
    const way = wayTo(each, byId)
    if (way.length > longest.length) longest = way
  }
  return longest.length === 0
    ? undefined
    : longest.map(({ id, name }) => `${plain(id)}#${nameOf(id, name)}`).join(';')
}

function wayTo(leaf: Category, byId: ReadonlyMap<string, Category>): readonly Category[] {
  const way = [leaf]
  for (let above = byId.get(leaf.parentId ?? ''); above !== undefined;) {
    // A circle has no top.
    if (way.includes(above)) break
    way.unshift(above)
    above = byId.get(above.parentId ?? '')
  }
  return way
}

function nameOf(id: string, name: string | null | undefined): string {
  const words = plain(name ?? '')
  return words === '' ? plain(id) : words
}

function plain(text: string): string {
  return text.replaceAll(/[,;#\s]+/g, ' ').trim()
}
