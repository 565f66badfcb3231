import type { Schema } from '@cartograph/core'
import * as z from 'zod'
import { hostErrorOf } from './failures.ts'
import type { Functions, Place } from './functions.ts'
import type { Description, PrintedSchema } from './protocol.ts'

const outcomeShape = z.union([
  z.object({ issues: z.array(z.looseObject({ message: z.string() })) }),
  z.object({ isLate: z.literal(true) }),
  z.object({ value: z.unknown().optional() }),
])

/** A schema that is asked in the connector's process, and prints here what it printed there. */
export function schemaOf(
  { input, output }: Extract<Description, { kind: 'schema' }>,
  place: Place,
  functions: Functions,
): Schema<unknown> {
  const { path } = place
  const isOfRows = path.length === 3 && path[2] === 'schema' && isOneOf(path[0])
  const isOfSettings = place.target.parts === undefined && path[0] === 'config'
  const validate = (value: unknown) => {
    if (isOfSettings) return functions.validated(place, value).then((given) => outcome(given))
    if (isOfRows && typeof value === 'object' && value !== null) {
      const wrong = functions.fact(place, value)
      // A row that fits is the row itself.
      return wrong === undefined ? { value } : outcome(wrong)
    }
    return outcome(functions.validatedHere(place, value))
  }
  return {
    '~standard': {
      version: 1,
      vendor: 'cartograph',
      validate,
      jsonSchema: { input: () => printedOf(input), output: () => printedOf(output) },
    },
  }
}

function isOneOf(kind: string | undefined): boolean {
  return kind === 'streams' || kind === 'sinks'
}

type Outcome = Awaited<ReturnType<Schema<unknown>['~standard']['validate']>>

function outcome(given: unknown): Outcome {
  const found = outcomeShape.parse(given)
  if ('issues' in found) return { issues: found.issues as unknown as Outcome['issues'] & object }
  if ('isLate' in found) throw new TypeError('The schema of a row must check at once.')
  return { value: found.value }
}

function printedOf(printed: PrintedSchema): Record<string, unknown> {
  if ('failure' in printed) throw hostErrorOf(printed.failure, 'The connector')
  return printed.printed
}
