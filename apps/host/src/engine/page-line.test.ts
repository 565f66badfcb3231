import { fault } from '@cartograph/core'
import { expect, test } from 'vitest'
import type { PreparedPage } from '../store/index.ts'
import { preparedPage, preparedRecord } from '../testing/prepared-pages.ts'
import { mergedPage, pageLine } from './page-line.ts'

function pageOf(slice: string, keys: readonly string[], more: Partial<PreparedPage> = {}) {
  return preparedPage(
    keys.map((key) => preparedRecord(key, 1)),
    { slices: [stepOf(slice)], ...more },
  )
}

function stepOf(id: string) {
  return {
    id,
    fence: 1,
    page: 0,
    pages: 1,
    position: '1',
    end: false,
    nameless: 0,
    split: [],
    observedTo: 1001,
  }
}

/** A line whose writes are noted as the slices and keys that they had, and fail as told. */
function noted(fails: (page: PreparedPage) => Error | undefined = () => undefined) {
  const writes: string[] = []
  const line = pageLine(async (page) => {
    const slices = page.slices.map(({ id }) => id).join('+')
    writes.push(`${slices}: ${page.records.map(({ key }) => key).join(' ')}`)
    const failure = fails(page)
    if (failure !== undefined) throw failure
    return page.mappingEpoch === 1 ? 'committed' : 'prepareAgain'
  })
  return { line, writes }
}

test('pages that are ready in the same moment are one transaction, in the order of their keys', async () => {
  const { line, writes } = noted()
  const results = await Promise.all([line(pageOf('b', ['2', '4'])), line(pageOf('a', ['1', '3']))])
  expect(results).toStrictEqual(['committed', 'committed'])
  expect(writes).toStrictEqual(['a+b: 1 2 3 4'])
})

test('what comes while a transaction is under way waits for it, and goes together', async () => {
  const { line, writes } = noted()
  const first = line(pageOf('a', ['1']))
  await new Promise(setImmediate)
  await Promise.all([first, line(pageOf('b', ['2'])), line(pageOf('c', ['3']))])
  expect(writes).toStrictEqual(['a: 1', 'b+c: 2 3'])
})

test('a key that two pages have is written by the one and then by the other', async () => {
  const { line, writes } = noted()
  await Promise.all([line(pageOf('a', ['1', '2'])), line(pageOf('b', ['2', '3']))])
  expect(writes).toStrictEqual(['a: 1 2', 'b: 2 3'])
})

test.each([{ scope: 'other' }, { generation: 2 }, { lane: 'bulk' as const }])(
  'pages that differ in %o are not one',
  async (more) => {
    const { line, writes } = noted()
    await Promise.all([line(pageOf('a', ['1'])), line(pageOf('b', ['2'], more))])
    expect(writes).toStrictEqual(['a: 1', 'b: 2'])
  },
)

test('a transaction has no more records than others can wait for', async () => {
  const { line, writes } = noted()
  const [some, others] = [1000, 2000].map((from) =>
    Array.from({ length: 500 }, (_, at) => String(from + at)),
  )
  await Promise.all([line(pageOf('a', some ?? [])), line(pageOf('b', others ?? []))])
  expect(writes).toHaveLength(2)
})

test('a page that the others cannot commit with is refused alone', async () => {
  const { line, writes } = noted((page) =>
    page.records.some(({ key }) => key === 'bad') ? new Error('It cannot be written.') : undefined,
  )
  const results = await Promise.allSettled([
    line(pageOf('a', ['1'])),
    line(pageOf('b', ['bad'])),
    line(pageOf('c', ['3'])),
  ])
  expect(results.map(({ status }) => status)).toStrictEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(writes).toStrictEqual(['a+b+c: 1 3 bad', 'a: 1', 'b: bad', 'c: 3'])
})

test('pages of mappings that changed are told so each, and none is written', async () => {
  const { line } = noted()
  const old = { mappingEpoch: 0 }
  const results = await Promise.all([line(pageOf('a', ['1'], old)), line(pageOf('b', ['2'], old))])
  expect(results).toStrictEqual(['prepareAgain', 'prepareAgain'])
})

test('where the database is away, none is tried again alone', async () => {
  const { line, writes } = noted(() => fault({ kind: 'transient', message: 'No answer.' }))
  const results = await Promise.allSettled([line(pageOf('a', ['1'])), line(pageOf('b', ['2']))])
  expect(results.map(({ status }) => status)).toStrictEqual(['rejected', 'rejected'])
  expect(writes).toStrictEqual(['a+b: 1 2'])
})

test('a merged page has everything of all of them, and the later end of what was observed', () => {
  const letter = {
    key: '',
    at: 'here',
    fault: fault({ kind: 'record', message: 'No key.' }),
    record: null,
    item: null,
  }
  const merged = mergedPage([
    pageOf('b', ['2'], { observedTo: 5, refresh: ['9'], shape: 'first', vendorOffsetMs: 3 }),
    pageOf('a', ['1'], { observedTo: 7, refresh: ['8', '9'], nameless: [letter], shape: 'second' }),
  ])
  expect(merged).toStrictEqual({
    ...pageOf('a', ['1', '2']),
    slices: [stepOf('a'), stepOf('b')],
    observedTo: 7,
    refresh: ['8', '9'],
    nameless: [letter],
    shape: 'second',
    vendorOffsetMs: 0,
  })
})
