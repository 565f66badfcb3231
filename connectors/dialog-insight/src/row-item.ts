import * as z from 'zod'
import { keyValues } from './contact-item.ts'
import type { ProjectTable } from './project.ts'
import { fieldValue, neededDecimal, type GivenValue } from './values.ts'

const keyValue = z.union([z.string().min(1), z.number()])

/** A row of a table: its key, whose it is, its columns by the account's names. */
export interface RowItem {
  readonly key: Readonly<Record<string, string | number>>
  readonly contact?: Readonly<Record<string, string | number>> | undefined
  readonly values?: Readonly<Record<string, GivenValue | undefined>> | undefined
}

/**
 * The schema of a table's rows: its key columns are needed, and the amounts that mean nothing where they could not be converted.
 *
 * `isClosed`: no other columns, as in a file, which has one header.
 */
export function rowSchema(
  { keys, contact, columns, role }: ProjectTable,
  isClosed = false,
): z.ZodType<RowItem> {
  const needed = columns.filter(({ isNeeded }) => isNeeded === true)
  const others = columns.filter(({ isNeeded, code }) => isNeeded !== true && !keys.includes(code))
  const shape = {
    ...Object.fromEntries(needed.map(({ code }) => [code, neededDecimal])),
    ...Object.fromEntries(
      others
        .filter(({ code }) => code !== contact)
        .map(({ code, type }) => [code, fieldValue.optional().meta({ description: type })]),
    ),
  }
  const values = isClosed ? z.strictObject(shape) : z.object(shape).catchall(fieldValue)
  return z.strictObject({
    key: z.strictObject(Object.fromEntries(keys.map((code) => [code, keyValue]))),
    ...(contact !== undefined && {
      contact:
        // A basket may be nobody's yet.
        role === 'transaction' ? keyValues : keyValues.optional(),
    }),
    values: needed.length > 0 ? values : values.optional(),
  }) as z.ZodType<RowItem>
}
