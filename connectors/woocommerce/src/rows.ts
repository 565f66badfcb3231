import type { Query } from './client.ts'
import type { Settings } from './settings.ts'

/** Only what is read, so that answers stay small; with what the merchant wants besides. */
export function fieldsQuery(config: Settings, fields: string): Query {
  return { _fields: [fields, ...(config.fields ?? [])].join(',') }
}

/** Whether a row was made on the start date of the settings or later; what says no date was. */
export function isSinceStart(
  { startDate }: Settings,
  { date_created_gmt }: { readonly date_created_gmt?: string | null | undefined },
): boolean {
  return startDate === undefined || (date_created_gmt ?? startDate) >= startDate
}

/** Rows that a list gives complete. */
export function asTheyAre<Row>(rows: readonly Row[]): readonly Row[] {
  return rows
}

/** A row with what its list leaves out. */
export function completed<Row extends object, More extends object>(
  row: Row,
  more: More,
): Row & More {
  return { ...row, ...more }
}

/** Every row with the same addition, such as its parent. */
export function eachWith<Row extends object, More extends object>(
  rows: readonly Row[],
  more: More,
): readonly (Row & More)[] {
  return rows.map((row) => completed(row, more))
}
