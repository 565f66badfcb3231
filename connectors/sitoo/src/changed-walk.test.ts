import { readStream, sweepStream } from '@cartograph/testkit/reading'
import { expect, test } from 'vitest'
import { products } from './products.ts'
import { stockLevels } from './stock-levels.ts'
import { simulatedAccount } from './testing/simulated-account.ts'

async function accountWithProducts(count: number, mostRows = 1000) {
  let now = Date.UTC(2026, 10, 1)
  const made = await simulatedAccount({ now: () => now, unknowns: { mostRows } })
  for (let index = 0; index < count; index += 1)
    made.sitoo.admin.put('products', {
      sku: `S${index}`,
      title: `Thing ${index}`,
      moneyprice: '9.00',
    })
  return {
    ...made,
    pass: (ms: number) => {
      now += ms
    },
    context: (pageSize = 500) => made.contextWith({ pageSize }, { now: () => now, until: now }),
  }
}

test('only what changed since the last walk is asked for', async () => {
  const { sitoo, pass, context } = await accountWithProducts(5)
  pass(3_600_000)
  const first = await readStream(context(), products)
  pass(3_600_000)
  sitoo.admin.change('products', 2, { title: 'Other' })
  const asked = sitoo.asked.length
  const second = await readStream(context(), products, { ...first, rows: new Map() })
  const since = sitoo.asked.slice(asked).map(({ query }) => query['datelastmodified'])
  expect([[...second.rows.keys()], since.includes('1793494740')]).toStrictEqual([['2'], true])
})

test('a change in the second in which a walk began is found by the next', async () => {
  const { sitoo, pass, context } = await accountWithProducts(2)
  const first = await readStream(context(), products)
  sitoo.admin.change('products', 1, { title: 'Other' })
  pass(3_600_000)
  const second = await readStream(context(), products, { ...first, rows: new Map() })
  expect(second.rows.has('1')).toBe(true)
})

test('rows that go while a list is walked push no other out of it', async () => {
  const { sitoo, context } = await accountWithProducts(9)
  let gone = false
  sitoo.between(() => {
    const [last] = sitoo.asked.slice(-1)
    if (gone || last?.query['start'] !== '3') return
    gone = true
    sitoo.admin.remove('products', 1)
  })
  const { rows } = await readStream(context(3), products)
  expect([...rows.keys()].toSorted()).toStrictEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9'])
})

test('a vendor that gives fewer rows than were asked for loses none', async () => {
  const { context } = await accountWithProducts(9, 2)
  const { rows } = await readStream(context(), products)
  const keys = await sweepStream(context(), products)
  expect([rows.size, keys.size]).toStrictEqual([9, 9])
})

test('products that are switched off are read too', async () => {
  const { sitoo, context } = await accountWithProducts(1)
  sitoo.admin.change('products', 1, { activepos: false })
  const { rows } = await readStream(context(), products)
  expect(rows.size).toBe(1)
})

test('stock is of its warehouse and of the store that the warehouse stands in', async () => {
  const { sitoo, context } = await accountWithProducts(0)
  sitoo.admin.stock('MUG', 5, 1)
  sitoo.admin.stock('MUG', 7, 2)
  const { rows } = await readStream(context(), stockLevels)
  const found = await stockLevels.get?.read(context(), [
    [2, 'MUG'],
    [1, 'MUG'],
    [1, 'CUP'],
  ])
  expect([Object.fromEntries(rows), found]).toMatchObject([
    {
      '1/MUG': { storeid: 1, decimaltotal: '5.000' },
      '2/MUG': { storeid: null, decimaltotal: '7.000' },
    },
    [{ warehouseid: 2 }, { warehouseid: 1 }, null],
  ])
})
