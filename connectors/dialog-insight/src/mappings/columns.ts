import type { Expression } from '@cartograph/core'
import { codeOf, type ProjectTable } from '../project.ts'

type Fields = Readonly<Record<string, Expression>>

/** Values by our names as the account calls them; what is left out there is left out here. */
export function inColumns(table: ProjectTable, values: Fields): Fields {
  return Object.fromEntries(
    Object.entries(values).flatMap(([ours, value]) => {
      const code = codeOf(table, ours)
      return code === undefined ? [] : [[code, value] as const]
    }),
  )
}

/** A text that the column has room for. */
export function cut(value: Expression, length: number): Expression {
  return { $slice: { $string: value }, from: 0, to: length }
}
