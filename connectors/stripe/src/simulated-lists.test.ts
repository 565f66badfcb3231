import type { SimulatedStripe } from '@cartograph/simulators/stripe'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { streams } from './streams.ts'
import { idsOf, readStream } from './testing/read-stream.ts'
import { simulatedAccount } from './testing/simulated-account.ts'

function streamOf(name: string) {
  const stream = streams[name]
  if (stream === undefined) throw new Error(name)
  return stream
}

test('lists of thousands are split, and come whole in few more requests than they have pages', async () => {
  const { stripe, context } = await simulatedAccount({ size: { customers: 200, charges: 6000 } })
  const sent: Request[] = []
  const { changes, positions } = await readStream(streamOf('charges'), context({ sent }))
  expect(new Set(idsOf(changes)).size).toBe(6000)
  expect(stripe.truth('charges')).toHaveLength(6000)
  expect(positions.size).toBeGreaterThan(3)
  expect(sent.length).toBeLessThan(75)
})

test('customers that come and go while the list is read make no other one missing', async () => {
  const change = fc.record({ at: fc.nat(8), gone: fc.boolean(), which: fc.nat(300) })
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 30 }), async (changes) => {
      const { stripe, pass, context } = await simulatedAccount()
      for (let index = 0; index < 320; index += 1) {
        stripe.admin.create('customers', { name: `Customer ${index}` })
        pass(index % 3)
      }
      const stays = new Set(stripe.truth('customers').map(({ id }) => id))
      let requests = 0
      stripe.weather.between(() => {
        for (const { gone, which } of changes.filter(({ at }) => at === requests))
          if (gone) remove(stripe, which, stays)
          else stripe.admin.create('customers', {})
        requests += 1
      })
      const read = await readStream(streamOf('customers'), context())
      expect(idsOf(read.changes)).toStrictEqual(expect.arrayContaining([...stays]))
    }),
    { numRuns: 8 },
  )
})

/** Also the very customer that the next page would begin after. */
function remove(stripe: SimulatedStripe, which: number, stays: Set<string>): void {
  const all = stripe.truth('customers')
  const { id } = all[which % all.length] ?? { id: '' }
  stripe.admin.remove('customers', id)
  stays.delete(id)
}

test('an invoice of thirty lines has all of them, as a row and as its lines', async () => {
  const { stripe, context } = await simulatedAccount()
  const { id: customer } = stripe.admin.create('customers', {})
  const start = stripe.admin.now()
  const lines = Array.from({ length: 30 }, (_, index) => ({
    amount: 100 + index,
    quantity: 1,
    description: `Line ${index}`,
    price: 'price_1',
    product: 'prod_1',
    start,
    end: start + 60,
  }))
  const { id } = stripe.admin.invoice({ customer, currency: 'sek', reason: 'manual', lines })
  const [row] = (await streamOf('invoices').get?.read(context(), [[id]])) ?? []
  expect(row).toMatchObject({ lines: { has_more: false } })
  const sent: Request[] = []
  const children = streamOf('invoiceLineItems').list?.read(
    context({ sent }),
    { params: JSON.parse(JSON.stringify(row)) },
    undefined,
  )
  const read: string[] = []
  for await (const page of children ?? []) read.push(...idsOf(page.items))
  expect(new Set(read).size).toBe(30)
  expect(sent).toHaveLength(0)
})
