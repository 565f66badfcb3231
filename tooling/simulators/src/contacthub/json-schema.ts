/** As much of JSON Schema as the vendor's schemas use. */
export interface JsonSchema {
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly enum?: readonly unknown[]
  readonly pattern?: string
  readonly minimum?: number
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  /** Default false: what is not named is refused. */
  readonly additionalProperties?: boolean
  readonly items?: JsonSchema
}

/** What is wrong at one place of a body; `path` is a JSON pointer. */
export interface Misfit {
  readonly path: string
  readonly message: string
}

const formats: Readonly<Record<string, RegExp>> = {
  date: /^\d{4}-\d\d-\d\d$/,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/,
  email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  uri: /^[a-z][a-z0-9+.-]*:[^\s]+$/i,
  ipv4: /^\d{1,3}(\.\d{1,3}){3}$/,
}

/** Everything in which a value does not fit a schema. */
export function misfits(schema: JsonSchema, value: unknown, path = ''): readonly Misfit[] {
  const kind = kindOf(value)
  const kinds = schema.type === undefined ? undefined : [schema.type].flat()
  const fits =
    kinds === undefined || kinds.includes(kind) || (kinds.includes('number') && kind === 'integer')
  if (!fits)
    return [
      {
        path,
        message: `instance type (${kind}) does not match any allowed primitive type (allowed: ["${kinds.join('","')}"])`,
      },
    ]
  if (value === null) return []
  if (schema.enum !== undefined && !schema.enum.includes(value))
    return [{ path, message: 'instance value not found in enum' }]
  if (typeof value === 'string') return textMisfits(schema, value, path)
  if (typeof value === 'number' && schema.minimum !== undefined && value < schema.minimum)
    return [{ path, message: 'numeric instance is lower than the required minimum' }]
  if (Array.isArray(value)) {
    const { items } = schema
    return items === undefined
      ? []
      : value.flatMap((each: unknown, index) => misfits(items, each, `${path}/${index}`))
  }
  return isRecord(value) ? objectMisfits(schema, value, path) : []
}

function textMisfits(schema: JsonSchema, value: string, path: string): readonly Misfit[] {
  if (schema.pattern !== undefined && !new RegExp(schema.pattern).test(value))
    return [{ path, message: 'ECMA 262 regex does not match input string' }]
  const format = formats[schema.format ?? '']
  if (format !== undefined && !format.test(value))
    return [{ path, message: `input string is not a valid ${schema.format}` }]
  return []
}

function objectMisfits(
  { properties, required = [], additionalProperties = false }: JsonSchema,
  value: Readonly<Record<string, unknown>>,
  path: string,
): readonly Misfit[] {
  if (properties === undefined) return []
  const missing = required
    .filter((name) => value[name] === undefined)
    .map((name) => ({ path, message: `object has missing required property (${name})` }))
  const others = Object.entries(value).flatMap(([name, each]) => {
    const schema = properties[name]
    if (schema !== undefined) return misfits(schema, each, `${path}/${name}`)
    return additionalProperties
      ? []
      : [
          {
            path,
            message: `object instance has properties which are not allowed by the schema: ["${name}"]`,
          },
        ]
  })
  return [...missing, ...others]
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value
}
