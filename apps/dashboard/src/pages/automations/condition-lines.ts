import type { ReadField } from './automation-parts.ts'

/** How a line compares, and what that is in the mapping language. */
const compared = {
  equals: '$equals',
  notEquals: '$notEquals',
  greater: '$greater',
  greaterOrEqual: '$greaterOrEqual',
  less: '$less',
  lessOrEqual: '$lessOrEqual',
  contains: '$contains',
  startsWith: '$startsWith',
  endsWith: '$endsWith',
  in: '$in',
} as const

export type LineOperator = keyof typeof compared | 'filled' | 'blank' | 'true' | 'false'

/** A line of a condition as it stands in its fields. */
export interface ConditionLine {
  /** As templates write it, such as `order.total`. */
  readonly path: string
  readonly operator: LineOperator
  /** Of `in`, one value on each line; of what is filled, blank, true or false, nothing. */
  readonly text: string
}

export interface ConditionLines {
  readonly join: 'all' | 'any'
  readonly lines: readonly ConditionLine[]
}

export const noLines: ConditionLines = { join: 'all', lines: [] }

type TypeOf = (path: string) => string | undefined

/** The types of fields by their paths. */
export function typesOf(fields: readonly ReadField[]): TypeOf {
  const types = new Map(fields.map(({ path, type }) => [path, type]))
  return (path) => types.get(path)
}

/** A condition of the mapping language as lines; undefined: it says what lines cannot, and is shown as it is written. */
export function readLines(condition: unknown, typeOf: TypeOf): ConditionLines | undefined {
  if (condition === undefined) return noLines
  const read = linesIn(condition)
  // What would be written in another way than it was is left alone.
  return read !== undefined && isSame(writtenLines(read, typeOf), condition) ? read : undefined
}

/** The condition that lines make; undefined: there are none. */
export function writtenLines({ join, lines }: ConditionLines, typeOf: TypeOf): unknown {
  const parts = lines.map((line) => writtenLine(line, typeOf))
  if (parts.length < 2) return parts[0]
  return { [join === 'all' ? '$and' : '$or']: parts }
}

export function needsText(operator: LineOperator): boolean {
  return operator in compared
}

/** A line as it is before anything is compared. */
export function newLine(field: ReadField | undefined): ConditionLine {
  const [operator = 'equals'] = operatorsFor(field?.type)
  return { path: field?.path ?? '', operator, text: '' }
}

/** How a field of a type can be compared. */
export function operatorsFor(type: string | undefined): readonly LineOperator[] {
  if (type === 'boolean') return ['true', 'false']
  if (type === 'integer' || type === 'number')
    return ['equals', 'notEquals', 'greater', 'greaterOrEqual', 'less', 'lessOrEqual', 'filled']
  if (type === 'array') return ['contains', 'filled', 'blank']
  const text = ['equals', 'notEquals', 'in', 'contains', 'startsWith', 'endsWith'] as const
  return type === 'string'
    ? [...text, 'filled', 'blank']
    : [...text, 'greater', 'less', 'filled', 'blank', 'true', 'false']
}

function linesIn(condition: unknown): ConditionLines | undefined {
  const joined = only(condition)
  if (joined !== undefined && (joined.name === '$and' || joined.name === '$or')) {
    const parts = Array.isArray(joined.value) ? joined.value.map(lineIn) : [undefined]
    if (parts.length < 2) return undefined
    const lines = parts.flatMap((part) => part ?? [])
    return lines.length === parts.length
      ? { join: joined.name === '$and' ? 'all' : 'any', lines }
      : undefined
  }
  const line = lineIn(condition)
  return line && { join: 'all', lines: [line] }
}

function lineIn(condition: unknown): ConditionLine | undefined {
  const plain = pathIn(condition)
  if (plain !== undefined) return { path: plain, operator: 'true', text: '' }
  const found = only(condition)
  if (found === undefined) return undefined
  const { name, value } = found
  const asked = pathIn(value)
  if (name === '$isBlank' && asked !== undefined)
    return { path: asked, operator: 'blank', text: '' }
  if (name === '$not') {
    if (asked !== undefined) return { path: asked, operator: 'false', text: '' }
    const inner = only(value)
    const path = inner?.name === '$isBlank' ? pathIn(inner.value) : undefined
    return path === undefined ? undefined : { path, operator: 'filled', text: '' }
  }
  const operator = operators.find((each) => compared[each] === name)
  if (operator === undefined || !Array.isArray(value) || value.length !== 2) return undefined
  const path = pathIn(value[0])
  const text = operator === 'in' ? linesText(value[1]) : plainText(value[1])
  return path === undefined || text === undefined ? undefined : { path, operator, text }
}

const operators = Object.keys(compared) as readonly (keyof typeof compared)[]

function writtenLine({ path, operator, text }: ConditionLine, typeOf: TypeOf): unknown {
  const read = `$.${path}`
  if (operator === 'true') return read
  if (operator === 'false') return { $not: read }
  if (operator === 'blank') return { $isBlank: read }
  if (operator === 'filled') return { $not: { $isBlank: read } }
  const type = typeOf(path)
  const value =
    operator === 'in'
      ? text
          .split('\n')
          .filter((line) => line.trim() !== '')
          .map((line) => valueIn(line.trim(), type))
      : valueIn(text, type)
  return { [compared[operator]]: [read, value] }
}

/** A number where the field is one, or where nobody knows what it is and it looks like one. */
function valueIn(text: string, type: string | undefined): string | number {
  const written = text.trim().replace(',', '.')
  // What is not written as the number is written is still being typed.
  const isNumber = /^-?\d/u.test(written) && String(Number(written)) === written
  return isNumber && type !== 'string' && type !== 'array' ? Number(written) : text
}

function pathIn(value: unknown): string | undefined {
  return typeof value === 'string' ? /^\$\.([\w.]+)$/u.exec(value)?.[1] : undefined
}

function plainText(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

function linesText(value: unknown): string | undefined {
  if (!Array.isArray(value)) return undefined
  const texts = value.map(plainText)
  return texts.includes(undefined) ? undefined : texts.join('\n')
}

/** The one thing that an object says. */
function only(value: unknown): { readonly name: string; readonly value: unknown } | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const [first, ...others] = Object.entries(value)
  return first === undefined || others.length > 0 ? undefined : { name: first[0], value: first[1] }
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
