import type { ServedSink } from '@cartograph/core'
import { withCatalogue, type BrokenConnector } from './broken-connector.ts'
import { catalogue, entryLine, type Encode, type Entry } from './notebook-catalogue.ts'
import type { Settings } from './notebook-settings.ts'

/** Connectors that make documents wrongly which a vendor fetches. */
export const brokenDocuments: readonly BrokenConnector[] = [
  {
    name: 'goes on for ever with empty pieces when its items are over',
    caughtBy: 'served.whole',
    connector: withEncoder(async function* encode(...asked) {
      yield* catalogue.serve.encode(...asked)
      for (;;) yield ''
    }),
  },
  {
    name: 'yields objects in place of text',
    caughtBy: 'served.whole',
    connector: withEncoder(async function* encode(_context, pages) {
      for await (const page of pages) yield* page as unknown as readonly string[]
    }),
  },
  {
    name: 'ends after the first page',
    caughtBy: 'served.whole',
    connector: withEncoder(async function* encode(_context, pages) {
      for await (const page of pages) {
        yield page.map(entryLine).join('')
        return
      }
    }),
  },
  {
    name: 'gives an item of its document another key each time',
    caughtBy: 'served.keys',
    connector: withCatalogue({ key: countingKey() }),
  },
  {
    name: 'makes no document where there are no items',
    caughtBy: 'served.empty',
    connector: withEncoder(async function* encode(context, pages) {
      let count = 0
      async function* counted() {
        for await (const page of pages) {
          count += page.length
          yield page
        }
      }
      yield* catalogue.serve.encode(context, counted())
      if (count === 0) throw new Error('There is nothing to tell.')
    }),
  },
  {
    name: 'opens the document with its first page, so that none of them leaves it open',
    caughtBy: 'served.format',
    connector: withEncoder(async function* encode(_context, pages) {
      let isOpen = false
      for await (const page of pages) {
        yield `${isOpen ? '' : '<catalogue>\n'}${page.map(entryLine).join('')}`
        isOpen = true
      }
      yield '</catalogue>\n'
    }),
  },
  {
    name: 'writes into its document when it was made',
    caughtBy: 'served.same',
    connector: withEncoder(async function* encode(context, pages) {
      yield* catalogue.serve.encode(context, pages)
      yield `<!-- ${context.now()} -->`
    }),
  },
  {
    name: 'writes a line for every page that it is given',
    caughtBy: 'served.same',
    connector: withEncoder(async function* encode(_context, pages) {
      yield '<catalogue>\n'
      for await (const page of pages) yield `<!-- page -->\n${page.map(entryLine).join('')}`
      yield '</catalogue>\n'
    }),
  },
  {
    name: 'gathers all items before it writes the first',
    caughtBy: 'served.lazy',
    connector: withEncoder(async function* encode(context, pages) {
      const all: Entry[] = []
      for await (const page of pages) all.push(...page)
      yield* catalogue.serve.encode(context, onePage(all))
    }),
  },
  {
    name: 'writes items as they come, and keeps them all the same',
    caughtBy: 'served.lazy',
    connector: withEncoder(async function* encode(_context, pages) {
      const seen = new Set<Entry>()
      yield '<catalogue>\n'
      for await (const page of pages) {
        for (const each of page) seen.add(each)
        yield page.map(entryLine).join('')
      }
      yield `</catalogue>\n<!-- ${seen.size} -->`
    }),
  },
  {
    name: 'closes the document as if it were whole when its items cannot be read',
    caughtBy: 'served.errors',
    connector: withEncoder(async function* encode(_context, pages) {
      yield '<catalogue>\n'
      try {
        for await (const page of pages) yield page.map(entryLine).join('')
      } catch {
        // This is what the check is for.
      }
      yield '</catalogue>\n'
    }),
  },
  {
    name: 'has a content type that is none',
    caughtBy: 'served.contentType',
    connector: withServe({ contentType: 'xml' }),
  },
  {
    name: 'names an encoding and writes another',
    caughtBy: 'served.contentType',
    connector: withServe({ contentType: 'text/xml; charset=iso-8859-1' }),
  },
  {
    name: 'writes lists of lines and calls them JSON',
    caughtBy: 'served.format',
    connector: withServe({
      contentType: 'application/json',
      encode: async function* encode(_context, pages) {
        for await (const page of pages)
          yield page.map((each) => `${JSON.stringify(each)}\n`).join('')
      },
    }),
  },
  {
    name: 'leaves a field out of some lines of CSV',
    caughtBy: 'served.format',
    connector: withServe({
      contentType: 'text/csv',
      encode: csvOf(({ id, title, text }) => (id.endsWith('7') ? [id, title] : [id, title, text])),
    }),
  },
  {
    name: 'escapes text but not the line breaks of attributes',
    caughtBy: 'served.escaping',
    connector: withLines((line) => line.replaceAll('&#10;', '\n')),
  },
  {
    name: 'escapes what is escaped already once more',
    caughtBy: 'served.escaping',
    connector: withLines((line) => line.replaceAll('&#38;', '&#38;#38;')),
  },
  {
    name: 'does not escape ampersands',
    caughtBy: 'served.escaping',
    connector: withLines((line) => line.replaceAll('&#38;', '&')),
  },
  {
    name: 'writes characters that XML does not have',
    caughtBy: 'served.escaping',
    connector: withEncoder(async function* encode(_context, pages) {
      yield '<catalogue>\n'
      for await (const page of pages)
        for (const each of page)
          yield `${entryLine(each)}${each.text.includes('\u000B') ? '\u000B' : ''}`
      yield '</catalogue>\n'
    }),
  },
  {
    name: 'doubles no quotes in CSV',
    caughtBy: 'served.escaping',
    connector: withServe({
      contentType: 'text/csv',
      encode: csvOf(
        ({ id, title, text }) => [id, title, text],
        (text) => `"${text}"`,
      ),
    }),
  },
  {
    name: 'writes the merchant’s token into the document',
    caughtBy: 'served.secrets',
    connector: withEncoder(async function* encode(context, pages) {
      yield* catalogue.serve.encode(context, pages)
      yield `<!-- ${context.config.token} -->`
    }),
  },
]

function withServe(serve: Partial<ServedSink<Settings, Entry>['serve']>) {
  return withCatalogue({ serve: { ...catalogue.serve, ...serve } })
}

function withEncoder(encode: Encode) {
  return withServe({ encode })
}

/** Each line is changed after it was written correctly. */
function withLines(change: (line: string) => string) {
  return withEncoder(async function* encode(_context, pages) {
    yield '<catalogue>\n'
    for await (const page of pages) yield page.map((each) => change(entryLine(each))).join('')
    yield '</catalogue>\n'
  })
}

function csvOf(
  cells: (entry: Entry) => readonly string[],
  quoted = (text: string) => `"${text.replaceAll('"', '""')}"`,
): Encode {
  return async function* encode(_context, pages) {
    yield 'id,title,text\n'
    for await (const page of pages)
      yield page.map((each) => `${cells(each).map(quoted).join(',')}\n`).join('')
  }
}

async function* onePage(page: readonly Entry[]) {
  yield page
}

function countingKey(): (entry: Entry) => string {
  let count = 0
  return ({ id }) => {
    count += 1
    return `${id}-${count}`
  }
}
