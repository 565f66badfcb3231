import type { Json, SinkItem } from '@cartograph/core'
import type { FileItem } from '../targets.ts'

export type Columns = Readonly<Record<string, Json>>

/** An item as the engine hands it over. */
export function write(file: string, key: string, columns: Columns): SinkItem<FileItem> {
  return { ...common(file, key), op: 'write', item: { file, key, columns } }
}

export function remove(file: string, key: string): SinkItem<FileItem> {
  return { ...common(file, key), op: 'delete', because: 'removed' }
}

function common(file: string, key: string) {
  return {
    key: [file, key] as const,
    idempotencyKey: `${file} ${key}`,
    cause: 'live' as const,
    references: {},
  }
}
