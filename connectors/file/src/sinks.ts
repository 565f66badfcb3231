import type { Sink } from '@cartograph/core'
import { appendRows, resolveRows } from './append.ts'
import { abortReplacement, beginReplacement, commitReplacement, stageRows } from './replacement.ts'
import {
  csv,
  formatFor,
  json,
  ndjson,
  tsv,
  xlsx,
  xml,
  type RowFormat,
  type SinkFormat,
} from './row-format.ts'
import { kit, type Settings } from './settings.ts'
import { documentItem, tableItem } from './sink-items.ts'
import type { FileItem } from './targets.ts'
import { upsertRows } from './upsert.ts'

/** A merge reads and writes its whole file. */
const mergeTimeoutMs = 600_000

const batch = { maxItems: 10_000, maxBytes: 16_000_000, by: ({ file }: FileItem) => file }

function upserting(format: SinkFormat) {
  return {
    key: ({ file, key }: FileItem) => [file, key] as const,
    mode: 'upsert' as const,
    deletes: true,
    onUnknown: 'repeat' as const,
    timeoutMs: mergeTimeoutMs,
    landMs: 0,
    batch,
    serialBy: ({ file }: FileItem) => `${file}.${format.extension}`,
    write: ((context, items, session) =>
      session === undefined
        ? upsertRows(context, formatFor(format, context.config), items)
        : stageRows(context, formatFor(format, context.config), items, session)) satisfies Sink<
      Settings,
      FileItem
    >['write'],
    replacement: {
      begin: beginReplacement,
      commit: (context, session) =>
        commitReplacement(context, formatFor(format, context.config), session),
      abort: abortReplacement,
    } satisfies Sink<Settings, FileItem>['replacement'],
  }
}

function appending(format: RowFormat) {
  return {
    key: ({ file, key }: FileItem) => [file, key] as const,
    mode: 'append' as const,
    onUnknown: {
      resolve: (context, items) => resolveRows(context, formatFor(format, context.config), items),
    } satisfies Sink<Settings, FileItem>['onUnknown'],
    landMs: 0,
    batch,
    serialBy: ({ file }: FileItem) => `${file}.${format.extension}`,
    write: ((context, items) =>
      appendRows(context, formatFor(format, context.config), items)) satisfies Sink<
      Settings,
      FileItem
    >['write'],
  }
}

/** Tables, lines of JSON and documents, each kept sorted and whole, or only added to. */
export const sinks = {
  csv: kit.sink({ schema: tableItem, ...upserting(csv) }),
  tsv: kit.sink({ schema: tableItem, ...upserting(tsv) }),
  xlsx: kit.sink({ schema: tableItem, ...upserting(xlsx) }),
  ndjson: kit.sink({ schema: documentItem, ...upserting(ndjson) }),
  json: kit.sink({ schema: documentItem, ...upserting(json) }),
  xml: kit.sink({ schema: documentItem, ...upserting(xml) }),
  'csv-append': kit.sink({ schema: tableItem, ...appending(csv) }),
  'ndjson-append': kit.sink({ schema: documentItem, ...appending(ndjson) }),
}
