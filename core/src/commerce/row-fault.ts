import * as z from 'zod'
import { nearest } from '../json/index.ts'
import { fault, faultOf, type Fault } from '../v1/fault.ts'
import type { EntityDefinition } from './entities.ts'

/** Why an item is no row of the model, told by its first issue: the field, what was expected and what kind of value is there. */
export function rowFault(
  { name, schema }: EntityDefinition,
  item: object,
  issues: readonly z.core.$ZodIssue[],
): Fault {
  const [issue] = issues
  if (issue === undefined) throw new TypeError('There is no issue to tell.')
  const path = issue.path.filter((part) => typeof part !== 'symbol')
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : ''
  if (issue.code === 'unrecognized_keys') {
    const [unknown = ''] = issue.keys
    const meant = nearest(unknown, fieldsAt(schema, path))
    const full = [...path, unknown]
    return faultOf(
      fault({
        kind: 'record',
        message: `${shown(full)} is not a field of ${name}${meant === undefined ? '' : `; did you mean ${shown([...path, meant])}?`}${more}`,
        hint: 'Correct the name in the mapping, or put the value under `extra`.',
        path: full,
      }),
    )
  }
  const found = valueAt(item, path)
  const message =
    found === undefined && issue.code !== 'custom'
      ? `${shown(path)} of ${name} is missing: ${expectation(issue)}`
      : `${shown(path)} of ${name} is wrong: ${expectation(issue)}, found ${kindOf(found)}`
  return faultOf(fault({ kind: 'record', message: `${message}${more}.`, path }))
}

/** A path as people write it: `lines[0].quantity`. */
function shown(path: readonly (string | number)[]): string {
  let text = ''
  for (const part of path)
    text += typeof part === 'number' ? `[${part}]` : text === '' ? part : `.${part}`
  return `\`${text}\``
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
}

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value')
    return `expected one of ${issue.values.map((value) => String(value)).join(', ')}`
  if (issue.message.startsWith('expected')) return issue.message
  if (issue.code === 'invalid_type') return `expected ${kinds[issue.expected] ?? issue.expected}`
  return issue.message
}

/** What kind of value is there; its content may be personal. */
function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (value === '') return 'empty text'
  if (Array.isArray(value)) return 'a list'
  return kinds[typeof value] ?? typeof value
}

function valueAt(item: object, path: readonly (string | number)[]): unknown {
  let value: unknown = item
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Readonly<Record<string | number, unknown>>)[part]
  }
  return value
}

/** The names of the fields that an object at a path of the model may have. */
function fieldsAt(schema: z.core.$ZodType, path: readonly (string | number)[]): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return fieldsAt(schema.unwrap(), path)
  const [first, ...rest] = path
  if (schema instanceof z.ZodArray) return fieldsAt(schema.element, rest)
  if (!(schema instanceof z.ZodObject)) return []
  if (first === undefined) return Object.keys(schema.shape)
  const field: z.core.$ZodType | undefined = schema.shape[first]
  return field === undefined ? [] : fieldsAt(field, rest)
}
