import { expect, test } from 'vitest'
import { writeRows } from '../customers/testing/commerce-rows.ts'
import { readConsumer, type Store } from '../store/index.ts'
import { noWaits, scriptedInstallation } from '../testing/scripted-installation.ts'
import { scriptedSink, sinkConnection, sinkDelivery } from '../testing/scripted-sink.ts'
import { push } from './push.ts'

const order = (id: string) => ({ entity: 'order', id, row: { total: 100 } })

/** Writes a row right before so many transactions of a delivery that begins; gives back what the sink is told of it for the first time. */
async function writtenBefore(transaction: number) {
  const host = await scriptedInstallation()
  try {
    const sink = scriptedSink()
    const causes: string[] = []
    for (let call = 0; call < 9; call += 1)
      sink.script.push((items, apply) => {
        causes.push(...items.flatMap(({ key, cause }) => (key[0] === 'shop:2' ? [cause] : [])))
        return apply()
      })
    const delivery = sinkDelivery()
    const installation = host.installation([sinkConnection(sink)], [delivery])
    await writeRows(installation.store, [order('shop:1')])
    let count = 0
    let hasBegun = false
    const store: Store = {
      ...installation.store,
      write: async (work) => {
        count += 1
        if (count === transaction) {
          const known = await installation.store.read((dialect, org) =>
            readConsumer(dialect, org, delivery.id),
          )
          hasBegun = known !== undefined
          await writeRows(installation.store, [order('shop:2')])
        }
        return installation.store.write(work)
      },
    }
    const options = { signal: new AbortController().signal, engine: { waits: noWaits } }
    await push({ ...installation, store }, options)
    const isWritten = count >= transaction
    await push(installation, options)
    return { isWritten, hasBegun, first: causes[0] }
  } finally {
    await host.close()
  }
}

test('what is written while a delivery begins is told as news, between whichever of its transactions it comes', async () => {
  const told: Awaited<ReturnType<typeof writtenBefore>>[] = []
  for (let transaction = 1; told.at(-1)?.isWritten !== false; transaction += 1)
    told.push(await writtenBefore(transaction))
  const written = told.filter(({ isWritten }) => isWritten)
  expect(written.some(({ hasBegun }) => hasBegun)).toBe(true)
  expect(written.map(({ first }) => first)).toStrictEqual(
    written.map(({ hasBegun }) => (hasBegun ? 'live' : 'backfill')),
  )
})
