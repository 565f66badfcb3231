import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  acquireSlice,
  beginGeneration,
  commitPage,
  commitSighting,
  ensureStream,
  openStore,
  planSlices,
  type Dialect,
  type Store,
  type Work,
} from './index.ts'

const place = { connection: 'shop', stream: 'orders' }
const slice = {
  id: 's',
  scope: '',
  params: 'null',
  tail: false,
  estimate: null,
  group: null,
  walk: 'rows',
} as const

let folder = ''
let store: Store

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cartograph-kept-'))
  store = await openStore({ store: join(folder, 'a.db'), organisation: 'nordlys' })
  await store.write(function* (dialect, org) {
    yield* ensureStream(dialect, org, place, 'm1')
    yield* beginGeneration(dialect, org, place)
    yield* planSlices(dialect, org, place, [slice], 1, 1000)
  })
})

afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

/** Does a work, and gives back what of its statements a connection keeps prepared for the next time. */
async function keptBy(
  work: (dialect: Dialect, org: string) => Work<unknown>,
): Promise<readonly unknown[]> {
  const kept = new Set<unknown>()
  await store.write(function* (dialect, org) {
    const steps = work(dialect, org)
    let step = steps.next()
    while (step.done !== true) {
      kept.add(step.value.kind === 'query' ? step.value.sql : step.value.form)
      step = steps.next(yield step.value)
    }
  })
  return [...kept]
}

function write(key: string, at: number): Promise<readonly unknown[]> {
  const data = JSON.stringify({ total: at })
  const given = {
    key,
    kind: 'upsert',
    version: null,
    from: at - 1,
    to: at,
    hash: `h${at}`,
    data,
    outputs: [{ entity: 'order', id: `shop:${key}`, data, hash: `h${at}` }],
    keepOutputs: false,
    groups: {},
    letters: [],
    affects: [],
  } as const
  const page = {
    place,
    slices: [],
    generation: 1,
    scope: '',
    mappingEpoch: 1,
    lane: 'live',
    listed: true,
    indistinct: 'take',
    packageVersion: '1.0.0',
    observedTo: at,
    records: [given],
    nameless: [],
    refresh: [],
    refreshed: [],
    askable: new Set<string>(),
    loading: new Set<string>(),
    vendorOffsetMs: 0,
    children: [],
  } as const
  return keptBy((dialect, org) => commitPage(dialect, org, page, at))
}

test('another page is written with the statements of the page before, so that no more are kept', async () => {
  const first = await write('a', 2003)
  expect((await write('b', 2007)).filter((each) => !first.includes(each))).toStrictEqual([])
})

async function mark(generation: number): Promise<readonly unknown[]> {
  const held = await store.write((dialect, org) =>
    acquireSlice(dialect, org, place, slice.id, { owner: 'me', forMs: 0 }),
  )
  const { fence = 0, page = 0 } = held ?? {}
  const sighting = {
    place,
    slice: {
      id: slice.id,
      fence,
      page,
      pages: 1,
      position: 'null',
      end: false,
      nameless: 0,
      split: [],
      observedTo: 2000 + generation,
    },
    generation,
    keys: ['a', 'b'],
    canGet: true,
  }
  return keptBy((dialect, org) => commitSighting(dialect, org, sighting))
}

test('a walk over keys marks what it saw with the same statements in every generation', async () => {
  await write('a', 2003)
  const first = await mark(2)
  expect((await mark(3)).filter((each) => !first.includes(each))).toStrictEqual([])
})
