import { notFound, refused, type Answer } from './answer.ts'
import { present, type Customer, type HubEvent, type Workspace } from './workspace.ts'

/** Gives a session to a customer, with all of its events; a session is in a node once. */
export function attachSession(workspace: Workspace, customerId: string, value: unknown): Answer {
  if (present(workspace, customerId) === undefined) return notFound('customer', customerId)
  if (typeof value !== 'string' || value === '') return refused(400, 'session value is required')
  const before = workspace.sessions.get(value)
  if (before !== undefined && before.customerId !== customerId)
    return refused(409, `session ${value} belongs to another customer`)
  if (before !== undefined && workspace.unknowns.sessionAgain === 409)
    return refused(409, `session ${value} exists`)
  const session = before ?? { id: workspace.nextId('f'), value, customerId }
  workspace.sessions.set(value, session)
  moveEvents(workspace, customerId, { type: 'SESSION_ID', value })
  return { status: 201, body: { id: session.id, value } }
}

export function sessionsOf(workspace: Workspace, customerId: string): Answer {
  if (present(workspace, customerId) === undefined) return notFound('customer', customerId)
  const own = [...workspace.sessions.values()].filter((one) => one.customerId === customerId)
  return { status: 200, body: own.map(({ id, value }) => ({ id, value })) }
}

/** Events that waited for a customer with their external id. */
export function attachWaiting(workspace: Workspace, { id, externalId }: Customer): void {
  if (externalId !== null) moveEvents(workspace, id, { type: 'EXTERNAL_ID', value: externalId })
}

function moveEvents(
  workspace: Workspace,
  customerId: string,
  by: { readonly type: string; readonly value: string },
): void {
  for (const event of workspace.events.values()) {
    const { bringBack } = event
    if (event.customerId !== null || bringBack?.type !== by.type || bringBack.value !== by.value)
      continue
    const moved: HubEvent = { ...event, customerId }
    workspace.events.set(event.id, moved)
  }
}
