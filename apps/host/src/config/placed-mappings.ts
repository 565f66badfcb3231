import type { Path } from './document.ts'
import { entriesOf, isPlainObject } from './environment.ts'
import { valueAt, withValueAt } from './declared-sections.ts'
import type { Draft } from './problems.ts'

/** A configuration whose mappings stand where they are used. */
export interface PlacedMappings {
  readonly value: unknown
  /** Where a place was before its mapping was put there. */
  readonly written: (path: Path) => Path
  readonly problems: readonly { readonly path: Path; readonly draft: Draft }[]
}

/**
 * Puts the mappings that have a name of their own, under `mappings:`, where connections and deliveries have theirs.
 *
 * So that one of them can be changed without whoever uses it, and by somebody else.
 */
export function placedMappings(root: unknown): PlacedMappings {
  const moved: { readonly from: Path; readonly to: Path }[] = []
  const problems: { readonly path: Path; readonly draft: Draft }[] = []
  let value = root
  for (const [id, entry] of entriesOf(valueAt(root, ['mappings']))) {
    const base: Path = ['mappings', id]
    const found = isPlainObject(entry) ? placeFor(entry, value) : undefined
    // A wrong shape is told elsewhere.
    if (found === undefined) continue
    if ('message' in found) {
      problems.push({ path: [...base, ...found.path], draft: { message: found.message } })
      continue
    }
    const mapping = valueAt(entry, ['mapping'])
    const { to, list } = found
    value = withValueAt(value, to, list === undefined ? mapping : [...list, mapping])
    moved.push({
      from: [...base, 'mapping'],
      to: list === undefined ? to : [...to, list.length],
    })
  }
  return {
    value,
    problems,
    written: (path) => {
      const found = moved.find(({ to }) => to.every((segment, index) => path[index] === segment))
      return found === undefined ? path : [...found.from, ...path.slice(found.to.length)]
    },
  }
}

type Found =
  | { readonly to: Path; readonly list?: readonly unknown[] }
  | { readonly path: Path; readonly message: string }

function placeFor(entry: Readonly<Record<string, unknown>>, root: unknown): Found | undefined {
  const { connection, delivery } = entry
  if (typeof connection === 'string' && delivery === undefined) {
    if (!isPlainObject(valueAt(root, ['connections', connection])))
      return { path: ['connection'], message: `there is no connection "${connection}"` }
    const to = ['connections', connection, 'mappings']
    const list = valueAt(root, to) ?? []
    return Array.isArray(list) ? { to, list: list as readonly unknown[] } : undefined
  }
  if (typeof delivery === 'string' && connection === undefined) {
    if (!isPlainObject(valueAt(root, ['deliveries', delivery])))
      return { path: ['delivery'], message: `there is no delivery "${delivery}"` }
    const to = ['deliveries', delivery, 'mapping']
    return valueAt(root, to) === undefined
      ? { to }
      : { path: ['delivery'], message: `the delivery "${delivery}" has a mapping already` }
  }
  return { path: [], message: 'expected either `connection` or `delivery`: whose mapping it is' }
}
