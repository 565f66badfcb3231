import type { JsonSchema } from '../../config/index.ts'

/** A text that is put together from variables when the file is read, so an editor cannot check what it will be. */
const placeholder = { type: 'string', pattern: String.raw`\$\{env:[A-Za-z_]\w*\}` }

/** Keywords of JSON Schema that hold one schema, a list of them, or schemas by name. */
const single = new Set(['additionalProperties', 'items', 'not', 'if', 'then', 'else', 'contains'])
const lists = new Set(['anyOf', 'oneOf', 'allOf', 'prefixItems'])
const named = new Set(['properties', '$defs', 'definitions', 'patternProperties'])

/**
 * A schema as an editor needs it: any text may hold variables instead, keys that nobody declared are mistakes as they are
 * for the loader, and references lead to where the schema stands, `place`.
 */
export function editorSchema(schema: JsonSchema, place: string): JsonSchema {
  return adapted(schema, place, true)
}

function adapted(schema: JsonSchema, place: string, closes: boolean): JsonSchema {
  const entries = Object.entries(schema)
    .filter(([keyword]) => keyword !== '$schema' && keyword !== '$id')
    .map(([keyword, value]): [string, unknown] => {
      if (keyword === '$ref') return [keyword, String(value).replace(/^#/, place)]
      // Parts of an `allOf` each see the whole object; one that closed it would refuse the fields of the others.
      if (single.has(keyword) && isSchema(value)) return [keyword, adapted(value, place, true)]
      if (lists.has(keyword) && Array.isArray(value))
        return [
          keyword,
          value.map((each: unknown) =>
            isSchema(each) ? adapted(each, place, keyword !== 'allOf') : each,
          ),
        ]
      if (named.has(keyword) && isSchema(value))
        return [
          keyword,
          Object.fromEntries(
            Object.entries(value).map(([name, each]) => [
              name,
              isSchema(each) ? adapted(each, place, true) : each,
            ]),
          ),
        ]
      return [keyword, value]
    })
  const result: JsonSchema = Object.fromEntries(entries)
  if (isLimitedText(result)) return withPlaceholder(result)
  const isOpen = result['properties'] === undefined || result['additionalProperties'] !== undefined
  return isOpen || !closes ? result : { ...result, additionalProperties: false }
}

function isLimitedText(schema: JsonSchema): boolean {
  const limits = ['pattern', 'format', 'minLength', 'maxLength', 'enum', 'const']
  return schema['type'] === 'string' && limits.some((limit) => limit in schema)
}

/** What describes the setting stays outside, where editors look for it. */
function withPlaceholder(schema: JsonSchema): JsonSchema {
  const { title, description, default: standard, examples, ...rest } = schema
  return {
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(standard !== undefined && { default: standard }),
    ...(examples !== undefined && { examples }),
    anyOf: [rest, placeholder],
  }
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
