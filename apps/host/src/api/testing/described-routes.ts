import { openApiDocument } from '../openapi.ts'
import { described } from '../operations/described.ts'
import type { Operation } from '../operations/operation.ts'
import type { JsonSchema, MadeRequest, Parameter } from './request-arbitraries.ts'

/** An operation as the document tells of it, beside the description that the document is made of. */
export interface DescribedRoute {
  readonly route: string
  readonly method: string
  readonly path: string
  readonly parameters: readonly Parameter[]
  readonly body: JsonSchema | undefined
  /** A body that is taken, where the schema alone does not make one. */
  readonly example: unknown
  readonly operation: Operation
}

export const root = JSON.parse(JSON.stringify(openApiDocument())) as JsonSchema

interface Told {
  readonly parameters: readonly Parameter[]
  readonly requestBody?: {
    readonly content: {
      readonly 'application/json': { readonly schema: JsonSchema; readonly example?: unknown }
    }
  }
}

/** Every operation of the document. */
export const describedRoutes: readonly DescribedRoute[] = [...described].map(
  ([route, operation]) => {
    const [method = '', path = ''] = route.split(' ')
    const paths = root['paths'] as Readonly<Record<string, Readonly<Record<string, Told>>>>
    const told = paths[path.replaceAll(/:(\w+)/gu, '{$1}')]?.[method.toLowerCase()]
    if (told === undefined) throw new Error(`The document does not tell of ${route}.`)
    const { schema: body, example } = told.requestBody?.content['application/json'] ?? {}
    return { route, method, path, parameters: told.parameters, body, example, operation }
  },
)

/** What is called for a request. */
export function requestOf(
  { method, path }: Pick<DescribedRoute, 'method' | 'path'>,
  { params, query, headers, body }: MadeRequest,
): { readonly url: string; readonly init: RequestInit } {
  const filled = path.replaceAll(/:(\w+)/gu, (_, name: string) => escaped(params[name] ?? ''))
  const asked = Object.entries(query).map(([name, value]) => `${name}=${escaped(value)}`)
  return {
    url: `${filled}${asked.length === 0 ? '' : `?${asked.join('&')}`}`,
    init: { method, headers, ...(body !== undefined && { body }) },
  }
}

/** An empty part of a path would be another path, and half of a pair of characters has no code. */
function escaped(text: string): string {
  return encodeURIComponent(text === '' ? ' ' : text.toWellFormed())
}
