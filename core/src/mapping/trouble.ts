import { fault, faultOf, isFault, type Fault } from '../v1/fault.ts'
import type { Json } from '../v1/words.ts'

/** Why nothing can be made of a record's value. Names the kind of value that was found, never the value. */
export function unfit(call: string, expected: string, found: Json | undefined): Error & Fault {
  return fault({
    kind: 'record',
    message: `${call} expected ${expected}, found ${described(found)}`,
  })
}

/** A fault in the words of the caller. */
export function trouble(message: string): Error & Fault {
  return fault({ kind: 'record', message })
}

/** The same fault, one step further out in the target. What is no fault goes on as it is. */
export function within(thrown: unknown, part: string | number): unknown {
  if (!isFault(thrown)) return thrown
  return fault({ ...faultOf(thrown), path: [part, ...(thrown.path ?? [])] })
}

export function described(value: Json | undefined): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (value === '') return 'empty text'
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'string') return `text of ${value.length} characters`
  if (typeof value === 'boolean') return 'true or false'
  return typeof value === 'number' ? 'a number' : 'an object'
}
