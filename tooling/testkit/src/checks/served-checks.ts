import { fault, faultOf } from '@cartograph/core'
import type { Check } from '../check.ts'
import { mismatch } from '../mismatch.ts'
import { stillHeld } from '../still-held.ts'
import { keyText, some } from '../stream-keys.ts'
import { cut, eachServed, makeDocument, piecesOf, unmade, type ServedAt } from './served-making.ts'

const group = 'Sink'
/** As large as the host's. */
const pageItems = 500
const manyPages = 24
/** Small items may be gathered until they are a piece worth giving. */
const mostAhead = 8
/** A page this late must not hold the items of the first. */
const latePage = 16
/** Long enough for an encoder that reads on by itself to do so. */
const lookMs = 2
const fewItems = 25

export const servedChecks: readonly Check[] = [
  {
    id: 'served.whole',
    group,
    name: 'makes a document of all items, in text or bytes, and ends when they end',
    run: async (suite) =>
      eachServed(suite, async (at) => {
        const made = await makeDocument(at, cut(at.items(fewItems), 10))
        if (!('problem' in made)) return undefined
        throw mismatch({
          expected: `the encoder of ${at.name} to read all pages, to give text or bytes, and to end`,
          happened: `${made.problem}.`,
          mend: 'Write `for await (const page of items)` around what you yield, and return after it.',
        })
      }),
  },
  {
    id: 'served.keys',
    group,
    name: 'gives every item of a document the same key each time, and different items different ones',
    run: async (suite) =>
      eachServed(suite, async ({ name, items, sink }) => {
        const few = items(5)
        const misfits = (
          await Promise.all(few.map(async (item) => sink.schema['~standard'].validate(item)))
        ).flatMap(({ issues = [] }) => issues.map(({ message }) => message))
        if (misfits.length > 0)
          throw mismatch({
            expected: `the simulator’s items for ${name} to fit its schema`,
            happened: some(misfits),
            mend: 'Mend the items in the simulator, or the schema.',
          })
        const [keys, again] = [0, 1].map(() => few.map((item) => keyText(sink.key(item))))
        if (keys?.join() === again?.join() && new Set(keys).size === few.length) return undefined
        throw mismatch({
          expected: `${few.length} items of ${name} to have as many keys, the same each time`,
          happened: some(keys ?? []),
          mend: 'Build the key of what identifies the item in the document, and of nothing else.',
        })
      }),
  },
  {
    id: 'served.empty',
    group,
    name: 'makes a document of no items at all',
    run: async (suite) =>
      eachServed(suite, async (at) => {
        if ('problem' in (await makeDocument(at, [at.items(2)]))) return unmade
        const made = await makeDocument(at, [])
        if (!('problem' in made)) return undefined
        throw mismatch({
          expected: `a document of ${at.name} also where there are no items`,
          happened: `${made.problem}.`,
          mend: 'Yield what opens and closes the document outside of the loop over pages.',
        })
      }),
  },
  {
    id: 'served.same',
    group,
    name: 'gives the same bytes for the same items, whenever it is asked and however they are cut into pages',
    run: async (suite) => eachServed(suite, sameBytes),
  },
  {
    id: 'served.lazy',
    group,
    name: 'takes pages as it goes, and holds none that it has written',
    run: async (suite) => eachServed(suite, takesAsItGoes),
  },
  {
    id: 'served.errors',
    group,
    name: 'passes an error on that it meets while it reads the items',
    run: async (suite) =>
      eachServed(suite, async (at) => {
        const page = at.items(2)
        if ('problem' in (await makeDocument(at, [page]))) return unmade
        const error = fault({ kind: 'transient', message: 'The items cannot be read just now.' })
        const given = await fails(at, page, error)
        if (given !== 'nothing' && given === faultOf(error).message) return undefined
        throw mismatch({
          expected: `the fault that ${at.name} met while it read its items`,
          happened: given === 'nothing' ? 'it ended, as if there were no more items.' : given,
          mend: 'Do not catch what `items` throws: half a document would replace a whole one.',
        })
      }),
  },
]

async function sameBytes(at: ServedAt): Promise<string | undefined> {
  const items = at.items(fewItems)
  const first = await makeDocument(at, [items])
  if ('problem' in first) return unmade
  const isOther = async (size: number, wish = {}) => {
    const made = await makeDocument(at, cut(items, size), wish)
    return 'problem' in made || !made.bytes.equals(first.bytes)
  }
  if (await isOther(items.length, { isLater: true }))
    throw mismatch({
      expected: `the same bytes of ${at.name} for the same items a day later`,
      happened: 'they were others.',
      mend: 'Leave times, numbers that count and what is random out of the document.',
    })
  for (const size of [1, 7])
    if (await isOther(size))
      throw mismatch({
        expected: `the same bytes of ${at.name} for the same ${items.length} items, whatever the pages`,
        happened: `in one page they gave other bytes than in pages of ${size}.`,
        mend: 'Let separators and counts depend on items alone: keep what is needed in a variable outside of the loop over pages.',
      })
  return undefined
}

async function takesAsItGoes(at: ServedAt): Promise<string | undefined> {
  // As text, so that nobody but the encoder can hold an item.
  const pages = cut(at.items(pageItems * manyPages), pageItems).map((page) => JSON.stringify(page))
  if (pages.length < manyPages) return 'the simulator has too few items'
  const watch = { taken: 0, isWhole: false, first: [] as WeakRef<object>[], held: 0 }
  async function* fed() {
    for (const text of pages) {
      watch.taken += 1
      if (watch.taken === latePage) watch.held = await stillHeld(watch.first)
      yield noted(watch, JSON.parse(text) as readonly object[])
    }
    watch.isWhole = true
  }
  let told = 0
  let ahead = 0
  try {
    for await (const piece of piecesOf(at, fed())) {
      if ((piece as string | Uint8Array).length === 0 || watch.taken === told) continue
      ahead = Math.max(ahead, watch.taken - told)
      told = watch.taken
      await new Promise((resolve) => {
        setTimeout(resolve, lookMs)
      })
    }
  } catch {
    return unmade
  }
  if (!watch.isWhole) return unmade
  if (ahead <= mostAhead && watch.held <= 1) return undefined
  throw mismatch({
    expected: `the encoder of ${at.name} to write each page of ${pageItems} items before it goes on to later ones`,
    happened:
      ahead > mostAhead
        ? `it took ${ahead} pages without giving anything.`
        : `at page ${latePage} it held ${watch.held} items of the first page.`,
    mend: 'Yield what a page gives inside the loop over pages, and gather no items: half a million must pass through.',
  })
}

/** Remembers the items of the first page, weakly. */
function noted(
  watch: { readonly taken: number; first: WeakRef<object>[] },
  page: readonly object[],
): readonly object[] {
  if (watch.taken === 1) watch.first = page.map((item) => new WeakRef(item))
  return page
}

/** What an encoder throws whose items cannot be read to the end; `nothing` where it ends all the same. */
async function fails(at: ServedAt, page: readonly object[], error: Error): Promise<string> {
  async function* fed() {
    yield structuredClone(page)
    throw error
  }
  try {
    const pieces = piecesOf(at, fed())
    while ((await pieces.next()).done !== true);
    return 'nothing'
  } catch (thrown) {
    return faultOf(thrown).message
  }
}
