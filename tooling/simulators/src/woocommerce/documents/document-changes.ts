import { tellsOfDeletedCustomers } from '../assumptions.ts'
import { isJsonObject, type JsonObject } from '../json.ts'
import { sequenceOf } from '../store/sequences.ts'
import type { Document, Store } from '../store/store.ts'
import type { Resource } from './resource.ts'

/** What can be done to a record of any kind. `status` among the fields is the record's own. */
export interface DocumentChanges {
  create(resource: Resource, input: JsonObject, parent?: number): Document
  update(resource: Resource, document: Document, input: JsonObject): Document
  trash(resource: Resource, document: Document): Document
  restore(resource: Resource, document: Document): Document
  /** For good, and what hangs on it too. Only of customers a webhook tells: they know no other way to go. */
  remove(resource: Resource, document: Document): void
  touch(resource: Resource, document: Document, at?: number): Document
}

export function documentChanges(store: Store): DocumentChanges {
  const put = (resource: Resource, document: Document) => {
    store.documents[resource.kind].put(document)
    return document
  }
  const fire = ({ event }: Resource, name: string, id: number) => {
    if (event !== undefined) store.fire({ resource: event, event: name, id })
  }
  /** A variation that is edited moves its parent's modified date too, and is told as its parent's update. */
  const changed = (resource: Resource, document: Document, name: string) => {
    if (resource.kind !== 'variations') {
      fire(resource, name, document.id)
      return
    }
    const parent = store.documents.products.get(document.parent)
    if (parent === undefined) return
    const variations = store.documents.variations
      .sorted('id')
      .flatMap((variation) => (variation.parent === parent.id ? [variation.id] : []))
    store.documents.products.put({
      ...parent,
      modifiedAt: store.now(),
      fields: { ...parent.fields, variations },
    })
    fire(resource, 'updated', parent.id)
  }

  return {
    create(resource, input, parent = 0) {
      const now = store.now()
      const status = typeof input['status'] === 'string' ? input['status'] : resource.firstStatus
      const document = put(resource, {
        id: store.nextId(sequenceOf(resource.kind)),
        createdAt: now,
        modifiedAt: now,
        status,
        parent,
        fields: fieldsFrom(resource, {}, input),
      })
      changed(resource, document, 'created')
      if (resource.kind === 'products' && status === 'publish') {
        fire(resource, 'published', document.id)
      }
      return document
    },
    update(resource, document, input) {
      const { trashedFrom, ...rest } = document
      const status = typeof input['status'] === 'string' ? input['status'] : document.status
      const restored = document.status === 'trash' && status !== 'trash'
      const updated = put(resource, {
        ...rest,
        ...(!restored && trashedFrom !== undefined && { trashedFrom }),
        status,
        modifiedAt: store.now(),
        fields: fieldsFrom(resource, document.fields, input),
      })
      if (restored) fire(resource, 'restored', document.id)
      changed(resource, updated, 'updated')
      return updated
    },
    trash(resource, document) {
      const { id, status: trashedFrom } = document
      const trashed = put(resource, {
        ...document,
        trashedFrom,
        status: 'trash',
        modifiedAt: store.now(),
      })
      fire(resource, 'deleted', id)
      return trashed
    },
    restore(resource, document) {
      const { trashedFrom = resource.firstStatus, ...rest } = document
      const restored = put(resource, { ...rest, status: trashedFrom, modifiedAt: store.now() })
      fire(resource, 'restored', document.id)
      return restored
    },
    remove(resource, document) {
      store.documents[resource.kind].remove(document.id)
      if (resource.kind === 'customers' && tellsOfDeletedCustomers)
        fire(resource, 'deleted', document.id)
      if (resource.kind !== 'products') return
      const { variations } = store.documents
      for (const { id, parent } of variations.sorted('id').slice()) {
        if (parent === document.id) variations.remove(id)
      }
    },
    touch(resource, document, at = store.now()) {
      const touched = put(resource, { ...document, modifiedAt: at })
      fire(resource, 'updated', document.id)
      return touched
    },
  }
}

/** What the input says of fields that may be written; objects such as addresses are filled up from before. */
function fieldsFrom(
  { defaults, readOnly = [] }: Resource,
  before: JsonObject,
  input: JsonObject,
): JsonObject {
  const written = Object.entries(input).flatMap(([key, value]) => {
    if (!Object.hasOwn(defaults, key) || readOnly.includes(key)) return []
    const old = before[key] ?? defaults[key]
    return [[key, isJsonObject(value) && isJsonObject(old) ? { ...old, ...value } : value]]
  })
  return { ...before, ...Object.fromEntries(written) }
}
