import { expect, test } from 'vitest'
import { customersTable, measureCustomers } from './customers.ts'

test(
  'a small base is put together, changed and searched, and every step is measured',
  { timeout: 120_000 },
  async () => {
    const [run] = await measureCustomers([1500])
    expect(run).toMatchObject({ customers: 1500, changed: 15 })
    expect(run?.firstMs).toBeGreaterThan(0)
    expect(run?.searches.map(({ found }) => found > 0)).not.toContain(false)
    expect(customersTable(run === undefined ? [] : [run])).toContain('search among 1500')
  },
)
