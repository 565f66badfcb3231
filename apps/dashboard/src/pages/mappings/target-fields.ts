import type { AnswerOf } from '../../api/routes.ts'
import { isObject } from './rule-text.ts'

export type Sides = AnswerOf<'GET /api/mappings/:part/sides'>
export type SourceField = Sides['source'][number]

/** A field that a mapping makes, or could make. */
export interface TargetField {
  readonly name: string
  readonly type: string
  readonly required: boolean
  readonly values: readonly string[]
}

/** What the target has, then what the rules make beside it. */
export function targetFields(
  { targets }: Sides,
  to: unknown,
  rules: Readonly<Record<string, string>>,
): readonly TargetField[] {
  const target =
    targets.find((each) => sameSide(each.to, to)) ?? (targets.length === 1 ? targets[0] : undefined)
  const known = (target?.fields ?? [])
    // Of a list only the list itself is made.
    .filter(({ path }) => !path.endsWith('[0]'))
    .map(({ path, type, required, values = [] }) => ({
      name: nameIn(path),
      type,
      required,
      values,
    }))
  const names = new Set(known.map(({ name }) => name))
  const others = Object.keys(rules).filter((name) => !names.has(name))
  return [
    ...known.filter(({ required }) => required),
    ...known.filter(({ required }) => !required),
    ...others.map((name) => ({ name, type: 'any', required: false, values: [] })),
  ]
}

/** How many of the fields that must be there have a rule. */
export function coverage(
  fields: readonly TargetField[],
  rules: Readonly<Record<string, string>>,
): { readonly done: number; readonly required: number } {
  const required = fields.filter((field) => field.required)
  return {
    done: required.filter(({ name }) => (rules[name] ?? '').trim() !== '').length,
    required: required.length,
  }
}

function sameSide(one: object, other: unknown): boolean {
  return (
    isObject(other) &&
    Object.entries(one).every(([name, value]: [string, unknown]) => other[name] === value)
  )
}

function nameIn(path: string): string {
  const quoted = /^\$\["(.*)"\]$/u.exec(path)?.[1]
  return quoted === undefined ? path.slice(2) : quoted.replaceAll(/\\(.)/gu, '$1')
}
