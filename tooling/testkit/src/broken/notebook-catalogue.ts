import type { ServedSink } from '@cartograph/core'
import * as z from 'zod'
import type { Settings } from './notebook-settings.ts'

const entry = z.object({ id: z.string(), title: z.string(), text: z.string() })
export type Entry = z.infer<typeof entry>
export type Encode = ServedSink<Settings, Entry>['serve']['encode']

/** What the vendor fetches: a line an entry. */
export const catalogue: ServedSink<Settings, Entry> = {
  schema: entry,
  key: ({ id }) => id,
  serve: {
    contentType: 'application/xml',
    async *encode(_context, pages) {
      yield '<catalogue>\n'
      for await (const page of pages) yield page.map(entryLine).join('')
      yield '</catalogue>\n'
    },
  },
}

export function entryLine({ id, title, text }: Entry): string {
  return `<entry id="${escaped(id)}" title="${escaped(title)}">${escaped(text)}</entry>\n`
}

/** What XML has no way to write. */
const unwritable = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

/** As text and as the value of an attribute. */
function escaped(text: string): string {
  return text
    .replaceAll(unwritable, '')
    .replaceAll(/[&<>"'\t\n\r]/g, (sign) => `&#${sign.codePointAt(0)};`)
}
