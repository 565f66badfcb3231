import * as z from 'zod'
import type { Schema } from '../v1/words.ts'
import { refused } from './accept.ts'
import { acceptorOf, wholly } from './accept-schema.ts'

/**
 * A quick check of values that are mostly good: whether a value is surely as a schema says.
 *
 * Where it is false the schema is to be asked: it may still take the value, and it alone says what is wrong. Only schemas of
 * zod are read; of others nothing is sure.
 */
export function fitsSurely(schema: Schema<unknown>): (value: unknown) => boolean {
  if (!(schema instanceof z.ZodType)) return () => false
  const accept = wholly(acceptorOf(schema))
  return (value) => {
    try {
      return accept(value, '') !== refused
    } catch {
      // A check that answers later, or throws, is for the schema to tell of.
      return false
    }
  }
}
