import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { zipfSizes } from './tenants-sizes.ts'
import { percentile } from './tenants-statements.ts'
import { tenantsTable } from './tenants-table.ts'
import { measureTenants } from './tenants.ts'

test('every organisation has an order, none more than the one before, and together about as many as were wanted', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 1, max: 100 }),
      (count, each) => {
        const sizes = zipfSizes(count, count * each)
        expect(sizes).toHaveLength(count)
        expect(sizes.toSorted((one, other) => other - one)).toStrictEqual(sizes)
        expect(sizes.at(-1)).toBeGreaterThanOrEqual(1)
        const total = sizes.reduce((sum, size) => sum + size, 0)
        expect(Math.abs(total - count * each)).toBeLessThanOrEqual(count)
      },
    ),
  )
})

test('of a hundred lengths ninety-nine are no longer than the ninety-ninth', () => {
  const lengths = Array.from({ length: 100 }, (_length, at) => at + 1)
  expect([percentile(lengths, 50), percentile(lengths, 99)]).toStrictEqual([50, 99])
})

test('a small database is filled, asked, saved and told of', { timeout: 240_000 }, async () => {
  const figures = await measureTenants(4, 240, {
    rounds: 2,
    pages: 1,
    shopOrders: 60,
    restMs: 8000,
    watchedMs: 1000,
    movedOrders: 200,
  })
  expect(figures).toMatchObject({ organisations: 4, orders: 240, largest: 115 })
  expect(figures.relations.find(({ table }) => table === 'ledger')?.rows).toBeGreaterThan(0)
  expect(figures.move).toMatchObject({ orders: 200, isSame: true })
  expect(figures.idle.connections).toBeGreaterThan(0)
  expect(tenantsTable(figures)).toContain('A host with nothing to do')
})
