import { entities, type EntityName, type Json, type JsonObject } from '@cartograph/core'
import { inputSchema, type JsonSchema } from '../../config/index.ts'

/** What an example says in fields whose names or marks ask for something of a form. */
const byMark: Readonly<Record<string, string>> = {
  email: 'anna.example@example.com',
  // A number that is kept free for fiction.
  phone: '+46701740605',
}
export const exampleId = 'example:1'
const byName: Readonly<Record<string, Json>> = {
  id: exampleId,
  connection: 'example',
  currency: 'SEK',
  status: 'paid',
  channel: 'till',
  firstName: 'Anna',
  lastName: 'Example',
  language: 'sv',
  country: 'SE',
  quantity: 1,
  isGuest: false,
}
const instant = '2026-01-15T10:00:00.000Z'
const amount = 12_500

/** A row as the model describes it, of nobody: for a delivery that has no row yet. */
export function modelExample(entity: EntityName): JsonObject {
  return objectOf(inputSchema(entities[entity].schema))
}

function objectOf(schema: JsonSchema): JsonObject {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, own]) => {
      const value = valueOf(name, own)
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

function valueOf(name: string, marked: JsonSchema): Json | undefined {
  const schema = filled(marked)
  const choices = schema['enum'] as readonly Json[] | undefined
  const named = byName[name]
  if (choices !== undefined) return choices.find((each) => each === named) ?? choices[0]
  if (schema['const'] !== undefined) return schema['const'] as Json
  const mark = marked['personal'] ?? schema['personal']
  if (typeof mark === 'string' && byMark[mark] !== undefined) return byMark[mark]
  switch ([schema['type']].flat()[0]) {
    case 'string':
      if (schema['format'] === 'date-time') return instant
      if (schema['format'] === 'date') return instant.slice(0, 10)
      if (marked['reference'] !== undefined || schema['reference'] !== undefined)
        return `example:${name}`
      return named ?? `Example of ${name}`
    case 'integer':
      return amount
    case 'number':
      return named ?? 1
    case 'boolean':
      return named ?? true
    case 'array': {
      const element = valueOf(name, (schema['items'] ?? {}) as JsonSchema)
      return element === undefined ? [] : [element]
    }
    case 'object':
      return schema['properties'] === undefined ? undefined : objectOf(schema)
    default:
      return undefined
  }
}

/** A field that may be null is shown with a value. */
function filled(schema: JsonSchema): JsonSchema {
  const forms = (schema['anyOf'] ?? schema['oneOf']) as readonly JsonSchema[] | undefined
  const form = forms?.find((each) => each['type'] !== 'null')
  return form === undefined ? schema : filled(form)
}
