import { canonicalise, type CompiledMapping, type JsonObject } from '@cartograph/core'
import type { JoinValue, StoredRow } from '../store/index.ts'

/** One name of a mapping's `with`. */
export interface DeliveryJoin {
  readonly name: string
  readonly entity: string
  /** Names of the fields that must be equal, in order. */
  readonly fields: readonly string[]
  /** The rows are found by their ids alone. */
  readonly byId: boolean
  readonly follow: boolean
  readonly take: 'one' | 'all' | number
  readonly orderBy: string | undefined
  readonly where: (row: JsonObject) => JsonObject | undefined
}

/** The names of a mapping's `with`, as a delivery reads them. */
export function joinsOf(mapping: CompiledMapping): readonly DeliveryJoin[] {
  return mapping.joins.flatMap(({ name, where }) => {
    const written = mapping.mapping.with?.[name]
    if (written === undefined) return []
    const fields = Object.keys(written.where).toSorted()
    const { entity, follow, take, orderBy } = written
    const byId = fields.length === 1 && fields[0] === 'id'
    return [{ name, entity, fields, byId, follow, take, orderBy, where }]
  })
}

/** What a row is found by: its values of the fields, as text; undefined where it has not all of them. */
export function valueOf({ fields }: DeliveryJoin, row: JsonObject | undefined): string | undefined {
  if (row === undefined) return undefined
  const values = fields.map((field) => row[field] ?? null)
  return values.includes(null) ? undefined : canonicalise(values)
}

/** By what a row that may be joined is found now. */
export function joinValue(join: DeliveryJoin, row: StoredRow): JoinValue {
  const data = row.deleted ? undefined : (JSON.parse(row.data) as JsonObject)
  return { name: join.name, id: row.id, value: valueOf(join, data) }
}
