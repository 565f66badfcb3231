import { notFound, paged, refused, type Answer, type Asked } from './answer.ts'
import { contextSchemas } from './context-schemas.ts'
import { eventSchemas, passiveTypes } from './event-schemas.ts'
import { isRecord, misfits, type Misfit } from './json-schema.ts'
import { shownEvent, valueAt } from './shown.ts'
import { allPresent, present, tell, type HubEvent, type Workspace } from './workspace.ts'

const accepted = (workspace: Workspace, id: string): Answer => ({
  status: 202,
  ...(workspace.unknowns.eventAnswer === 'id' && { body: { id } }),
})

/** Takes an event, and stores it later. There is no key by which a repeat would be told. */
export function createEvent(workspace: Workspace, { body }: Asked): Answer {
  const id = workspace.nextId('e')
  const type = String(body['type'])
  const wrong = bodyMisfits(body)
  if (wrong.length > 0) return refused(400, 'source event is not valid', { errors: wrong })
  if (workspace.disabledTypes.has(type)) {
    if (workspace.unknowns.disabledEvent === 400)
      return refused(400, `event type ${type} is not enabled`)
    return accepted(workspace, id)
  }
  const whose = identityOf(workspace, body)
  if ('refusal' in whose) return whose.refusal
  const at = workspace.now()
  const date = typeof body['date'] === 'string' ? Date.parse(body['date']) : at
  const event: HubEvent = {
    id,
    nodeId: workspace.nodeId,
    ...whose,
    type,
    context: String(body['context']),
    date,
    properties: isRecord(body['properties']) ? body['properties'] : {},
    contextInfo: isRecord(body['contextInfo']) ? body['contextInfo'] : null,
    tracking: isRecord(body['tracking']) ? body['tracking'] : null,
    registeredAt: at,
    updatedAt: at,
  }
  workspace.later(() => store(workspace, event))
  return accepted(workspace, id)
}

export function readEvent(workspace: Workspace, id: string): Answer {
  const event = workspace.events.get(id)
  return event === undefined
    ? notFound('event', id)
    : { status: 200, body: shownEvent(workspace, event) }
}

export function deleteEvent(workspace: Workspace, id: string): Answer {
  if (!workspace.events.delete(id)) return notFound('event', id)
  tell(workspace, 'DELETE', 'EVENT', id)
  return { status: 204 }
}

/** Events that a list shows, which lags behind; in the order in which they came. */
export function listEvents(workspace: Workspace, query: URLSearchParams): Answer {
  const customerId = query.get('customerId')
  const nodeId = query.get('nodeId')
  if (customerId === null && nodeId === null)
    return refused(400, 'customerId or nodeId is required')
  if (customerId !== null && present(workspace, customerId) === undefined)
    return notFound('customer', customerId)
  const types = query.get('type')?.split(',')
  const contexts = query.get('context')?.split(',')
  const mode = query.get('mode')
  const from = instantIn(query.get('dateFrom'), Number.NEGATIVE_INFINITY)
  const to = instantIn(query.get('dateTo'), Number.POSITIVE_INFINITY)
  if (Number.isNaN(from) || Number.isNaN(to)) return refused(400, 'date is not valid')
  const until = workspace.now() - workspace.searchLagMs()
  const found = [...workspace.events.values()].filter(
    (event) =>
      event.registeredAt <= until &&
      (customerId === null || event.customerId === customerId) &&
      (nodeId === null || event.nodeId === nodeId) &&
      (types === undefined || types.includes(event.type)) &&
      (contexts === undefined || contexts.includes(event.context)) &&
      (mode === null || (mode === 'PASSIVE') === passiveTypes.has(event.type)) &&
      event.date >= from &&
      event.date <= to,
  )
  return paged(
    found.map((event) => shownEvent(workspace, event)),
    query,
  )
}

function instantIn(text: string | null, otherwise: number): number {
  return text === null ? otherwise : Date.parse(text)
}

function bodyMisfits(body: Asked['body']): readonly Misfit[] {
  const { type, context, properties, contextInfo } = body
  const schema = typeof type === 'string' ? eventSchemas[type] : undefined
  const place = typeof context === 'string' ? contextSchemas[context] : undefined
  if (schema === undefined) return [{ path: '/type', message: 'instance value not found in enum' }]
  if (place === undefined)
    return [{ path: '/context', message: 'instance value not found in enum' }]
  if (!isRecord(properties)) return [{ path: '/properties', message: 'is required' }]
  return [
    ...misfits(schema, properties, '/properties'),
    ...(isRecord(contextInfo) ? misfits(place, contextInfo, '/contextInfo') : []),
  ]
}

type Identity = Pick<HubEvent, 'customerId' | 'bringBack'>

function identityOf(
  workspace: Workspace,
  { customerId, bringBackProperties: given }: Asked['body'],
): Identity | { readonly refusal: Answer } {
  if (typeof customerId === 'string') {
    if (present(workspace, customerId) !== undefined) return { customerId, bringBack: null }
    const { missingCustomer } = workspace.unknowns
    return { refusal: refused(missingCustomer, `customer not found ${customerId}`) }
  }
  const [type, value, nodeId] = ['type', 'value', 'nodeId'].map((name) => valueAt(given, name))
  if (typeof value !== 'string' || (type !== 'EXTERNAL_ID' && type !== 'SESSION_ID'))
    return {
      refusal: refused(400, 'source event is not valid', {
        errors: [{ path: '/customerId', message: 'customerId or bringBackProperties is required' }],
      }),
    }
  if (nodeId !== workspace.nodeId) return { refusal: notFound('node', String(nodeId)) }
  const found =
    type === 'EXTERNAL_ID'
      ? allPresent(workspace).find(({ externalId }) => externalId === value)?.id
      : workspace.sessions.get(value)?.customerId
  return { customerId: found ?? null, bringBack: { type, value, nodeId } }
}

/** Stores an event, and sends what an automation sends for it. */
function store(workspace: Workspace, event: HubEvent): void {
  workspace.events.set(event.id, event)
  tell(workspace, 'CREATE', 'EVENT', event.id)
  const customer = event.customerId === null ? undefined : present(workspace, event.customerId)
  const email = valueAt(customer, 'base.contacts.email')
  if (customer === undefined || typeof email !== 'string') return
  for (const { eventType, name, message } of workspace.automations) {
    if (eventType !== event.type || (name !== undefined && name !== event.properties['name']))
      continue
    const { extraProperties } = event.properties
    workspace.messages.push({ message, customerId: customer.id, email, extraProperties })
  }
}
