/** What was asked for, behind the host that was asked. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly text: string
}

export interface Answer {
  readonly status: number
  readonly body?: string | Uint8Array
  readonly contentType?: string
}

export function jsonAnswer(value: unknown, status = 200): Answer {
  return { status, body: JSON.stringify(value), contentType: 'application/json; charset=utf-8' }
}

export function textAnswer(status: number, body: string): Answer {
  return { status, body, contentType: 'text/plain; charset=utf-8' }
}

export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
