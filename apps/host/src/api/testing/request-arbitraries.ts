import * as fc from 'fast-check'

export type JsonSchema = Readonly<Record<string, unknown>>

/** One parameter of an operation, as an OpenAPI document has it. */
export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required: boolean
  readonly schema: JsonSchema
}

/** A request to be made. */
export interface MadeRequest {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

/** Texts that programs trip over. */
const hostileTexts = [
  '',
  ' ',
  '__proto__',
  'constructor',
  'toString',
  '../../etc/passwd',
  '%2e%2e%2f',
  "'; drop table record; --",
  '<script>alert(1)</script>',
  '=1+1',
  '\u0000',
  '\u202e',
  '\ud800',
  '💶'.repeat(50),
  'x'.repeat(5000),
  'null',
  'NaN',
  '-1',
  '1e309',
  '99999999999999999999',
  '2026-02-30T00:00:00Z',
  '+275760-09-13T00:00:00.001Z',
  '[]',
  '{}',
]

const hostileText = fc.oneof(fc.constantFrom(...hostileTexts), fc.string({ maxLength: 40 }))

const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom(null, true, -1, 0, 1.5, 1e308, Number.MAX_SAFE_INTEGER + 2),
  fc.constant([]),
  fc.constant({}),
  fc.constant(JSON.parse('{"__proto__":{"admin":true},"constructor":1}') as unknown),
  fc.constant(nested(2000)),
  fc.jsonValue({ maxDepth: 3 }),
)

function nested(depth: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < depth; level += 1) value = [value]
  return value
}

/** Requests of an operation: such as it describes, and such as nobody should send. */
export function madeRequests(
  {
    parameters,
    body,
    example,
  }: {
    readonly parameters: readonly Parameter[]
    readonly body: JsonSchema | undefined
    readonly example: unknown
  },
  root: JsonSchema,
  knownIds: readonly string[],
): fc.Arbitrary<MadeRequest> {
  const of = (place: Parameter['in']) => parameters.filter((each) => each.in === place)
  const given = (place: Parameter['in'], hostile: fc.Arbitrary<string>) =>
    fc.record(
      Object.fromEntries(
        of(place).map(({ name, schema }) => [
          name,
          fc.oneof(fittingValue(schema, root).map(String), hostile),
        ]),
      ),
      { requiredKeys: of(place).flatMap(({ name, required }) => (required ? [name] : [])) },
    )
  return fc.record({
    params: fc.record(
      Object.fromEntries(
        of('path').map(({ name }) => [
          name,
          fc.oneof(
            { weight: 3, arbitrary: fc.constantFrom(...knownIds) },
            { weight: 1, arbitrary: hostileText },
          ),
        ]),
      ),
    ),
    query: given('query', hostileText),
    headers: given('header', fc.constantFrom('"1"', '*', '"99999999999999999"', 'W/"x"', 'key')),
    body: body === undefined ? fc.constant(undefined) : bodies(body, root, example),
  }) as fc.Arbitrary<MadeRequest>
}

function bodies(schema: JsonSchema, root: JsonSchema, example: unknown): fc.Arbitrary<string> {
  const made = fittingValue(schema, root)
  const fitting = example === undefined ? made : fc.oneof(made, fc.constant(example))
  return fc.oneof(
    { weight: 3, arbitrary: fitting.map(jsonOf) },
    { weight: 2, arbitrary: spoilt(fitting).map(jsonOf) },
    { weight: 1, arbitrary: hostileValue.map(jsonOf) },
    { weight: 1, arbitrary: fc.constantFrom('', '{', '{"a":1', '\u0000', '[1,]', 'undefined') },
  )
}

function jsonOf(value: unknown): string {
  return JSON.stringify(value) ?? 'null'
}

/** One field of an object is something else. */
function spoilt(fitting: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.tuple(fitting, hostileValue, fc.nat()).map(([value, other, place]) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return other
    const names = Object.keys(value)
    const name = names[place % Math.max(1, names.length)] ?? 'unknown'
    return Object.fromEntries([...Object.entries(value), [name, other]])
  })
}

const deepest = 4

/** Values of a schema of the kinds that our descriptions are made of. */
export function fittingValue(
  schema: JsonSchema,
  root: JsonSchema,
  depth = 0,
): fc.Arbitrary<unknown> {
  const inner = (part: unknown) => fittingValue(part as JsonSchema, root, depth + 1)
  if (typeof schema['$ref'] === 'string') return inner(referenced(root, schema['$ref']))
  if ('const' in schema) return fc.constant(schema['const'])
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]))
  const alternatives = schema['anyOf'] ?? schema['oneOf']
  if (Array.isArray(alternatives))
    return depth > deepest && alternatives.length > 0
      ? inner(alternatives[0])
      : fc.oneof(...alternatives.map(inner))
  switch (schema['type']) {
    case 'object':
      return objects(schema, inner, depth)
    case 'array':
      return fc.array(inner(schema['items'] ?? {}), {
        minLength: numberIn(schema, 'minItems') ?? 0,
        maxLength: Math.max(numberIn(schema, 'minItems') ?? 0, depth > deepest ? 0 : 3),
      })
    case 'string':
      return texts(schema)
    case 'integer':
      return fc.integer({
        min: Math.max(numberIn(schema, 'minimum') ?? -1000, -1e9),
        max: Math.min(numberIn(schema, 'maximum') ?? 1000, 1e9),
      })
    case 'number':
      return fc.double({
        min: numberIn(schema, 'minimum') ?? -1e6,
        max: numberIn(schema, 'maximum') ?? 1e6,
        noNaN: true,
      })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return fc.jsonValue({ maxDepth: 1 })
  }
}

function objects(
  schema: JsonSchema,
  inner: (part: unknown) => fc.Arbitrary<unknown>,
  depth: number,
): fc.Arbitrary<unknown> {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, unknown>>
  const requiredKeys = (schema['required'] ?? []) as string[]
  if (Object.keys(properties).length === 0) {
    const others = schema['additionalProperties']
    if (typeof others !== 'object' || others === null || depth > deepest) return fc.constant({})
    return fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), inner(others), { maxKeys: 3 })
  }
  return fc.record(
    Object.fromEntries(Object.entries(properties).map(([name, own]) => [name, inner(own)])),
    { requiredKeys },
  )
}

function texts(schema: JsonSchema): fc.Arbitrary<string> {
  switch (schema['format']) {
    case 'date-time':
      return fc
        .date({
          min: new Date('2020-01-01'),
          max: new Date('2030-01-01'),
          noInvalidDate: true,
        })
        .map((date) => date.toISOString())
    case 'date':
      return fc.constantFrom('2026-10-01', '2026-11-02')
    case 'email':
      return fc.constantFrom('ida@example.com', 'per@example.com')
    case 'uri':
      return fc.constant('https://shop.example/')
    default:
  }
  if (typeof schema['pattern'] === 'string')
    return fc.stringMatching(new RegExp(schema['pattern'], 'u'))
  const minLength = numberIn(schema, 'minLength') ?? 0
  const maxLength = Math.min(numberIn(schema, 'maxLength') ?? 30, 30)
  return fc.string({ minLength, maxLength: Math.max(minLength, maxLength) })
}

function numberIn(schema: JsonSchema, name: string): number | undefined {
  const value = schema[name]
  return typeof value === 'number' ? value : undefined
}

function referenced(root: JsonSchema, reference: string): unknown {
  let found: unknown = root
  for (const part of reference.slice(2).split('/')) found = (found as JsonSchema)[part]
  return found
}
