import type { SchemaFields } from './schema-fields.ts'

export interface FieldsWish {
  /** Who fills it in: people and mappings, or the vendor, who may well have sent a new field all along. */
  readonly filledBy: 'us' | 'vendor'
}

/** What fitted `before` and does not fit `now`, a line a field; nothing where all of it still fits. */
export function fieldChanges(
  before: SchemaFields,
  now: SchemaFields,
  { filledBy }: FieldsWish,
): readonly string[] {
  const [old, present] = [parsed(before), parsed(now)]
  const gone = [...old.keys()].filter(
    (path) => !present.has(path) && !takesAnything(present, path) && present.has(parentOf(path)),
  )
  const changed = [...old].flatMap(([path, was]) => {
    const is = present.get(path)
    if (is === undefined) return []
    if (was.isOptional && !is.isOptional) return [`${path} may no longer be left out`]
    const refused = was.types.filter((type) => !is.types.some((taken) => takes(taken, type)))
    return refused.length === 0
      ? []
      : [`${path} takes ${is.types.join(' or ')}, and no longer ${refused.join(' or ')}`]
  })
  const added =
    filledBy === 'vendor'
      ? []
      : [...present].flatMap(([path, { isOptional }]) =>
          !isOptional && !old.has(path) && old.has(parentOf(path)) && !path.endsWith('[]')
            ? [`${path} is new, and must be given`]
            : [],
        )
  return [...gone.map((path) => `${path} is gone`), ...changed, ...added]
}

interface Field {
  readonly isOptional: boolean
  readonly types: readonly string[]
}

function parsed(fields: SchemaFields): ReadonlyMap<string, Field> {
  return new Map(
    Object.entries(fields).map(([name, types]) => {
      const isOptional = name.endsWith('?')
      return [
        isOptional ? name.slice(0, -1) : name,
        { isOptional, types: types.split(' | ') },
      ] as const
    }),
  )
}

function parentOf(path: string): string {
  if (path.endsWith('[]')) return path.slice(0, -2)
  const end = path.lastIndexOf('.')
  return end === -1 ? '$' : path.slice(0, end)
}

/** Whether a field that is no longer named is inside something that has become free. */
function takesAnything(present: ReadonlyMap<string, Field>, path: string): boolean {
  for (let at = parentOf(path); ; at = parentOf(at)) {
    const field = present.get(at)
    if (field?.types.includes('any') === true) return true
    if (at === '$') return false
  }
}

/** Whether whatever is of the type `one` is of the type `taken` too. */
function takes(taken: string, one: string): boolean {
  if (taken === 'any' || taken === one) return true
  const [head = '', ...asked] = taken.split(' ')
  const [type = '', ...given] = one.split(' ')
  const isWithin = head === type || (head === 'number' && type === 'integer')
  if (!isWithin) return asked.length === 0 && head === literalType(one)
  return asked.every((limit) => given.some((other) => isLooser(limit, other)))
}

/** Whether every value that keeps to the limit `narrow` keeps to `wide` as well. */
function isLooser(wide: string, narrow: string): boolean {
  if (wide === narrow) return true
  const [name = '', bound = ''] = wide.split('=')
  const [other = '', value = ''] = narrow.split('=')
  if (name !== other) return false
  if (/^(?:exclusiveM|m)inimum$|^min/.test(name)) return Number(bound) <= Number(value)
  if (/^(?:exclusiveM|m)aximum$|^max/.test(name)) return Number(bound) >= Number(value)
  return false
}

/** The type of a value that stands there literally, `"daily"` or `5`. */
function literalType(type: string): string | undefined {
  if (type.startsWith('"')) return 'string'
  if (/^-?\d/.test(type)) return 'number'
  return /^(?:true|false)$/.test(type) ? 'boolean' : undefined
}
