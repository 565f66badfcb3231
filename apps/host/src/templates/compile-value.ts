import type { Json, JsonObject } from '@cartograph/core'
import { compileExpression } from './compile-expression.ts'
import { compileTemplate } from './compile-template.ts'
import type { TemplateManner } from './shown-value.ts'

/** @throws a `record` fault where a part of it cannot be worked out. */
export type CompiledValue = (context: JsonObject, manner?: TemplateManner) => Json | undefined

/**
 * Compiles a value that is written down as it should look: texts are templates, `$.` and functions are expressions of the mapping
 * language and keep their types, and everything else is itself. Nothing is escaped: whoever sends it writes it in its own form.
 *
 * @throws a `config` fault for the first mistake.
 */
export async function compileValue(value: Json): Promise<CompiledValue> {
  if (typeof value === 'string') {
    if (/^\$[.[]/u.test(value)) return compileExpression(value)
    if (!value.includes('{{')) return () => value
    return compileTemplate(value, 'text')
  }
  if (Array.isArray(value)) {
    const parts: CompiledValue[] = []
    for (const part of value as readonly Json[]) parts.push(await compileValue(part))
    return (context, manner) =>
      parts.flatMap((part) => {
        const made = part(context, manner)
        return made === undefined ? [] : [made]
      })
  }
  if (typeof value !== 'object' || value === null) return () => value
  if (Object.keys(value).some((name) => name.startsWith('$'))) return compileExpression(value)
  const fields: (readonly [string, CompiledValue])[] = []
  for (const [name, field] of Object.entries(value as JsonObject))
    if (field !== undefined) fields.push([name, await compileValue(field)])
  return (context, manner) =>
    Object.fromEntries(
      fields.flatMap(([name, field]) => {
        const made = field(context, manner)
        return made === undefined ? [] : [[name, made]]
      }),
    )
}
