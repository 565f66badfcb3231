import type { SourceField, TargetField } from './target-fields.ts'

/** Rules for fields that have none, where a field of the source has the same name and a type that fits. */
export function proposedRules(
  fields: readonly TargetField[],
  source: readonly SourceField[],
  rules: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      if ((rules[field.name] ?? '').trim() !== '') return []
      const named = source.filter(({ path }) => plain(lastName(path)) === plain(field.name))
      // What stands nearer to the record itself is meant sooner.
      const [found] = named
        .filter((each) => !each.path.includes('[') && fits(each, field))
        .toSorted((one, other) => one.path.split('.').length - other.path.split('.').length)
      return found === undefined ? [] : [[field.name, ruleFor(found, field)]]
    }),
  )
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1)
}

/** `order_number` and `orderNumber` are one name. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/gu, '')
}

const numbers: ReadonlySet<string> = new Set(['number', 'integer'])

function fits(source: SourceField, target: TargetField): boolean {
  if (source.type === 'any' || target.type === 'any') return true
  const [from, to] = [source.type.split('|'), target.type.split('|')]
  if (from.some((type) => to.includes(type))) return true
  const isNumber = from.some((type) => numbers.has(type))
  return isNumber && to.some((type) => numbers.has(type) || type === 'string')
}

function ruleFor(source: SourceField, target: TargetField): string {
  const isText = target.type === 'string' && source.type !== 'string' && source.type !== 'any'
  return isText ? `{ $string: ${source.path} }` : source.path
}
