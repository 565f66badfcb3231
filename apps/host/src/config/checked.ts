import { nearest, type Schema } from '@cartograph/core'
import type { Path } from './document.ts'
import { isPlainObject } from './environment.ts'
import { flatten, issueText, type Finding } from './issues.ts'
import type { JsonSchema } from './json-schema.ts'
import { readSettings, type Leaf } from './settings.ts'

export interface Checked<Value> {
  /** Only where nothing was found. */
  readonly value?: Value
  readonly findings: readonly Finding[]
  readonly leaves: readonly Leaf[]
}

/**
 * Checks a value with its schema, and the keys that the schema does not declare with the nearest ones it does.
 *
 * The checking is the schema's own; the words are ours where the schema says what it expected.
 */
export async function checkValue<Value>(
  schema: Schema<Value>,
  raw: unknown,
  folder: string,
): Promise<Checked<Value>> {
  const read = readSettings(inputSchema(schema), raw, folder)
  const unknown = read.unknownKeys.map(({ path, names }) => {
    const meant = nearest(String(path.at(-1)), names)
    return { path, names, meant }
  })
  const result = await schema['~standard'].validate(read.value)
  const issues = (result.issues ?? []).flatMap((issue) => flatten(issue))
  // A key that is only misspelt is one mistake, not also a missing one.
  const misspelt = new Set(
    unknown.map(({ path, meant }) => JSON.stringify([...path.slice(0, -1), meant])),
  )
  const told = issues
    .filter(({ code }) => code !== 'unrecognized_keys' || unknown.length === 0)
    .filter(({ path }) => !misspelt.has(JSON.stringify(path)))
  const findings = [
    ...unknown.map(({ path, names, meant }) => unknownKey(path, names, meant)),
    ...told.map((issue) => issueText(issue, read.value)),
  ]
  return {
    ...(findings.length === 0 && result.issues === undefined && { value: result.value }),
    findings,
    leaves: read.leaves,
  }
}

function unknownKey(path: Path, names: readonly string[], meant: string | undefined): Finding {
  const rest =
    meant === undefined
      ? `expected one of ${names.toSorted().join(', ')}`
      : `did you mean "${meant}"?`
  return { path, part: 'key', message: `unknown key; ${rest}` }
}

/** Printing a large one takes longer than all that is done with it. */
const printed = new WeakMap<Schema<unknown>, JsonSchema>()

/** The JSON Schema of what may be written; empty where a library cannot print one. */
export function inputSchema(schema: Schema<unknown>): JsonSchema {
  const known = printed.get(schema) ?? printedOf(schema)
  printed.set(schema, known)
  return known
}

function printedOf(schema: Schema<unknown>): JsonSchema {
  try {
    const made: unknown = schema['~standard'].jsonSchema.input({ target: 'draft-2020-12' })
    return isPlainObject(made) ? made : {}
  } catch {
    return {}
  }
}
