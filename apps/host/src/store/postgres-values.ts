import type { CustomTypesConfig } from 'pg'
import type { Column } from './schema-steps.ts'
import type { Value } from './database.ts'

/** Object ids of PostgreSQL's own types (`pg_type.dat`), the same on every server. */
const typeIds = { text: 25, bigint: 20, smallint: 21 } as const

/**
 * Values as one array in the wire's binary form, in which nothing needs escaping, however long the texts are.
 *
 * @see https://www.postgresql.org/docs/current/protocol-overview.html#PROTOCOL-FORMAT-CODES (read 2026-11-25)
 */
export function arrayParameter(type: Column['type'], values: readonly Value[]): Buffer {
  const texts = type === 'text' ? values.map(textOrNull) : values
  const sizes = texts.map((value) => sizeOf(type, value))
  const header = 20
  const length = sizes.reduce((sum, size) => sum + 4 + Math.max(0, size), header)
  const buffer = Buffer.allocUnsafe(length)
  buffer.writeInt32BE(1, 0)
  buffer.writeInt32BE(sizes.includes(-1) ? 1 : 0, 4)
  buffer.writeInt32BE(typeIds[type], 8)
  buffer.writeInt32BE(texts.length, 12)
  buffer.writeInt32BE(1, 16)
  let at = header
  for (const [index, value] of texts.entries()) {
    const size = sizes[index] ?? -1
    at = buffer.writeInt32BE(size, at)
    if (value === null) continue
    if (typeof value === 'string') at += buffer.write(value, at)
    else if (type === 'smallint') at = buffer.writeInt16BE(Math.floor(value), at)
    else at = buffer.writeBigInt64BE(BigInt(Math.floor(value)), at)
  }
  return buffer
}

function sizeOf(type: Column['type'], value: Value): number {
  if (value === null) return -1
  if (typeof value === 'string') return Buffer.byteLength(value)
  return type === 'smallint' ? 2 : 8
}

function textOrNull(value: Value): string | null {
  return value === null ? null : storableText(String(value))
}

/**
 * A text as PostgreSQL can keep it, which knows no U+0000.
 *
 * Records and keys were cleaned before they came here; what slips through, such as a name that a vendor gave, must not stop
 * everything that comes after it. Half a surrogate pair becomes U+FFFD as well, when it is written as UTF-8.
 */
function storableText(text: string): string {
  return text.includes('\u0000') ? text.replaceAll('\u0000', '\uFFFD') : text
}

/** A parameter of a query as it is sent. Every number of ours is whole; an instant that was reckoned with a share of chance may not be. */
export function queryParameter(value: unknown): unknown {
  if (typeof value === 'number') return Math.floor(value)
  return typeof value === 'string' ? storableText(value) : value
}

/** How values are read: whole numbers as numbers, which all of ours are, and everything else as it comes. */
export const postgresTypes: CustomTypesConfig = {
  getTypeParser: (id: number) => (wholeNumbers.has(id) ? safeNumber : asText),
}

/** int8, int2, int4, and the sums of them. */
const wholeNumbers: ReadonlySet<number> = new Set([20, 21, 23, 1700])

function safeNumber(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number))
    throw new Error(`The store holds ${text}, which is no whole number below 2^53.`)
  return number
}

function asText(text: string): string {
  return text
}
