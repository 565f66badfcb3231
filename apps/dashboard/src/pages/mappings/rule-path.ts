import { isObject, readRule, ruleText } from './rule-text.ts'

const path = /^\$(?:[A-Za-z_]\w*)?(?:[.[].*)?$/u

function isPath(value: unknown): value is string {
  return typeof value === 'string' && path.test(value) && !value.startsWith('$$')
}

/** The first path that a rule reads. */
export function firstPath(text: string): string | undefined {
  const read = readRule(text)
  return read === undefined || 'problem' in read ? undefined : pathsIn(read.rule)[0]
}

/** The same rule reading another path: in the place of its first one, or alone where it read none. */
export function withPath(text: string, chosen: string): string {
  const read = readRule(text)
  if (read === undefined || 'problem' in read || !isObject(read.rule)) return chosen
  const before = pathsIn(read.rule)[0]
  if (before === undefined) return chosen
  let isDone = false
  const replaced = (value: unknown): unknown => {
    if (!isDone && value === before) {
      isDone = true
      return chosen
    }
    if (Array.isArray(value)) return value.map(replaced)
    return isObject(value)
      ? Object.fromEntries(Object.entries(value).map(([name, part]) => [name, replaced(part)]))
      : value
  }
  return ruleText(replaced(read.rule))
}

function pathsIn(rule: unknown): readonly string[] {
  if (isPath(rule)) return [rule]
  if (Array.isArray(rule)) return rule.flatMap(pathsIn)
  return isObject(rule) ? Object.values(rule).flatMap(pathsIn) : []
}
