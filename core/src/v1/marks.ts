import type { Schema } from './words.ts'

/** Marks a setting as secret: never logged, never shown, never returned by the API. */
export function secret<S extends Schema<string>>(schema: S): S {
  return marked(schema, { secret: true })
}

/** Marks personal data, which is masked in logs, previews and recordings. */
export function personal<S extends Schema<string | null | undefined>>(
  kind: 'name' | 'email' | 'phone' | 'address',
  schema: S,
): S {
  return marked(schema, { personal: kind })
}

/**
 * Marks a setting that names a file or a folder.
 *
 * The host resolves it against the folder of the configuration file, and `context.files` reaches what such settings name
 * and what lies below it, nothing else.
 */
export function path<S extends Schema<string> | Schema<string | undefined>>(schema: S): S {
  return marked(schema, { path: true })
}

type Mark = Readonly<Record<string, string | boolean>>

/** Zod carries marks itself; for other libraries they are added to the JSON Schema that the schema prints. */
function marked<S extends Schema<unknown>>(schema: S, mark: Mark): S {
  if ('meta' in schema && typeof schema.meta === 'function') {
    const meta = schema.meta as (data?: object) => unknown
    return meta.call(schema, { ...(meta.call(schema) as object | undefined), ...mark }) as S
  }
  const standard = schema['~standard']
  const printed = standard.jsonSchema
  const jsonSchema: typeof printed = {
    input: (options) => ({ ...printed.input(options), ...mark }),
    output: (options) => ({ ...printed.output(options), ...mark }),
  }
  return Object.create(schema, { '~standard': { value: { ...standard, jsonSchema } } }) as S
}
