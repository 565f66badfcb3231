import type { PreparedPage, PreparedRecord } from '../store/index.ts'

export const preparedPlace = { connection: 'shop', stream: 'orders' }

/** A record as it is made ready for the store, which gives one order of the same total. */
export function preparedRecord(
  key: string,
  total: number,
  more: Partial<PreparedRecord> = {},
): PreparedRecord {
  const data = JSON.stringify({ total })
  return {
    key,
    kind: 'upsert',
    version: null,
    from: 1000,
    to: 1001,
    hash: `h${total}`,
    data,
    outputs: [{ entity: 'order', id: `shop:${key}`, data, hash: `h${total}` }],
    keepOutputs: false,
    groups: {},
    letters: [],
    affects: [],
    ...more,
  }
}

/** A page of a stream without a slice. */
export function preparedPage(
  records: readonly PreparedRecord[],
  more: Partial<PreparedPage> = {},
): PreparedPage {
  return {
    place: preparedPlace,
    slices: [],
    generation: 1,
    scope: '',
    mappingEpoch: 1,
    lane: 'live',
    listed: true,
    indistinct: 'take',
    packageVersion: '1.0.0',
    observedTo: 1001,
    records,
    nameless: [],
    refresh: [],
    refreshed: [],
    askable: new Set(),
    loading: new Set(),
    vendorOffsetMs: 0,
    children: [],
    ...more,
  }
}
