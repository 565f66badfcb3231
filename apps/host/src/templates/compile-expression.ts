import {
  compileMapping,
  fault,
  type Expression,
  type Json,
  type JsonObject,
} from '@cartograph/core'

/** @throws a `record` fault where the expression cannot be worked out. */
export type CompiledExpression = (context: JsonObject) => Json | undefined

/**
 * Compiles one expression of the mapping language; `$.` is the context, and `row` in `$cel`.
 *
 * @throws a `config` fault for the first mistake.
 */
export async function compileExpression(expression: Json): Promise<CompiledExpression> {
  const compiled = await compileMapping(
    {
      id: 'expression',
      from: { connector: 'automation', stream: 'context' },
      to: { connector: 'automation', sink: 'value' },
      fields: { value: expression as Expression },
      onMissing: 'omit',
    },
    { target: { type: 'object', properties: { value: {} } } },
  )
  return (context) => {
    const { items, problems } = compiled.map([context])
    const [problem] = problems
    if (problem !== undefined) throw fault(problem)
    return items[0]?.['value']
  }
}

/**
 * Compiles a condition: true is yes; false, null and missing are no.
 *
 * @throws a `config` fault for the first mistake.
 */
export async function compileCondition(
  expression: Json,
): Promise<(context: JsonObject) => boolean> {
  const compiled = await compileMapping(
    {
      id: 'condition',
      from: { connector: 'automation', stream: 'context' },
      to: { connector: 'automation', sink: 'value' },
      when: expression as Expression,
      fields: { value: true },
    },
    { target: { type: 'object', properties: { value: {} } } },
  )
  return (context) => {
    const { items, problems } = compiled.map([context])
    const [problem] = problems
    if (problem !== undefined) throw fault(problem)
    return items.length > 0
  }
}
