import {
  commitPage,
  storedRows,
  type DueRefresh,
  type Indistinct,
  type Lane,
  type PageResult,
  type PreparedPage,
  type SliceStep,
} from '../store/index.ts'
import { affectedBy, type PreparedChanges } from './prepare.ts'
import { commitSpan } from './spans.ts'
import type { StreamScene } from './stream-run.ts'

export interface Commit {
  /** The end of the interval in which the changes were true. */
  readonly observedTo: number
  /** A page of a listing, with the slice that moves on. Without it single records were looked at. */
  readonly listed?: {
    readonly slice: SliceStep
    readonly generation: number
    readonly scope: string
  }
  /** Without a listing: the key of the row that all records belong to; empty where nobody said it. */
  readonly parent?: string
  /** Default: the vendor is asked where the stream can, else the later observation is taken. */
  readonly indistinct?: Indistinct
  readonly refreshed?: readonly DueRefresh[]
  readonly shape?: string
  /** Default: that of the scene. */
  readonly lane?: Lane
}

/** Commits prepared changes, those of a listing together with others that are ready, and counts what they did. */
export async function commitChanges(
  scene: StreamScene,
  prepared: PreparedChanges,
  options: Commit,
): Promise<PageResult['status']> {
  const page = pageOf(scene, await withAffected(scene, prepared), options)
  return commitSpan(scene.place.connection, () =>
    page.listed ? scene.commitListed(page) : writePage(scene, page),
  )
}

/** Commits a page in one transaction, and counts what it did. */
export async function writePage(
  { store, clock, tally }: Pick<StreamScene, 'store' | 'clock' | 'tally'>,
  page: PreparedPage,
): Promise<PageResult['status']> {
  const result = await store.write((dialect, org) => commitPage(dialect, org, page, clock.now()))
  if (result.status !== 'committed') return result.status
  if (page.listed) tally.unchanged += result.unchanged
  tally.written += result.written
  tally.deleted += result.deleted
  tally.rejected += result.rejected
  tally.rows += result.rows
  return result.status
}

/** A record that goes makes others stale too; which ones, only the row that is stored tells. */
async function withAffected(
  { store, place, stream }: StreamScene,
  prepared: PreparedChanges,
): Promise<PreparedChanges> {
  const gone = prepared.records.filter(({ kind }) => kind === 'delete').map(({ key }) => key)
  if (stream.affects === undefined || gone.length === 0) return prepared
  const rows = await store.read((dialect, org) => storedRows(dialect, org, place, gone))
  return {
    ...prepared,
    records: prepared.records.map((record) => {
      const data = record.kind === 'delete' ? rows.get(record.key) : undefined
      return data === undefined
        ? record
        : Object.assign({}, record, { affects: affectedBy(stream, JSON.parse(data) as object) })
    }),
  }
}

/** Prepared changes as a page, for a transaction that does more than commit it. */
export function pageOf(
  scene: StreamScene,
  prepared: PreparedChanges,
  options: Commit,
): PreparedPage {
  const { place, stream } = scene
  const { listed, shape } = options
  return {
    place,
    slices: listed === undefined ? [] : [listed.slice],
    generation: listed?.generation ?? scene.generation,
    scope: listed?.scope ?? options.parent ?? '',
    mappingEpoch: scene.mappingEpoch,
    lane: options.lane ?? scene.lane,
    listed: listed !== undefined,
    indistinct: options.indistinct ?? (stream.get === undefined ? 'take' : 'ask'),
    packageVersion: scene.connection.version,
    observedTo: options.observedTo,
    ...(shape !== undefined && { shape }),
    ...prepared,
    refreshed: options.refreshed ?? [],
    askable: scene.askable,
    loading: scene.loading,
    vendorOffsetMs: scene.context.now() - scene.clock.now(),
    children: scene.children,
  }
}
