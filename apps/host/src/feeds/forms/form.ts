import type { JsonObject } from '@cartograph/core'
import type { Feed } from '../../config/index.ts'
import { csvForm } from './csv.ts'
import { jsonForm, linesForm } from './json.ts'
import { rssForm } from './rss.ts'
import { xmlForm } from './xml.ts'

/** One way to write rows. Between head and tail stand pages of rows; `between` stands between two pages. */
export interface WrittenForm {
  readonly contentType: string
  readonly head: string
  readonly page: (rows: readonly JsonObject[]) => string
  readonly between: string
  readonly tail: string
}

const forms: Readonly<Record<Feed['form'], (feed: Feed) => WrittenForm>> = {
  rss: ({ channel }) => rssForm(channel),
  xml: ({ names }) => xmlForm(names),
  csv: (feed) => csvForm(Object.keys(feed.mapping.fields), feed),
  json: ({ jsonRoot }) => jsonForm(jsonRoot),
  ndjson: () => linesForm,
}

/** How a feed is written. */
export function formOf(feed: Feed): WrittenForm {
  return forms[feed.form](feed)
}

/** The text of a feed, a page of rows after the other. */
export async function* encoded(
  form: WrittenForm,
  pages: AsyncIterable<readonly JsonObject[]>,
): AsyncGenerator<string> {
  yield form.head
  let isFirst = true
  for await (const rows of pages) {
    if (rows.length === 0) continue
    yield (isFirst ? '' : form.between) + form.page(rows)
    isFirst = false
  }
  yield form.tail
}
