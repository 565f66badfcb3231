import { unreached } from '../words/unreached.ts'

/** Why the host did not answer as it was asked, as problem details say it. */
export interface Problem {
  /** 0: the host was not reached. */
  readonly status: number
  readonly detail: string
  readonly hint?: string
  /** What whoever asks lacks. */
  readonly permission?: string
  /** What else the host says of it, by name: mistakes by their places, or who was faster. */
  readonly more?: Readonly<Record<string, unknown>>
}

export interface ApiError extends Error {
  readonly problem: Problem
}

export function apiError(problem: Problem): ApiError {
  return Object.assign(new Error(problem.detail), { problem })
}

/** What is known of why something failed; what is no answer of the host is as if it had not been reached. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Error && 'problem' in error) return (error as ApiError).problem
  const detail = error instanceof Error ? error.message : String(error)
  return { status: 0, detail, ...unreached() }
}

/** @see https://www.rfc-editor.org/rfc/rfc9457 (read 2026-11-25) */
export async function problemIn(answer: Response): Promise<Problem> {
  const { status, statusText } = answer
  const body: unknown = await answer.json().catch(() => undefined)
  if (typeof body !== 'object' || body === null) return { status, detail: statusText }
  return {
    status,
    detail: textIn(body, 'detail') ?? textIn(body, 'message') ?? statusText,
    ...optional('hint', textIn(body, 'hint')),
    ...optional('permission', textIn(body, 'permission')),
    ...moreIn(body),
  }
}

const known: ReadonlySet<string> = new Set([
  'type',
  'title',
  'status',
  'detail',
  'message',
  'hint',
  'permission',
])

function moreIn(body: object): Pick<Problem, 'more'> {
  const entries = Object.entries(body).filter(([name]) => !known.has(name))
  return entries.length === 0 ? {} : { more: Object.fromEntries(entries) }
}

function textIn(body: object, name: string): string | undefined {
  const value: unknown = Reflect.get(body, name)
  return typeof value === 'string' && value !== '' ? value : undefined
}

function optional(name: 'hint' | 'permission', value: string | undefined) {
  return value === undefined ? {} : { [name]: value }
}
