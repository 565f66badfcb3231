/** Fills a store with organisations through the store's own functions, as the engine and a delivery do. */
import {
  acquireSlice,
  beginGeneration,
  commitPage,
  ensureStream,
  openStore,
  planSlices,
  type PreparedPage,
  type PreparedRecord,
  type Store,
} from '@cartograph/host/measured-store'
import { deliverPage } from './tenants-delivery.ts'
import { bundleStreams, copyOf, type OrderBundle } from './tenants-orders.ts'

export const connection = 'shop'
/** Records of a page, as WooCommerce gives them. */
export const pageLength = 100
/** Each so-many-th organisation sends its orders to a sink. */
const deliveredEvery = 4

export interface Organisation {
  readonly name: string
  readonly orders: number
  readonly isDelivered: boolean
}

export function organisationAt(at: number, orders: number): Organisation {
  return { name: `org${at}`, orders, isDelivered: at % deliveredEvery === 0 }
}

/** Writes all pages of some organisations, so many organisations at a time. */
export async function fillOrganisations(
  address: string,
  organisations: readonly Organisation[],
  bundles: readonly OrderBundle[],
  writers: number,
): Promise<void> {
  const left = [...organisations]
  const write = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const store = await openStore({ store: address, organisation: next.name })
      try {
        await writeOrders(store, next, bundles)
      } finally {
        await store.close()
      }
    }
  }
  await Promise.all(Array.from({ length: writers }, write))
}

async function writeOrders(
  store: Store,
  { orders, isDelivered }: Organisation,
  bundles: readonly OrderBundle[],
): Promise<void> {
  const open = await Promise.all(
    bundleStreams.map(async (stream) => ({ stream, write: await openSlice(store, stream, 'all') })),
  )
  for (let from = 0; from < orders; from += pageLength) {
    const copies = copiesBetween(bundles, from, Math.min(orders, from + pageLength))
    for (const { stream, write } of open) {
      const records = copies.flatMap(({ bundle, copy }) =>
        bundle[stream].map((record) => copyOf(record, copy)),
      )
      if (records.length > 0) await write(records)
      if (isDelivered && stream === 'orders') await deliverPage(store, records, from)
    }
  }
}

/** The bundles from one number to another; after the last comes the first again, as another copy. */
export function copiesBetween(
  bundles: readonly OrderBundle[],
  from: number,
  to: number,
): readonly { readonly bundle: OrderBundle; readonly copy: number }[] {
  return Array.from({ length: to - from }, (_each, at) => {
    const place = from + at
    const bundle = bundles[place % bundles.length]
    return bundle === undefined ? [] : { bundle, copy: Math.floor(place / bundles.length) }
  }).flat()
}

/** Takes a slice of a stream, and gives back what writes its next page. */
export async function openSlice(
  store: Store,
  stream: string,
  id: string,
): Promise<(records: readonly PreparedRecord[]) => Promise<void>> {
  const place = { connection, stream }
  const described = {
    id,
    scope: '',
    params: 'null',
    tail: false,
    estimate: null,
    group: null,
    walk: 'rows',
  } as const
  const held = await store.write(function* (dialect, org) {
    yield* ensureStream(dialect, org, place, 'm1')
    yield* beginGeneration(dialect, org, place)
    yield* planSlices(dialect, org, place, [described], 1, 1000)
    return yield* acquireSlice(dialect, org, place, id, { owner: 'bench', forMs: 3_600_000 })
  })
  if (held === undefined) throw new Error(`The slice ${id} of ${stream} is somebody else's.`)
  let page = 0
  return async (records) => {
    const slice = {
      id,
      fence: held.fence,
      page,
      position: String(page),
      end: false,
      pages: 1,
      nameless: 0,
      split: [],
      observedTo: 1001,
    }
    const prepared: PreparedPage = { ...pageOf(stream, records), slices: [slice] }
    const { status } = await store.write((dialect, org) =>
      commitPage(dialect, org, prepared, Date.now()),
    )
    if (status !== 'committed') throw new Error(`A page of ${stream} was not written: ${status}.`)
    page += 1
  }
}

export function pageOf(stream: string, records: readonly PreparedRecord[]): PreparedPage {
  return {
    place: { connection, stream },
    slices: [],
    generation: 1,
    scope: '',
    mappingEpoch: 1,
    lane: 'live',
    listed: true,
    indistinct: 'take',
    packageVersion: '1.0.0',
    observedTo: 1001,
    records: records.toSorted((one, other) => (one.key < other.key ? -1 : 1)),
    nameless: [],
    refresh: [],
    refreshed: [],
    askable: new Set(),
    loading: new Set(),
    vendorOffsetMs: 0,
    children: [],
  }
}
