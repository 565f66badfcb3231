import { openApiDocument } from '../../api/index.ts'
import { inCode, markdownTable, sections } from './markdown.ts'

interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required: boolean
  readonly description?: string
  readonly schema: Readonly<Record<string, unknown>>
}

interface ToldOperation {
  readonly tags: readonly string[]
  readonly summary: string
  readonly description?: string
  readonly 'x-permission'?: string
  readonly parameters: readonly Parameter[]
  readonly requestBody?: {
    readonly required: boolean
    readonly content: Readonly<
      Record<string, { readonly schema: Readonly<Record<string, unknown>> }>
    >
  }
  readonly responses: Readonly<Record<string, { readonly content?: object }>>
}

interface Told {
  readonly info: { readonly version: string }
  readonly tags: readonly { readonly name: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, ToldOperation>>>>
}

/** The reference page of the API, made of its description. */
export function apiPage(): string {
  const { info, tags, paths } = openApiDocument() as unknown as Told
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  )
  const bySubject = Map.groupBy(all, ({ operation }) => operation.tags[0] ?? '')
  return `${sections([
    '# Reference of the API',
    `Version ${info.version}. Made of the descriptions that requests are held against; a host tells the same, with every schema, at \`GET /api/openapi.json\`. [How to call it](../operators/api.md).`,
    ...tags.map(({ name }) =>
      sections([
        `## ${name}`,
        ...(bySubject.get(name) ?? []).map(({ method, path, operation }) =>
          operationSection(`${method.toUpperCase()} ${path}`, operation),
        ),
      ]),
    ),
  ])}\n`
}

function operationSection(route: string, operation: ToldOperation): string {
  const { summary, description, parameters, requestBody, responses } = operation
  const permission = operation['x-permission']
  const body = requestBody?.content['application/json']?.schema
  const rows = [
    ...parameters
      .filter((each) => each.in !== 'path')
      .map((each) => [
        inCode(each.name),
        each.in,
        typeText(each.schema),
        each.required ? 'yes' : 'no',
        each.description ?? '',
      ]),
    ...bodyRows(body),
  ]
  const statuses = Object.keys(responses)
  const own = statuses.filter((status) => !common.has(status))
  return sections([
    `### ${inCode(route)}`,
    `${summary}. ${permission === undefined ? 'Needs no token.' : neededText(permission)} Answers ${own.join(', ')}.`,
    description,
    rows.length === 0 ? undefined : markdownTable(['name', 'in', 'form', 'needed', ''], rows),
  ])
}

/** They are told once, on the page that says how to call the API. */
const common: ReadonlySet<string> = new Set(['400', '401', '403', '413', '421', '429', '503'])

function neededText(permission: string): string {
  if (permission === 'caller') return 'Needs any token, or somebody who is signed in.'
  return permission === 'person' ? 'For people who are signed in.' : `Needs ${inCode(permission)}.`
}

function bodyRows(
  schema: Readonly<Record<string, unknown>> | undefined,
): readonly (readonly string[])[] {
  if (schema === undefined) return []
  const properties = schema['properties'] as
    | Readonly<Record<string, Readonly<Record<string, unknown>>>>
    | undefined
  if (properties === undefined) return [['body', 'body', typeText(schema), 'yes', '']]
  const required = new Set((schema['required'] ?? []) as readonly string[])
  return Object.entries(properties).map(([name, own]) => [
    inCode(name),
    'body',
    typeText(own),
    required.has(name) ? 'yes' : 'no',
    typeof own['description'] === 'string' ? own['description'] : '',
  ])
}

const mostShown = 8

/** A schema in a few words. */
function typeText(schema: Readonly<Record<string, unknown>>): string {
  const values = schema['enum']
  if (Array.isArray(values)) {
    const shown = values.slice(0, mostShown).map((value) => inCode(String(value)))
    return `${shown.join(', ')}${values.length > mostShown ? ', …' : ''}`
  }
  const alternatives = schema['anyOf'] ?? schema['oneOf']
  if (Array.isArray(alternatives))
    return alternatives
      .map((each) => typeText(each as Readonly<Record<string, unknown>>))
      .filter((text, place, all) => all.indexOf(text) === place)
      .join(' or ')
  if ('const' in schema) return inCode(String(schema['const']))
  const { type, format, minimum, maximum, default: usual, items } = schema
  const bounds =
    typeof minimum === 'number' && typeof maximum === 'number' && maximum < 1e9
      ? `, ${minimum} to ${maximum}`
      : ''
  const said =
    typeof usual === 'string' || typeof usual === 'number' || typeof usual === 'boolean'
      ? `, default ${usual}`
      : ''
  if (type === 'array')
    return `list of ${typeText((items ?? {}) as Readonly<Record<string, unknown>>)}`
  const kind = typeof type === 'string' ? type : 'any'
  return `${typeof format === 'string' ? format : kind}${bounds}${said}`
}
