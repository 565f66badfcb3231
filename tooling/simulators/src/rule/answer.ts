export interface Asked {
  readonly method: string
  /** Below the version: `/subscribers/7`. */
  readonly path: string
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
}

export interface Answer {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** An error of v2. */
export function refused(status: number, error: string, message: string, fields?: object): Answer {
  return { status, body: { error, message, ...(fields !== undefined && { fields }) } }
}

export const missing = refused(404, 'NotFound', 'The resource could not be found.')
export const done: Answer = { status: 200, body: { message: 'Success' } }
/** What v3 answers to what it does later. */
export const accepted: Answer = { status: 204 }

/** An error of v3. */
export function invalid(errors: Readonly<Record<string, readonly string[]>>): Answer {
  return { status: 422, body: { message: 'The given data was invalid.', errors } }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
