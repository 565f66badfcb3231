import type { Json } from '../json.ts'

/** What the API answers with, before the weather gets at it. */
export interface Answer {
  readonly status: number
  readonly body: Json
  readonly headers?: Readonly<Record<string, string>>
  /** Given before WordPress knows what else could be done with the record: then no `Allow` says so. */
  readonly early?: boolean
}

export function ok(body: Json, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status: 200, body, headers }
}

export function created(body: Json, location: string): Answer {
  return { status: 201, body, headers: { location } }
}

/** An error in WordPress's form: `{ code, message, data: { status } }`. */
export function refusal(
  status: number,
  code: string,
  message: string,
  more: Readonly<Record<string, Json>> = {},
): Answer {
  return { status, body: { code, message, data: { status, ...more } } }
}

export const noRoute = refusal(
  404,
  'rest_no_route',
  'No route was found matching the URL and request method.',
)
