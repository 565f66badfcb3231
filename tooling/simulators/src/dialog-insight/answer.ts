import type { Refusal } from './options.ts'

/** A whole call that is refused. */
export interface Refused {
  readonly refusal: Refusal
  readonly message: string
}

/** What a method says beside the envelope, or why it was refused. */
export type Result = Readonly<Record<string, unknown>> | Refused

export function refused(refusal: Refusal, message: string): Refused {
  return { refusal, message }
}

export function isRefused(result: Result): result is Refused {
  return 'refusal' in result
}

export type Given = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is Given {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
