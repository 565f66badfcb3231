type JsonSchema = Readonly<Record<string, unknown>>

/** A value in some settings, and where it stands. */
export interface MarkedValue {
  readonly path: readonly string[]
  readonly value: string
}

/** The texts in `value` whose schema carries this mark, such as `secret`. */
export function markedValues(
  schema: unknown,
  value: unknown,
  mark: string,
): readonly MarkedValue[] {
  return isObject(schema) ? find(schema, schema, value, mark, []) : []
}

function find(
  root: JsonSchema,
  schema: JsonSchema,
  value: unknown,
  mark: string,
  path: readonly string[],
): readonly MarkedValue[] {
  if (path.length > 32) return []
  const here =
    schema[mark] === true && typeof value === 'string' ? [{ path, value }] : ([] as MarkedValue[])
  const again = (part: unknown, inner: unknown, name?: string) =>
    isObject(part) ? find(root, part, inner, mark, name === undefined ? path : [...path, name]) : []
  const alternatives = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => listOf(schema[keyword]))
  const reference = schema['$ref']
  const definition =
    typeof reference === 'string' && reference.startsWith('#/') ? at(root, reference) : undefined
  return [
    ...here,
    ...alternatives.flatMap((part) => again(part, value)),
    ...again(definition, value),
    ...(Array.isArray(value)
      ? value.flatMap((entry, index) => again(schema['items'], entry, String(index)))
      : []),
    ...(isObject(value)
      ? Object.entries(value).flatMap(([name, entry]) => {
          const { properties } = schema
          const own = isObject(properties) ? properties[name] : undefined
          return again(own ?? schema['additionalProperties'], entry, name)
        })
      : []),
  ]
}

function at(root: JsonSchema, reference: string): unknown {
  return reference
    .slice(2)
    .split('/')
    .reduce<unknown>((part, name) => (isObject(part) ? part[name] : undefined), root)
}

/** All names of settings that a schema knows, however deep. */
export function settingNames(schema: unknown): readonly { name: string; schema: JsonSchema }[] {
  if (Array.isArray(schema)) return schema.flatMap(settingNames)
  if (!isObject(schema)) return []
  const { properties } = schema
  const own = isObject(properties)
    ? Object.entries(properties).flatMap(([name, part]) =>
        isObject(part) ? [{ name, schema: part }] : [],
      )
    : []
  return [...own, ...Object.values(schema).flatMap(settingNames)]
}

export function isObject(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
