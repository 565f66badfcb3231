import type { Path } from '../protocol.ts'

/** What stands at a path, and what it is a member of. */
export function memberAt(root: unknown, path: Path): readonly [owner: unknown, member: unknown] {
  let owner: unknown
  let member = root
  for (const name of path) {
    owner = member
    member = (member as Readonly<Record<string, unknown>>)[name]
  }
  return [owner, member]
}
