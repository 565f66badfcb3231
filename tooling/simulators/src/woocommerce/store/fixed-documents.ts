import type { Store } from './store.ts'
import { taxRates } from './tax-rates.ts'

/** What every store has from the beginning: its administrator, and its tax rates. */
export function putFixedDocuments(store: Store, openedAt: number) {
  store.documents.customers.put({
    id: 1,
    createdAt: openedAt,
    modifiedAt: 0,
    status: 'administrator',
    parent: 0,
    fields: { email: 'admin@shop.example', username: 'admin' },
  })
  for (const { id, country, name, percent } of taxRates) {
    const fields = { country, name, rate: percent.toFixed(4), order: id - 1 }
    store.documents.taxes.put({ id, createdAt: 0, modifiedAt: 0, status: '', parent: 0, fields })
  }
  store.nextId('tax', taxRates.length)
}
