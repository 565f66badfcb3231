import type { Mapping } from '../v1/mapping.ts'

/** The names of the look-ups that a mapping asks. */
export function lookupsOf({ when, each, group, fields, with: joins }: Mapping): readonly string[] {
  const found = new Set<string>()
  look([when, each, group, fields, joins], found)
  return [...found]
}

function look(written: unknown, found: Set<string>): void {
  if (typeof written !== 'object' || written === null) return
  for (const [name, part] of Object.entries(written)) {
    if (name === '$lookup' && typeof part === 'string') found.add(part)
    look(part, found)
  }
}
