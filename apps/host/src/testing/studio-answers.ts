import type { DataAnswer, SchemaField, Told } from '@cartograph/simulators/data-studio'

/** The values of an answer; an error for users fails the test. */
export function rowsIn(answer: DataAnswer | Told): readonly (readonly unknown[])[] {
  if ('userError' in answer) throw new Error(answer.userError)
  return answer.rows.map(({ values }) => values)
}

/** The fields of a schema; an error for users fails the test. */
export function fieldsIn(answer: readonly SchemaField[] | Told): readonly SchemaField[] {
  if ('userError' in answer) throw new Error(answer.userError)
  return answer
}

export function named(...names: readonly string[]): readonly { readonly name: string }[] {
  return names.map((name) => ({ name }))
}
