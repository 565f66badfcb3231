import type { Json } from '@cartograph/core'
import { assumedColumns } from './assumptions.ts'
import { renamed, type ColumnRow } from './columns.ts'
import { productRow, type ProductItem } from './product-item.ts'
import type { Settings } from './settings.ts'

type Pages = AsyncIterable<readonly ProductItem[]>
type Pieces = AsyncIterable<string>

export const contentTypes = {
  json: 'application/json',
  csv: 'text/csv; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
} as const

/** The whole catalogue in the format of the settings, page by page. A feed tells no changes, so no instants either. */
export function feedDocument(config: Settings, items: Pages): Pieces {
  const writers = { json: jsonFeed, csv: csvFeed, xml: xmlFeed }
  return writers[config.feedFormat ?? 'json'](config, items)
}

async function* jsonFeed(config: Settings, items: Pages): Pieces {
  let before = '[\n'
  for await (const page of items)
    for (const row of rowsOf(config, page)) {
      yield `${before}${JSON.stringify(row)}`
      before = ',\n'
    }
  yield before === ',\n' ? '\n]\n' : '[]\n'
}

async function* csvFeed(config: Settings, items: Pages): Pieces {
  const { feedSeparator = ',', feedColumns = [] } = config
  const known = assumedColumns.product.filter((name) => name !== 'UpdatedAt')
  const names = Object.keys(
    renamed(config, Object.fromEntries([...known, ...feedColumns].map((name) => [name, null]))),
  )
  const line = (values: readonly string[]) =>
    `${values.map((value) => cell(value, feedSeparator)).join(feedSeparator)}\r\n`
  yield line(names)
  for await (const page of items)
    for (const row of rowsOf(config, page)) yield line(names.map((name) => textOf(row[name])))
}

function cell(value: string, separator: string): string {
  return value.includes(separator) || /["\r\n]/.test(value)
    ? `"${value.replaceAll('"', '""')}"`
    : value
}

async function* xmlFeed(config: Settings, items: Pages): Pieces {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<products>\n'
  for await (const page of items)
    for (const row of rowsOf(config, page)) {
      const columns = Object.entries(row).map(
        ([name, value]) => `<${name}>${escaped(textOf(value))}</${name}>`,
      )
      yield `<product>${columns.join('')}</product>\n`
    }
  yield '</products>\n'
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Signs that XML cannot hold are left out. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll(/[&<>]/g, (sign) => entities[sign] ?? '')
    .replaceAll('\r', '&#13;')
}

/** What is empty is no column of a row. */
function rowsOf(config: Settings, page: readonly ProductItem[]): readonly ColumnRow[] {
  return page.map((item) => {
    const { UpdatedAt: _untold, ...row } = productRow(item)
    const filled = Object.entries(row).filter(([, value]) => value !== null && value !== '')
    return renamed(config, Object.fromEntries(filled))
  })
}

function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
