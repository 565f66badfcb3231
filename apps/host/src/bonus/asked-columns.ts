import type { Expression, Mapping } from '@cartograph/core'

/** A path that reads one column of a row: `$.CheckNo`, or `$["Check no."]`. */
const columnPath = /^\$(?:\.([^.[\]]+)|\["([^"]+)"\])$/u

/** The columns that a mapping reads, in the order in which it does. */
export function askedColumns({ when, fields }: Mapping): readonly string[] {
  const found = new Set<string>()
  const walk = (expression: unknown): void => {
    if (typeof expression === 'string') {
      const column = columnIn(expression)
      if (column !== undefined) found.add(column)
    } else if (typeof expression === 'object' && expression !== null)
      for (const part of Object.values(expression)) walk(part)
  }
  walk(when)
  walk(fields)
  return [...found]
}

/** The mapping as it would be if columns had other names. */
export function withColumns(mapping: Mapping, names: Readonly<Record<string, string>>): Mapping {
  const renamed = (expression: Expression): Expression => {
    if (typeof expression === 'string') {
      const column = columnIn(expression)
      const name = column !== undefined && Object.hasOwn(names, column) ? names[column] : undefined
      return name === undefined ? expression : pathOf(name)
    }
    if (isList(expression)) return expression.map(renamed)
    if (typeof expression !== 'object' || expression === null) return expression
    return Object.fromEntries(Object.entries(expression).map(([key, part]) => [key, renamed(part)]))
  }
  const { when, fields } = mapping
  return {
    ...mapping,
    ...(when !== undefined && { when: renamed(when) }),
    fields: renamed(fields) as Mapping['fields'],
  }
}

function isList(value: Expression): value is readonly Expression[] {
  return Array.isArray(value)
}

function columnIn(text: string): string | undefined {
  const [, plain, quoted] = columnPath.exec(text) ?? []
  return plain ?? quoted
}

function pathOf(column: string): string {
  return /[.[\]]/u.test(column) ? `$["${column}"]` : `$.${column}`
}

/** Which column of a file is meant by each that is asked for; one that is not there is missing. */
export function matchedColumns(
  asked: readonly string[],
  found: readonly string[],
  chosen: Readonly<Record<string, string>>,
): ReadonlyMap<string, string> {
  const present = new Set(found)
  const alike = new Map(found.map((name) => [plainName(name), name]))
  return new Map(
    asked.flatMap((name) => {
      const own = Object.hasOwn(chosen, name) ? chosen[name] : undefined
      // Whoever leaves a column out means it.
      if (own !== undefined) return present.has(own) ? [[name, own] as const] : []
      const match = present.has(name) ? name : alike.get(plainName(name))
      return match === undefined ? [] : [[name, match] as const]
    }),
  )
}

/** `Check no` and `CHECKNO` are one name. */
function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{Letter}\p{Number}]/gu, '')
}
