import type { Check } from '../check.ts'
import { mismatch } from '../mismatch.ts'
import { keyText, some } from '../stream-keys.ts'
import { statusAnswer } from '../traffic.ts'
import { takesFullBatch } from './full-batch.ts'
import { afterLostAnswer } from './lost-answer.ts'
import {
  anotherAttempt,
  eachSink,
  expectArity,
  mustWrite,
  sinkItem,
  tryWrite,
} from './sink-writing.ts'

const group = 'Sink'

export const sinkChecks: readonly Check[] = [
  {
    id: 'sink.outcomes',
    group,
    name: 'gives as many outcomes as items, and the vendor has them all',
    run: async (suite) =>
      eachSink(suite, async (at) => {
        const items = at.items(3)
        const before = (await at.vendor.stored()).length
        const outcomes = await mustWrite(at, items)
        expectArity(at, outcomes, items.length)
        const poor = outcomes.findIndex(({ status }) => status !== 'ok' && status !== 'pending')
        if (poor !== -1)
          throw mismatch({
            expected: `items that fit to be taken by ${at.name}`,
            happened: `item ${poor + 1}: ${JSON.stringify(outcomes[poor])}`,
            mend: 'Send what the vendor asks for, and report `ok` for what it took.',
          })
        const added = (await at.vendor.stored()).length - before
        if (added === items.length || outcomes.some(({ status }) => status === 'pending')) return
        throw mismatch({
          expected: `${items.length} objects more at the vendor`,
          happened: `there are ${added} more, and every outcome is ok.`,
          mend: 'Report `ok` only for what the vendor has confirmed.',
        })
      }),
  },
  {
    id: 'sink.fullBatch',
    group,
    name: 'takes as many items at once as it declares',
    run: async (suite) => eachSink(suite, takesFullBatch),
  },
  {
    id: 'sink.order',
    group,
    name: 'lets good items land beside a bad one, and says which one it was',
    run: async (suite) =>
      eachSink(suite, async (at) => {
        const { bad } = at.vendor
        if (bad === undefined) return 'the simulator knows no item that it refuses'
        const [first, second] = at.items(2)
        if (first === undefined || second === undefined) return 'the simulator has no items'
        for (const place of [0, 1, 2]) {
          const refused = sinkItem(at.sink, bad, `bad ${place}`)
          const items = [first, second].toSpliced(place, 0, refused)
          const outcomes = await mustWrite(at, items)
          expectArity(at, outcomes, items.length)
          const failed = outcomes.flatMap(({ status }, index) =>
            status === 'failed' ? [index] : [],
          )
          if (at.sink.batch.atomic === true) continue
          if (failed.join() === String(place)) continue
          throw mismatch({
            expected: `outcome ${place + 1} of ${items.length} to be \`failed\`, as item ${place + 1} is the one that the vendor refuses`,
            happened: outcomes.map(({ status }) => status).join(', '),
            mend: 'Give outcomes in the order of the items, whatever order the vendor answers in; match them by key.',
          })
        }
        return undefined
      }),
  },
  {
    id: 'sink.keys',
    group,
    name: 'gives every item the same key each time, and different items different ones',
    run: async (suite) =>
      eachSink(suite, async (at) => {
        const keys = at.vendor.items(5).map((item) => keyText(at.sink.key(item)))
        const again = at.vendor.items(5).map((item) => keyText(at.sink.key(item)))
        const misfit = (
          await Promise.all(
            at.vendor
              .items(5)
              .map((item) => Promise.resolve(at.sink.schema['~standard'].validate(item))),
          )
        ).find(({ issues }) => issues !== undefined)
        if (misfit !== undefined)
          throw mismatch({
            expected: `the simulator’s items for ${at.name} to fit its schema`,
            happened: some(misfit.issues?.map(({ message }) => message) ?? []),
            mend: 'Mend the items in the simulator, or the schema.',
          })
        if (keys.join() === again.join() && new Set(keys).size === keys.length) return
        throw mismatch({
          expected: `five items of ${at.name} to have five keys, the same each time`,
          happened: some(keys),
          mend: 'Build the key of what identifies the item at the vendor, and of nothing else.',
        })
      }),
  },
  {
    id: 'sink.again',
    group,
    name: 'changes an item that is there instead of adding another',
    run: async (suite) =>
      eachSink(suite, async (at) => {
        if (at.sink.mode === 'append') return 'its sinks only add'
        const items = at.items(2)
        const first = await mustWrite(at, items)
        const before = (await at.vendor.stored()).length
        await mustWrite(
          at,
          items.map((item, index) => anotherAttempt(item, first[index])),
        )
        const after = (await at.vendor.stored()).length
        if (after === before) return undefined
        throw mismatch({
          expected: `items of ${at.name} that are written again to stay one each`,
          happened: `the vendor had ${before} objects, and has ${after}.`,
          mend: 'Write by the vendor’s id (`remoteId`) or its own upsert; or declare `mode: "append"`.',
        })
      }),
  },
  {
    id: 'sink.unknown',
    group,
    name: 'makes no second object where the answer was lost, by the way that it declares',
    run: async (suite) => eachSink(suite, afterLostAnswer),
  },
  {
    id: 'sink.serverError',
    group,
    name: 'does not report as done what the vendor answered 500 to',
    run: async (suite) =>
      eachSink(suite, async (at) => {
        const asked = at.scene.traffic.asked.length
        at.scene.traffic.mishap = () => statusAnswer(500)
        const { outcomes } = await tryWrite(at, at.items(2))
        at.scene.traffic.mishap = () => undefined
        if (at.scene.traffic.asked.length === asked) return 'it makes no requests'
        if (outcomes?.some(({ status }) => status === 'ok') !== true) return undefined
        throw mismatch({
          expected: 'no `ok` where the vendor answered 500',
          happened: outcomes.map(({ status }) => status).join(', '),
          mend: 'Throw the fault, or report `unknown`: nobody knows what was done.',
        })
      }),
  },
  {
    id: 'sink.rateLimited',
    group,
    name: 'reports as untouched, not as failed, what a rate limit kept back',
    run: async (suite) =>
      eachSink(suite, async (at) => {
        const { scene, vendor } = at
        const before = (await vendor.stored()).length
        const asked = scene.traffic.asked.length
        scene.traffic.mishap = () => statusAnswer(429, { 'retry-after': '600' })
        const { outcomes, fault } = await tryWrite(at, at.items(2))
        scene.traffic.mishap = () => undefined
        if (scene.traffic.asked.length === asked) return 'it makes no requests'
        const isKept =
          fault?.kind === 'rateLimit' || outcomes?.every(({ status }) => status === 'untouched')
        if (isKept === true && (await vendor.stored()).length === before) return undefined
        throw mismatch({
          expected: '`untouched` for every item, or the `rateLimit` fault of `context.fetch`',
          happened: fault?.kind ?? outcomes?.map(({ status }) => status).join(', ') ?? 'nothing',
          mend: 'Let the fault pass; a failed item becomes a dead letter, and this one only has to wait.',
        })
      }),
  },
  {
    id: 'sink.deleteMissing',
    group,
    name: 'takes the deletion of what is not there for done',
    run: async (suite) =>
      eachSink(suite, async (at) => {
        if (at.sink.deletes !== true) return 'its sinks delete nothing'
        const [item] = at.items(1)
        if (item?.op !== 'write') return 'the simulator has no items'
        const { item: last, ...rest } = item
        const outcomes = await mustWrite(at, [{ ...rest, op: 'delete', last, because: 'removed' }])
        if (outcomes.length === 1 && outcomes[0]?.status === 'ok') return undefined
        throw mismatch({
          expected: `\`ok\` for the deletion of an item that ${at.name} does not have`,
          happened: JSON.stringify(outcomes),
          mend: 'Turn the vendor’s 404 into `ok`: it is gone, as was asked.',
        })
      }),
  },
]
