import type { JsonObject, Outcome, Parts, ServedSink } from '@cartograph/core'
import { callWithTimeout } from '../call.ts'
import type { Action } from '../decide.ts'
import { intendedEntry, type ReadyAction } from '../intents.ts'
import { sortByReferences } from '../references.ts'
import { sinkItem } from '../sink-item.ts'
import { itemOf } from '../sources.ts'
import type { TestScene } from './test-scene.ts'
import type { ShownRequest, TestedItem } from './test-result.ts'

type Write = Extract<Action, { readonly kind: 'write' }>
type Rehearsed = Pick<TestedItem, 'requests' | 'unshown'>

/**
 * What the sink would send for one item: it is called in a dry run, in which requests that only read are made, and the first one that
 * would change something is noted and goes nowhere.
 */
export async function rehearse(
  scene: TestScene,
  action: Write,
  parts: Parts<unknown>,
): Promise<Rehearsed> {
  const named = parts.sinks?.[scene.delivery.sink]
  if (named !== undefined && 'serve' in named)
    return { requests: [await documentOf(scene, named, action.item.item)] }
  const { ready, held } = await sortByReferences(scene, [action])
  const only = ready[0] ?? withoutItsReferences(scene, action)
  const item = sinkItem(intendedEntry(scene, only.action), only.references)
  const { outcomes, fault } = await callWithTimeout(scene, (signal) =>
    scene.sink.write(scene.contextFor(signal), [item]),
  )
  const requests = scene.takeRequests()
  if (requests.length > 0) return { requests }
  const reason = held[0]?.entry.reason ?? fault?.message ?? reasonOf(outcomes[0])
  return { requests, unshown: reason ?? 'The sink asks nobody for it.' }
}

/** What an item refers to need not be there to see what it would look like. */
function withoutItsReferences({ sink }: TestScene, action: Write): ReadyAction {
  const names = Object.keys(sink.references?.(itemOf(action)) ?? {})
  return {
    action,
    references: Object.fromEntries(names.map((name) => [name, null])),
    targets: [],
  }
}

function reasonOf(outcome: Outcome | undefined): string | undefined {
  if (outcome?.status === 'skipped') return outcome.reason
  return outcome?.status === 'failed' ? outcome.fault.message : undefined
}

/** The document that the vendor would fetch, with this item alone in it. */
async function documentOf(
  scene: TestScene,
  { serve }: ServedSink<unknown>,
  item: JsonObject,
): Promise<ShownRequest> {
  const { place, signal } = scene
  const one = (async function* one() {
    yield [item]
  })()
  const pieces: Uint8Array[] = []
  for await (const piece of serve.encode(scene.contextFor(signal), one))
    pieces.push(typeof piece === 'string' ? Buffer.from(piece) : piece)
  return scene.shown({
    method: 'GET',
    address: `/served/${place.connection}/${encodeURIComponent(place.sink)}/[token]`,
    headers: { 'content-type': serve.contentType },
    body: Buffer.concat(pieces),
  })
}
