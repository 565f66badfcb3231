import type { Misfit } from './json-schema.ts'

export type Body = Readonly<Record<string, unknown>>

export interface Asked {
  readonly method: string
  /** Below the workspace, in pieces: `['customers', '…']`. */
  readonly path: readonly string[]
  readonly query: URLSearchParams
  readonly body: Body
}

export interface Answer {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** The form of every error. */
export function refused(
  status: number,
  message: string,
  {
    errors = [],
    data = null,
  }: { readonly errors?: readonly Misfit[]; readonly data?: unknown } = {},
): Answer {
  return {
    status,
    body: {
      message,
      logref: 'aaaa1111-2222-4333-8444-555566667777',
      data,
      errors: errors.map(({ path, message: words }) => ({
        message: words,
        path,
        data: null,
        code: null,
      })),
    },
  }
}

export function notFound(what: 'customer' | 'event' | 'node' | 'session', id: string): Answer {
  return refused(404, `${what} not found ${id}`)
}

export const forbidden = refused(403, 'The client is not authorized to perform this operation')

/** Page `page` (from 0) of a list, or what is wrong with the question. */
export function paged(all: readonly unknown[], query: URLSearchParams): Answer {
  const size = wholeNumber(query.get('size') ?? '10')
  const number = wholeNumber(query.get('page') ?? '0')
  if (size === undefined || size < 1 || size > 50)
    return refused(400, 'size must be between 1 and 50')
  if (number === undefined) return refused(400, 'page must be a number from 0')
  return {
    status: 200,
    body: {
      elements: all.slice(number * size, (number + 1) * size),
      page: {
        size,
        totalElements: all.length,
        totalUnfilteredElements: 0,
        totalPages: Math.ceil(all.length / size),
        number,
      },
    },
  }
}

export function wholeNumber(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined
}
