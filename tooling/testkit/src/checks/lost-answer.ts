import { mismatch } from '../mismatch.ts'
import { mustWrite, tryWrite, type SinkAt } from './sink-writing.ts'

/** The vendor took one item, and nobody heard of it. */
export async function afterLostAnswer(at: SinkAt): Promise<string | undefined> {
  const { scene, sink, vendor, name } = at
  const items = at.items(1)
  const before = (await vendor.stored()).length
  const asked = scene.traffic.asked.length
  scene.traffic.mishap = (_index, { method }) => (method === 'GET' ? undefined : { kind: 'lost' })
  const { outcomes } = await tryWrite(at, items)
  scene.traffic.mishap = () => undefined
  if (scene.traffic.asked.length === asked) return 'it makes no requests'
  const certain = outcomes?.find(({ status }) => status === 'failed' || status === 'untouched')
  if (certain !== undefined)
    throw mismatch({
      expected: 'an unknown outcome where the answer was lost',
      happened: JSON.stringify(certain),
      mend: 'Let the fault of `context.fetch` pass: a throw makes every outcome unknown.',
    })
  const { onUnknown } = sink
  if (onUnknown === 'repeat' || onUnknown === 'repeatWithKey') await mustWrite(at, items)
  else if (typeof onUnknown === 'object') {
    const answers = await scene.call(() => onUnknown.resolve(scene.context(), items))
    if (answers[0]?.status !== 'ok' && (await vendor.stored()).length > before)
      throw mismatch({
        expected: '`resolve` to find what has landed',
        happened: JSON.stringify(answers),
        mend: 'Ask the vendor by the item’s own key, and answer `ok` where it is there.',
      })
  }
  const added = (await vendor.stored()).length - before
  if (added === 1) return undefined
  throw mismatch({
    expected: `one object at the vendor after the answer of ${name} was lost`,
    happened: `there are ${added}.`,
    mend: 'Never repeat a write yourself. Declare `repeat` only where the same write twice is one, and send `idempotencyKey` where you declare `repeatWithKey`.',
  })
}
