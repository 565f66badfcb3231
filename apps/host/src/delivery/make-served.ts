import { randomUUID } from 'node:crypto'
import { faultOf, type Fault, type ServedSink } from '@cartograph/core'
import {
  beginServed,
  confirmServed,
  contentHash,
  readServed,
  refuseServed,
  servedItems,
  swapServed,
  type Served,
  type ServedState,
} from '../store/index.ts'
import { isTooMuchGone } from './brake.ts'
import { takenOver } from './call.ts'
import { holdDelivery } from './outcomes.ts'
import type { ServedRun } from './report.ts'
import type { DeliveryScene } from './scene.ts'
import { writeDraft, type DraftForm, type ServedDraft } from './served-document.ts'

const defaultKeep = 3
/** A version that was replaced stays at least this long: a slow reader may be in the middle of it. */
const graceMs = 600_000

export interface Making {
  readonly sink: ServedSink<unknown>
  /** A version may be shown from which many items vanish. */
  readonly acceptDeletes: boolean
  /** Whether what the items come from is still being read for the first time. */
  readonly isStillRead: () => Promise<boolean>
}

export interface Made {
  readonly served?: ServedRun
  readonly fault?: Fault
}

/** Makes a new version of a document where its items have changed, and shows it at once; else leaves it as it is. */
export async function makeServed(scene: DeliveryScene, making: Making): Promise<Made> {
  const { store, place, connection } = scene
  const { connectorName, version: packageVersion, fingerprint } = connection
  const before = await store.read((dialect, org) => readServed(dialect, org, place))
  const state: ServedState = {
    made: before?.wanted ?? 0,
    madeWith: contentHash(`${connectorName} ${packageVersion} ${fingerprint} ${scene.shape}`),
  }
  const isCurrent = before?.made === state.made && before.madeWith === state.madeWith
  if (isCurrent) return { served: shown(before.version === undefined ? 'waiting' : 'same', before) }
  const hindrance = await firstHindrance(scene, before, making)
  if (hindrance !== undefined) {
    scene.tally.notes.add(hindrance)
    return { served: shown('waiting', before) }
  }
  const id = randomUUID()
  await store.write(function* (dialect, org) {
    yield* holdDelivery(dialect, org, scene)
    yield* beginServed(dialect, org, place, id)
  })
  let draft: ServedDraft
  try {
    const drafting = { ...scene, takenOver: () => takenOver(scene) }
    draft = await writeDraft(drafting, formOf(scene, making.sink), id, before?.version)
  } catch (error) {
    scene.signal.throwIfAborted()
    const found = faultOf(error, connectorName)
    await refuse(scene, id, { fault: JSON.stringify(found) })
    return { fault: found, ...(before !== undefined && { served: shown('same', before) }) }
  }
  return { served: await show(scene, before, { draft, state, making }) }
}

function formOf(scene: DeliveryScene, { serve }: ServedSink<unknown>): DraftForm {
  return {
    contentType: serve.contentType,
    encode: (items) => serve.encode(scene.contextFor(scene.signal), items),
  }
}

/** Why there is no first version yet: an empty document, or half of one, would do harm where it is fetched. */
async function firstHindrance(
  { store, place }: DeliveryScene,
  served: Served | undefined,
  { isStillRead }: Making,
): Promise<string | undefined> {
  if (served?.version !== undefined) return undefined
  if (await isStillRead()) return 'Its first version is made once everything has been read.'
  const [any] = await store.read((dialect, org) => servedItems(dialect, org, place, '', 1))
  return any === undefined ? 'Its first version is made once there is an item.' : undefined
}

async function show(
  scene: DeliveryScene,
  before: Served | undefined,
  made: { readonly draft: ServedDraft; readonly state: ServedState; readonly making: Making },
): Promise<ServedRun> {
  const { store, place, delivery, clock } = scene
  const { draft, state, making } = made
  const { vanished, ...version } = draft
  const of = before?.version?.items ?? 0
  const isAccepted = making.acceptDeletes || before?.accepted === true
  if (!isAccepted && isTooMuchGone({ of, vanished, left: draft.items })) {
    await refuse(scene, draft.id, { held: { vanished, of, at: clock.now() } })
    scene.tally.notes.add(
      `${vanished} of ${of} items would vanish, so the version before is served on. Look, then run push with --accept-deletes.`,
    )
    return { ...shown('held', before), held: { vanished, of } }
  }
  const isSame = before?.version?.hash === draft.hash
  const isDone = await store.write(function* (dialect, org) {
    yield* holdDelivery(dialect, org, scene)
    if (isSame) return yield* confirmServed(dialect, org, place, draft.id, state)
    return yield* swapServed(dialect, org, place, {
      version,
      state,
      keep: delivery.serve?.keep ?? defaultKeep,
      keepFrom: clock.now() - graceMs,
    })
  })
  if (!isDone) throw takenOver(scene)
  return isSame
    ? shown('same', before)
    : { state: 'made', version: version.hash, items: version.items, bytes: version.bytes }
}

async function refuse(
  { store, place }: DeliveryScene,
  id: string,
  why: Parameters<typeof refuseServed>[4],
): Promise<void> {
  await store.write((dialect, org) => refuseServed(dialect, org, place, id, why))
}

function shown(state: ServedRun['state'], served: Served | undefined): ServedRun {
  const { hash, items = 0, bytes = 0 } = served?.version ?? {}
  return { state, ...(hash !== undefined && { version: hash }), items, bytes }
}
