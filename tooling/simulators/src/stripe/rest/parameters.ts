import { refuse } from './answer.ts'
import type { FormObject } from './form.ts'

/** Refuses what an endpoint does not know. */
export function expectKnown(query: FormObject, known: readonly string[]): void {
  const unknown = Object.keys(query).filter((name) => !known.includes(name))
  const [first] = unknown
  if (first === undefined) return
  const many = unknown.length > 1
  throw refuse(400, {
    code: 'parameter_unknown',
    message: `Received unknown parameter${many ? 's' : ''}: ${unknown.join(', ')}`,
    param: first,
  })
}

export function missingParameter(name: string) {
  return refuse(400, {
    code: 'parameter_missing',
    message: `Missing required param: ${name}.`,
    param: name,
  })
}
