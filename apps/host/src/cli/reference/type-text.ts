import type { JsonSchema } from '../../config/index.ts'

/** What a value must be, in words for a table: `integer, 1 to 100`, `list of text`, `` `csv` or `tsv` ``. */
export function typeText(schema: JsonSchema): string {
  const words = baseText(schema)
  const unit = schema['unit']
  return typeof unit === 'string' ? `${words} (${unit})` : words
}

function baseText(schema: JsonSchema): string {
  if ('const' in schema) return code(schema['const'])
  if (Array.isArray(schema['enum'])) return schema['enum'].map(code).join(' or ')
  for (const keyword of ['anyOf', 'oneOf']) {
    const branches = schema[keyword]
    if (Array.isArray(branches))
      return [...new Set(branches.map((branch: JsonSchema) => typeText(branch)))].join(' or ')
  }
  const { type } = schema
  if (Array.isArray(type))
    return type.map((one: unknown) => baseText({ ...schema, type: one })).join(' or ')
  switch (type) {
    case 'string':
      return textForm(schema['format'])
    case 'integer':
    case 'number':
      return `${type}${rangeText(schema)}`
    case 'boolean':
      return 'true or false'
    case 'null':
      return 'nothing'
    case 'array':
      return isSchema(schema['items']) ? `list of ${baseText(schema['items'])}` : 'list'
    case 'object':
      return isSchema(schema['additionalProperties']) && schema['properties'] === undefined
        ? 'entries by name'
        : 'object'
    default:
      return 'anything'
  }
}

function textForm(format: unknown): string {
  if (format === 'uri') return 'address'
  if (format === 'date') return 'day'
  if (format === 'date-time') return 'instant'
  return 'text'
}

function rangeText({ minimum, maximum, exclusiveMinimum }: JsonSchema): string {
  const from = shown(minimum) ?? (exclusiveMinimum === 0 ? '1' : undefined)
  const to = shown(maximum)
  if (from !== undefined && to !== undefined) return `, ${from} to ${to}`
  if (from !== undefined) return `, from ${from}`
  return to === undefined ? '' : `, up to ${to}`
}

/** A library's own bounds of safe integers say nothing to a reader. */
function shown(bound: unknown): string | undefined {
  return typeof bound === 'number' && Math.abs(bound) < Number.MAX_SAFE_INTEGER
    ? String(bound)
    : undefined
}

function code(value: unknown): string {
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
