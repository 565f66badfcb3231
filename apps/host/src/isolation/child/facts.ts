import type { Schema } from '@cartograph/core'
import type { Facts, RowNote, Told } from '../protocol.ts'
import { isSchema } from './description.ts'
import { failureOf } from './failures.ts'
import { unkeptIn } from './unkept.ts'

/** The pure functions of streams and sinks that are asked for one row or item, below their part. */
const pure = [
  'key',
  'version',
  'affects',
  'serialBy',
  'references',
  'subject',
  'batch.by',
  'live.at',
]

/** Everything that a part's pure functions say of a row or an item, so that the host need not ask for each. */
export function factsOf(part: unknown, row: unknown): Facts {
  const facts: Record<string, Told> = {}
  const schema = at(part, 'schema').value
  if (isSchema(schema)) facts['schema'] = told(() => checked(schema, row))
  for (const place of pure) {
    const { owner, value } = at(part, place)
    if (typeof value === 'function')
      facts[place] = told(() => (value as (row: unknown) => unknown).call(owner, row))
  }
  return facts
}

/** What stands beside a row on its way to the host. */
export function noteOf(part: unknown, row: unknown): RowNote {
  const unkept = unkeptIn(row)
  return unkept === undefined ? { facts: factsOf(part, row) } : { unkept }
}

/** What validation found wrong; not the value, since a schema checks a row and never replaces it. */
function checked(schema: Schema<unknown>, row: unknown): unknown {
  const result = schema['~standard'].validate(row)
  if (result instanceof Promise) return { isLate: true }
  return result.issues === undefined ? undefined : { issues: plainIssues(result.issues) }
}

/** Issues of any library as JSON: what it cannot hold is not needed to tell what is wrong. */
export function plainIssues(issues: readonly object[]): unknown {
  const text = JSON.stringify(issues, (_name, value: unknown) =>
    typeof value === 'bigint' || typeof value === 'symbol' ? String(value) : value,
  )
  return JSON.parse(text)
}

function told(ask: () => unknown): Told {
  try {
    const value = ask()
    const unkept = unkeptIn(value)
    if (unkept !== undefined) throw new Error(unkept)
    return { value }
  } catch (error) {
    return { failure: failureOf(error) }
  }
}

/** What stands at a place below a part, and what it is a function of. */
function at(part: unknown, place: string): { readonly owner: unknown; readonly value: unknown } {
  let owner: unknown
  let value = part
  for (const name of place.split('.')) {
    if (typeof value !== 'object' || value === null) return { owner: undefined, value: undefined }
    owner = value
    value = (value as Readonly<Record<string, unknown>>)[name]
  }
  return { owner, value }
}
