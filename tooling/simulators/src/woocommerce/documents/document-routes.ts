import { assumed } from '../assumptions.ts'
import type { JsonObject } from '../json.ts'
import { created, ok, type Answer } from '../rest/answer.ts'
import { isForced } from '../rest/forced.ts'
import { withLinks } from '../rest/links.ts'
import { listAnswer } from '../rest/list-answer.ts'
import type { RestRequest, Route } from '../rest/route.ts'
import { selected, type Page } from '../rest/selection.ts'
import type { Document, Store } from '../store/store.ts'
import type { DocumentChanges } from './document-changes.ts'
import type { Resource } from './resource.ts'

/** List, make, show, change and delete records of a kind. */
export function documentRoutes(
  store: Store,
  changes: DocumentChanges,
  resource: Resource,
): readonly Route[] {
  const nested = resource.path.includes('#')
  const parentOf = ({ ids }: RestRequest) => (nested ? Number(ids[0]) : 0)
  const show = (document: Document, root: string) => shownDocument(store, resource, document, root)
  const withDocument = (request: RestRequest, act: (document: Document) => Answer): Answer => {
    const document = store.documents[resource.kind].get(Number(request.ids.at(-1)))
    const isHere = document !== undefined && (!nested || document.parent === parentOf(request))
    return isHere ? act(document) : resource.invalidId
  }
  const isOrphan = (request: RestRequest) =>
    nested && resource.hasParent?.(store, parentOf(request)) === false
  return [
    {
      path: `wc/v3/${resource.path}`,
      parameters: resource.parameters,
      GET(request) {
        if (isOrphan(request)) return resource.invalidId
        const page = documentPage(store, resource, request, nested ? parentOf(request) : undefined)
        const rows = page.rows.map((document) => show(document, request.root))
        return resource.unpaged === 'uncounted' ? ok(rows) : listAnswer(request, page, rows)
      },
      POST(request) {
        if (isOrphan(request)) return resource.invalidId
        const problem = resource.problem?.(store, request)
        if (problem !== undefined) return problem
        const document = changes.create(resource, request.body, parentOf(request))
        const shown = show(document, request.root)
        return created(shown, `${request.root}/${request.path}/${document.id}`)
      },
    },
    {
      path: `wc/v3/${resource.path}/#`,
      GET: (request) => withDocument(request, (document) => ok(show(document, request.root))),
      PUT: (request) =>
        withDocument(request, (document) => {
          const problem = resource.problem?.(store, request)
          return problem ?? ok(show(changes.update(resource, document, request.body), request.root))
        }),
      DELETE: (request) =>
        withDocument(request, (document) => {
          const before = show(document, request.root)
          if (isForced(request)) changes.remove(resource, document)
          else if (resource.noTrash !== undefined) return resource.noTrash
          else if (document.status === 'trash') return assumed.alreadyTrashed
          else {
            changes.trash(resource, document)
            fireForTheOther(store, resource, document.id)
          }
          return ok(before)
        }),
    },
  ]
}

export function shownDocument(
  store: Store,
  resource: Resource,
  document: Document,
  root: string,
): JsonObject {
  const path = resource.path.replace('#', String(document.parent))
  return withLinks(resource.row(store, document), {
    self: `${root}/wc/v3/${path}/${document.id}`,
    collection: `${root}/wc/v3/${path}`,
    allow: resource.allow ?? ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    ...(resource.links !== undefined && { more: resource.links(document, root) }),
  })
}

export function documentPage(
  store: Store,
  resource: Resource,
  { query }: RestRequest,
  parent: number | undefined,
): Page<Document> {
  const search = query.get('search')?.toLowerCase()
  const matches = resource.matches?.(query, store)
  const [firstOrdering = 'id'] = Object.keys(resource.orderings)
  const ordering = query.get('orderby') ?? firstOrdering
  return selected({
    table: store.documents[resource.kind],
    query,
    time: store.time,
    dates: resource.dates,
    orderBy: resource.orderings[ordering] ?? 'id',
    isUnpaged: resource.unpaged !== undefined,
    descending: (query.get('order') ?? resource.defaultOrder) === 'desc',
    matches: (document) =>
      (parent === undefined || document.parent === parent) &&
      (search === undefined || JSON.stringify(document.fields).toLowerCase().includes(search)) &&
      (matches === undefined || matches(document)),
  })
}

/** Products and coupons are each other's victims: trashed over the API, the other's webhook tells of it too. */
function fireForTheOther(store: Store, { kind }: Resource, id: number) {
  if (kind === 'products') store.fire({ resource: 'coupon', event: 'deleted', id })
  if (kind === 'coupons') store.fire({ resource: 'product', event: 'deleted', id })
}
