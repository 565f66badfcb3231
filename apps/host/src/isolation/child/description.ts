import type { Schema } from '@cartograph/core'
import type { Description, PrintedSchema } from '../protocol.ts'
import { failureOf } from './failures.ts'
import { unkeptIn } from './unkept.ts'

/** A definition, or the parts of one, as data: its functions and schemas stay here and are asked for by their place. */
export function describe(value: unknown): Description {
  if (isSchema(value))
    return { kind: 'schema', input: printed(value, 'input'), output: printed(value, 'output') }
  if (typeof value === 'function') return { kind: 'function' }
  if (isRecord(value)) {
    const fields = Object.entries(value).flatMap(([name, field]) =>
      field === undefined ? [] : [[name, describe(field)] as const],
    )
    return { kind: 'object', fields: Object.fromEntries(fields) }
  }
  const unkept = unkeptIn(value)
  if (unkept !== undefined) throw new Error(`its definition cannot be handed over: ${unkept}`)
  return { kind: 'data', value }
}

/** Validators of some libraries are functions. */
export function isSchema(value: unknown): value is Schema<unknown> {
  return (typeof value === 'object' || typeof value === 'function') && value !== null
    ? '~standard' in value
    : false
}

function printed(schema: Schema<unknown>, side: 'input' | 'output'): PrintedSchema {
  try {
    return { printed: schema['~standard'].jsonSchema[side]({ target: 'draft-2020-12' }) }
  } catch (error) {
    return { failure: failureOf(error) }
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
