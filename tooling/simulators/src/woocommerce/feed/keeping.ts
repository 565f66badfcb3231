import type { Document, Store } from '../store/store.ts'

type Documents = Store['documents']['products']

/**
 * Puts in what the shop knows of a record, over what was changed by hand, as an inventory system would.
 *
 * @param isNew a record that is not new and not there was deleted by hand, and stays so.
 */
export function putKeeping(documents: Documents, fresh: Document, isNew: boolean) {
  const known = documents.get(fresh.id)
  if (known !== undefined) {
    documents.put({
      ...known,
      modifiedAt: Math.max(known.modifiedAt, fresh.modifiedAt),
      fields: { ...known.fields, ...fresh.fields },
    })
  } else if (isNew) documents.put(fresh)
}
