export type Value = string | readonly Value[] | { readonly [name: string]: Value }

export interface Asked {
  readonly method: string
  /** Below the version: `/lists/1/members`. */
  readonly path: string
  readonly query: Readonly<Record<string, unknown>>
  /** Of a JSON object, a form or, where there is none, the query. */
  readonly body: Readonly<Record<string, unknown>>
  /** A body that is a list. */
  readonly list: readonly unknown[] | undefined
  /** The texts of files and of parts by name. */
  readonly parts: ReadonlyMap<string, string>
}

export interface Answer {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export const missing: Answer = { status: 404, body: { message: 'Not Found', code: 404 } }
export const unauthorized: Answer = { status: 401, body: { message: 'Unauthorized', code: 401 } }

/** Validation tells one error at a time. */
export function refused(error: string, status = 400): Answer {
  return { status, body: { error } }
}

export function good(body: unknown, status = 200): Answer {
  return { status, body }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Text, and numbers and flags as a form would send them. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? '1' : '0'
  return ''
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : isObject(value) ? Object.values(value) : []
}
