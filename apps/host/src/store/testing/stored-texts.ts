import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { all, type Dialect, type Work } from '../database.ts'
import { tableNames } from '../layout.ts'
import type { TableName } from '../schema-steps.ts'

/**
 * In which tables one of some texts stands, in any row and column of any organisation, whatever its case; what is packed, or in
 * base64, is unpacked first.
 */
export function* tablesWith(
  { build }: Dialect,
  texts: readonly string[],
): Work<readonly TableName[]> {
  const found: TableName[] = []
  for (const table of tableNames) {
    const rows = yield* all(build.selectFrom(table).selectAll())
    const values = rows.flatMap((row) => Object.values(row) as unknown[])
    if (values.some((value) => typeof value === 'string' && holdsAny(value, texts)))
      found.push(table)
  }
  return found
}

function holdsAny(value: string, texts: readonly string[]): boolean {
  const shown = [value, ...unpacked(value)].join('\n').toLowerCase()
  return texts.some((text) => shown.includes(text.toLowerCase()))
}

function unpacked(value: string): readonly string[] {
  if (!/^[A-Za-z0-9+/]{8,}={0,2}$/u.test(value)) return []
  const bytes = Buffer.from(value, 'base64')
  const forms = [() => bytes, () => gunzipSync(bytes), () => brotliDecompressSync(bytes)]
  return forms.flatMap((form) => {
    try {
      return [form().toString('utf8')]
    } catch {
      return []
    }
  })
}
