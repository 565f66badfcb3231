/** A value as JSON has it; what a form holds is checked by the host alone. */
export type FormValue = unknown

/** What one field of a form is, made of a part of a JSON Schema. */
export interface FieldShape {
  /** Its name in the value around it. */
  readonly name: string
  readonly label: string
  readonly help?: string
  readonly isRequired: boolean
  readonly isSecret: boolean
  /** The vendor's public pages leave open what it is: where an account tells it. */
  readonly assumed?: string
  /** What stands there where nothing is said, or what would be written, such as `https://shop.example`. */
  readonly example?: string
  /** Shown only where another field of the same group has this value; `undefined`: any at all. */
  readonly dependsOn?: { readonly name: string; readonly value?: unknown }
  readonly input: FieldInput
}

export type FieldInput =
  | { readonly kind: 'text'; readonly type: 'text' | 'url' | 'email' | 'date' }
  | { readonly kind: 'number' }
  | { readonly kind: 'switch' }
  | { readonly kind: 'choice'; readonly choices: readonly Choice[] }
  | { readonly kind: 'choices'; readonly choices: readonly Choice[] }
  | { readonly kind: 'texts' }
  | { readonly kind: 'group'; readonly fields: readonly FieldShape[] }
  | { readonly kind: 'variants'; readonly by: string; readonly variants: readonly Variant[] }
  /** What no field is made for is written as it would stand in the file. */
  | { readonly kind: 'written' }

export type Choice = string | number

/** One of several groups, known by what one of its fields is. */
export interface Variant {
  readonly value: Choice
  readonly fields: readonly FieldShape[]
}

type Schema = Readonly<Record<string, unknown>>

/** The fields of an object’s schema, those that are needed first. */
export function fieldsOf(schema: unknown): readonly FieldShape[] {
  const fields = propertiesOf(recordOf(schema))
  return [
    ...fields.filter(({ isRequired }) => isRequired),
    ...fields.filter(({ isRequired }) => !isRequired),
  ]
}

function propertiesOf(schema: Schema): readonly FieldShape[] {
  const required = listOf(schema['required'])
  return Object.entries(recordOf(schema['properties'])).map(([name, part]) =>
    fieldOf(name, withoutNull(recordOf(part)), required.includes(name)),
  )
}

function fieldOf(name: string, schema: Schema, isRequired: boolean): FieldShape {
  const help = textOf(schema['help']) ?? textOf(schema['description'])
  const example = exampleOf(schema)
  const dependsOn = dependenceOf(schema['dependsOn'])
  const assumed = textOf(schema['assumed'])
  return {
    name,
    label: textOf(schema['title']) ?? wordsOf(name),
    isRequired,
    isSecret: schema['secret'] === true,
    input: inputOf(schema),
    ...(help !== undefined && { help: help.replaceAll('`', '') }),
    ...(assumed !== undefined && { assumed }),
    ...(example !== undefined && { example }),
    ...(dependsOn !== undefined && { dependsOn }),
  }
}

function inputOf(schema: Schema): FieldInput {
  const choices = choicesIn(schema)
  if (choices !== undefined) return { kind: 'choice', choices }
  const variants = variantsIn(schema)
  if (variants !== undefined) return variants
  switch (schema['type']) {
    case 'string':
      return { kind: 'text', type: textTypeOf(schema['format']) }
    case 'integer':
    case 'number':
      return { kind: 'number' }
    case 'boolean':
      return { kind: 'switch' }
    case 'array': {
      const items = recordOf(schema['items'])
      const each = choicesIn(items)
      if (each !== undefined) return { kind: 'choices', choices: each }
      // A list of secrets is told as a list of what is set, which is no list of texts.
      return items['type'] === 'string' && items['secret'] !== true
        ? { kind: 'texts' }
        : { kind: 'written' }
    }
    case 'object':
      return 'properties' in schema
        ? { kind: 'group', fields: propertiesOf(schema) }
        : { kind: 'written' }
    default:
      return { kind: 'written' }
  }
}

function variantsIn(schema: Schema): FieldInput | undefined {
  const parts = listOf(schema['oneOf']).map(recordOf)
  const by = Object.keys(recordOf(parts[0]?.['properties'])).find((name) =>
    parts.every((part) => isChoice(recordOf(recordOf(part['properties'])[name])['const'])),
  )
  if (by === undefined) return undefined
  return {
    kind: 'variants',
    by,
    variants: parts.map((part) => ({
      value: recordOf(recordOf(part['properties'])[by])['const'] as Choice,
      fields: propertiesOf(part).filter(({ name }) => name !== by),
    })),
  }
}

function choicesIn(schema: Schema): readonly Choice[] | undefined {
  const listed = schema['enum']
  return Array.isArray(listed) && listed.every(isChoice) ? listed : undefined
}

/** What may also be `null` is a field that may be left empty. */
function withoutNull(schema: Schema): Schema {
  const parts = listOf(schema['anyOf']).map(recordOf)
  const others = parts.filter(({ type }) => type !== 'null')
  if (others.length !== 1 || others.length === parts.length) return schema
  return { ...schema, ...others[0], anyOf: undefined }
}

function textTypeOf(format: unknown): 'text' | 'url' | 'email' | 'date' {
  if (format === 'uri') return 'url'
  return format === 'email' || format === 'date' ? format : 'text'
}

function exampleOf(schema: Schema): string | undefined {
  const { default: given, examples } = schema
  const found = given ?? listOf(examples)[0]
  return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined
}

/** The name of another field, or that with the value that it must have: `{ field: 'kind', is: 'shop' }`. */
function dependenceOf(hint: unknown): FieldShape['dependsOn'] {
  if (typeof hint === 'string') return { name: hint }
  const { field, is } = recordOf(hint)
  return typeof field === 'string'
    ? { name: field, ...(is !== undefined && { value: is }) }
    : undefined
}

/** `pageSize` is “Page size”, for settings that nobody gave a title. */
function wordsOf(name: string): string {
  const words = name.replaceAll(
    /([a-z\d])([A-Z])/gu,
    (_, end: string, start: string) => `${end} ${start.toLowerCase()}`,
  )
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`
}

function isChoice(value: unknown): value is Choice {
  return typeof value === 'string' || typeof value === 'number'
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function recordOf(value: unknown): Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Schema)
    : {}
}
