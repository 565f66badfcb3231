import { assumedTableClause, soughtDay, soughtNumber, soughtText } from './assumptions.ts'
import type { Settings } from './settings.ts'

/** `$type` stands first: the vendor reads it as a tag. */
export interface FieldClause {
  readonly $type: 'FieldClause'
  readonly Field: { readonly Name: string }
  readonly TypeOperator: 'Equal'
  readonly ComparisonValue: string | number
}

export function equal(name: string, value: string | number): FieldClause {
  return {
    $type: 'FieldClause',
    Field: { Name: name },
    TypeOperator: 'Equal',
    ComparisonValue: value,
  }
}

export function isSingleClause(config: Settings): boolean {
  return (config.tableClause ?? assumedTableClause) === 'single'
}

/** Of calls about tables. A single one says less: what comes of it is looked through. */
export function tableClause(
  config: Settings,
  clauses: readonly FieldClause[],
): FieldClause | readonly FieldClause[] {
  const [first] = clauses
  return isSingleClause(config) && first !== undefined ? first : clauses
}

/** A clause that no row fits, by the type of the column. */
export function soughtIn(name: string, type: string): FieldClause {
  if (/^(?:Int|BigInt|Decimal|Bit)/.test(type)) return equal(name, soughtNumber)
  if (type.startsWith('DateTime')) return equal(name, `${soughtDay} 00:00:00`)
  return equal(name, type.startsWith('Date') ? soughtDay : soughtText)
}
