import { notFound, paged, refused, wholeNumber, type Answer, type Body } from './answer.ts'
import { queryTest } from './search.ts'
import { projected, shownCustomer, shownEvent, valueAt } from './shown.ts'
import { indexed, present, type Source, type Update, type Workspace } from './workspace.ts'

export function listCustomers(workspace: Workspace, query: URLSearchParams): Answer {
  const nodeId = query.get('nodeId')
  if (nodeId === null) return refused(400, 'nodeId is required')
  if (nodeId !== workspace.nodeId) return notFound('node', nodeId)
  const without = new Set(workspace.unknowns.queriesUpdatedAt ? [] : ['updatedAt'])
  const text = query.get('query')
  const test = text === null ? () => true : queryTest(text, without)
  if ('refusal' in test) return refused(400, test.refusal)
  const externalId = query.get('externalId')
  const [field = '', direction = 'asc'] = (query.get('sort') ?? '').split(',')
  if (without.has(field)) return refused(400, `sort by ${field} is not supported`)
  const found = indexed(workspace)
    .map((customer) => shownCustomer(workspace, customer))
    .filter((shown) => externalId === null || shown['externalId'] === externalId)
    .filter(test)
  const sorted = field === '' ? found : found.toSorted((one, other) => between(one, other, field))
  const all = direction === 'desc' ? sorted.toReversed() : sorted
  const fields = query.get('fields')?.split(',')
  return paged(fields === undefined ? all : all.map((shown) => projected(shown, fields)), query)
}

function between(one: Body, other: Body, field: string): number {
  const [left, right] = [one, other].map((shown) => JSON.stringify(valueAt(shown, field) ?? ''))
  return (left ?? '') < (right ?? '') ? -1 : left === right ? 0 : 1
}

export function readCustomer(workspace: Workspace, id: string): Answer {
  const customer = present(workspace, id)
  return customer === undefined
    ? notFound('customer', id)
    : { status: 200, body: shownCustomer(workspace, customer) }
}

/** The stream of changes, for sources whose role may read it. */
export function readUpdates(
  workspace: Workspace,
  source: Source,
  { isLast, query }: { readonly isLast: boolean; readonly query: URLSearchParams },
): Answer {
  if (!source.readsUpdates) return refused(403, 'The role is not allowed to read updates')
  const entity = query.get('entity')
  const own = workspace.updates.filter(({ type }) => entity === null || type === entity)
  if (isLast) return { status: 200, body: { lastOffset: own.at(-1)?.offset ?? 0 } }
  const offset = wholeNumber(query.get('offset') ?? '0')
  const size = wholeNumber(query.get('size') ?? '50')
  if (offset === undefined || size === undefined || size < 1 || size > 4_000)
    return refused(400, 'offset or size is not valid')
  const updates = own.filter((update) => update.offset > offset).slice(0, size)
  return {
    status: 200,
    body: {
      nextOffset: updates.at(-1)?.offset ?? offset,
      updates: updates.map((update) => shownUpdate(workspace, update)),
    },
  }
}

function shownUpdate(workspace: Workspace, { operation, type, id }: Update): Body {
  return { operation, entity: { type, data: dataOf(workspace, { operation, type, id }) } }
}

function dataOf(
  workspace: Workspace,
  { operation, type, id }: Pick<Update, 'operation' | 'type' | 'id'>,
): Body {
  if (operation === 'DELETE' || workspace.unknowns.updateData === 'id') return { id }
  if (type === 'EVENT') {
    const event = workspace.events.get(id)
    return event === undefined ? { id } : shownEvent(workspace, event)
  }
  const customer = present(workspace, id)
  if (customer === undefined) return { id }
  if (workspace.unknowns.updateData === 'whole') return shownCustomer(workspace, customer)
  const { nodeId, base } = customer
  return { id, nodeId, base }
}

/** The workspace's own properties: a JSON Schema, as text. */
export function extendedSchema({ extended }: Workspace): Answer {
  const properties = Object.fromEntries(
    Object.entries(extended).map(([name, schema]) => [
      name,
      {
        ...schema,
        contactlabProperties: { label: name, enabled: true, mergePolicy: 'OBJ_PRIORITY' },
      },
    ]),
  )
  const schema = { type: 'object', properties, additionalProperties: false }
  return { status: 200, body: { schema: JSON.stringify(schema) } }
}
