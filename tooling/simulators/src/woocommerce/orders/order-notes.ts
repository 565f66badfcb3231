import type { Store } from '../store/store.ts'

/** Writes a note on an order. The order's modified date stays. */
export function addNote(store: Store, orderId: number, note: string): number {
  const id = store.nextId('comment')
  const now = store.now()
  store.documents.notes.put({
    id,
    createdAt: now,
    modifiedAt: now,
    status: '',
    parent: orderId,
    fields: { note },
  })
  return id
}
