import { STATUS_CODES } from 'node:http'
import * as z from 'zod'
import { hostVersion } from '../host-version/index.ts'
import { described } from './operations/described.ts'
import type { Operation } from './operations/operation.ts'

type JsonObject = Readonly<Record<string, unknown>>

/** The version of the API. It is another one when a program that calls it has to be changed. */
export const apiVersion = '1.0.0'

/** Everything that any operation may answer with beside its own, by status. */
const common: ReadonlySet<number> = new Set([400, 401, 403, 413, 421, 429, 503])

const errorTexts: Readonly<Record<number, string>> = {
  400: 'What was sent does not fit, or the configuration does not have it.',
  401: 'There is no token, or it is not good.',
  403: 'This token may not do this.',
  404: 'There is nothing of that name in this organisation.',
  409: 'It is not in a state in which this can be done.',
  412: 'It is not the version that you have seen.',
  413: 'The body is too large.',
  415: 'The body is in a form that is not taken.',
  421: 'The host does not answer to that name.',
  422: 'What was sent is understood, and cannot be so.',
  428: 'It is not said which version is to be changed.',
  429: 'Too many calls at once; `Retry-After` says when to come back.',
  502: 'The vendor refused it.',
  503: 'The host cannot do it now; ask again in a moment.',
}

interface SharedSchemas {
  /** The operation. */
  readonly of: string
  readonly schemas: Map<string, JsonObject>
}

/** Every operation of the API as an OpenAPI 3.1 document. */
export function openApiDocument(): JsonObject {
  const schemas = new Map<string, JsonObject>()
  const paths: Record<string, Record<string, JsonObject>> = {}
  for (const [route, operation] of described) {
    const [method = '', path = ''] = route.split(' ')
    const place = path.replaceAll(/:(\w+)/gu, '{$1}')
    paths[place] = {
      ...paths[place],
      [method.toLowerCase()]: operationObject(route, operation, {
        of: operationId(route),
        schemas,
      }),
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Cartograph',
      version: apiVersion,
      description: `The API of a Cartograph host (host ${hostVersion()}). Errors are problem details (RFC 9457).`,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }, { session: [] }],
    tags: [...new Set([...described.keys()].map(tagOf))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'cartograph.session_token' },
      },
      schemas: { Problem: problemSchema, ...Object.fromEntries(schemas) },
      responses: Object.fromEntries(
        Object.keys(errorTexts).map((status) => [
          `Problem${status}`,
          problemAnswer(Number(status)),
        ]),
      ),
    },
  }
}

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What is wrong, where, and what was expected.' },
    hint: { type: 'string', description: 'What to do.' },
    support: {
      type: 'string',
      description: 'Whom people ask who cannot go on, where the operator names somebody.',
    },
    errors: {
      type: 'array',
      description: 'All places that do not fit, for forms.',
      items: {
        type: 'object',
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
}

function problemAnswer(status: number): JsonObject {
  return {
    description: errorTexts[status] ?? STATUS_CODES[status] ?? '',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
}

/** What the path says first: customers, segments. */
export function tagOf(route: string): string {
  return route.split('/')[2] ?? ''
}

/** `GET /api/customers/:id` is `getCustomersById`. */
export function operationId(route: string): string {
  const [method = '', path = ''] = route.split(' ')
  const words = path
    .split('/')
    .slice(2)
    .flatMap((part) => (part.startsWith(':') ? ['by', part.slice(1)] : part.split(/[^a-z0-9]/iu)))
  return [method.toLowerCase(), ...words]
    .map((word, place) => (place === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('')
}

function operationObject(route: string, operation: Operation, shared: SharedSchemas): JsonObject {
  const { summary, description, access, body, judgesBody, example, answer, versioned } = operation
  const open = access === 'anybody' || access === 'address'
  return {
    operationId: operationId(route),
    tags: [tagOf(route)],
    summary,
    ...(description !== undefined && { description }),
    ...(open ? { security: [] } : { 'x-permission': access }),
    parameters: parametersOf(route, operation, shared),
    ...(body !== undefined && {
      requestBody: {
        required: !acceptsNothing(body),
        content: {
          'application/json': {
            schema: schemaOf(body, 'input', shared),
            ...(example !== undefined && { example }),
          },
        },
        ...(judgesBody === true && {
          description:
            'It is judged with more than its shape, so a body of this shape may be refused.',
        }),
      },
    }),
    responses: {
      ...Object.fromEntries(
        statusesOf(operation).map((status) => [
          String(status),
          {
            description: STATUS_CODES[status] ?? '',
            ...(status !== 204 && answer !== undefined && { content: contentOf(answer, shared) }),
            ...(versioned === true && status !== 204 && { headers: { ETag: etag } }),
          },
        ]),
      ),
      ...Object.fromEntries(
        errorsOf(operation).map((status) => [
          String(status),
          { $ref: `#/components/responses/Problem${status}` },
        ]),
      ),
    },
  }
}

const etag = { description: 'The version, for `If-Match`.', schema: { type: 'string' } }

/** The statuses that an operation answers with where all is well. */
export function statusesOf({ status = 200 }: Operation): readonly number[] {
  return typeof status === 'number' ? [status] : status
}

/** The statuses of problems that an operation may answer with. */
export function errorsOf({ errors = [], node }: Operation): readonly number[] {
  return [...new Set([...common, ...errors, ...(node === true ? [404] : [])])].toSorted(
    (one, other) => one - other,
  )
}

function headerParameter(name: string, description: string, required = false): JsonObject {
  return { name, in: 'header', required, description, schema: { type: 'string' } }
}

function parametersOf(
  route: string,
  { query, key, versioned, node }: Operation,
  shared: SharedSchemas,
): readonly JsonObject[] {
  const names = [...route.matchAll(/:(\w+)/gu)].map(([, name = '']) => name)
  const schema = query === undefined ? {} : schemaOf(query, 'input', shared)
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, unknown>>
  const required = new Set((schema['required'] ?? []) as readonly string[])
  return [
    ...names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    ...Object.entries(properties).map(([name, own]) => ({
      name,
      in: 'query',
      required: required.has(name),
      schema: own,
    })),
    ...(node === true && !('node' in properties)
      ? [{ name: 'node', in: 'query', required: false, schema: { type: 'string' } }]
      : []),
    ...(key === undefined
      ? []
      : [
          headerParameter(
            'Idempotency-Key',
            'The same key asks for the same thing again, and does it once.',
            key === 'judged',
          ),
        ]),
    ...(versioned === true
      ? [
          headerParameter('If-Match', 'The version that was seen, as `ETag` gave it.'),
          headerParameter('If-None-Match', '`*`: it is to be new.'),
        ]
      : []),
  ]
}

function contentOf(answer: NonNullable<Operation['answer']>, shared: SharedSchemas): JsonObject {
  if ('streamed' in answer)
    return Object.fromEntries(
      [answer.streamed].flat().map((form) => [form, { schema: { type: 'string' } }]),
    )
  return { 'application/json': { schema: schemaOf(answer, 'output', shared) } }
}

/** Whether a request without a body is taken too. */
function acceptsNothing(body: z.ZodType): boolean {
  return body.safeParse({}).success
}

/** What a schema refers to stands beside all others, under the name of its operation. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', shared: SharedSchemas): JsonObject {
  const {
    $schema: _dialect,
    $defs,
    ...rest
  } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    // A format says the same, and is shorter to read.
    override: ({ jsonSchema }) => {
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern
    },
  })
  const place = `${shared.of}-${io}`
  const named = (part: unknown) =>
    JSON.parse(
      JSON.stringify(part)
        .replaceAll('"#/$defs/', `"#/components/schemas/${place}-`)
        .replaceAll('"$ref":"#"', `"$ref":"#/components/schemas/${place}"`),
    ) as JsonObject
  for (const [name, part] of Object.entries($defs ?? {}))
    shared.schemas.set(`${place}-${name}`, named(part))
  // What refers to itself as a whole stands beside the others too.
  if (JSON.stringify(rest).includes('"$ref":"#"')) shared.schemas.set(place, named(rest))
  return named(rest)
}
