import { forbidden, refused, type Answer, type Asked } from './answer.ts'
import { changeCustomer, createCustomer, deleteCustomer } from './customers.ts'
import { createEvent, deleteEvent, listEvents, readEvent } from './events.ts'
import { extendedSchema, listCustomers, readCustomer, readUpdates } from './reading.ts'
import { attachSession, sessionsOf } from './sessions.ts'
import { answerSubResource, subResources } from './sub-resources.ts'
import type { Source, Workspace } from './workspace.ts'

/** What a source is answered below its workspace. An untrusted one writes and reads nothing. */
export function answerRoute(workspace: Workspace, source: Source, asked: Asked): Answer {
  const { method, path, query } = asked
  const [first, id, third] = path
  if (!source.isTrusted && (method === 'GET' || method === 'DELETE')) return forbidden
  if (first === 'customers') return answerCustomers(workspace, source, asked)
  if (first === 'events') return answerEvents(workspace, asked)
  if (first === 'updates' && method === 'GET')
    return readUpdates(workspace, source, { isLast: id === 'last-offset', query })
  if (first === 'configuration' && id === 'properties' && third === 'extended' && method === 'GET')
    return extendedSchema(workspace)
  return refused(404, 'Not found')
}

function answerCustomers(workspace: Workspace, source: Source, asked: Asked): Answer {
  const { method, path, query, body } = asked
  const [, id, kind] = path
  if (id === undefined)
    return method === 'POST'
      ? createCustomer(workspace, source, asked)
      : method === 'GET'
        ? listCustomers(workspace, query)
        : refused(405, 'Method not allowed')
  if (kind === 'sessions')
    return method === 'POST'
      ? attachSession(workspace, id, body['value'])
      : sessionsOf(workspace, id)
  if (kind !== undefined)
    return subResources.has(kind)
      ? answerSubResource(workspace, source, asked)
      : refused(404, 'Not found')
  switch (method) {
    case 'GET':
      return readCustomer(workspace, id)
    case 'PUT':
      return changeCustomer(workspace, source, asked, { id, isWhole: true })
    case 'PATCH':
      return changeCustomer(workspace, source, asked, { id, isWhole: false })
    case 'DELETE':
      return deleteCustomer(workspace, id)
    default:
      return refused(405, 'Method not allowed')
  }
}

function answerEvents(workspace: Workspace, asked: Asked): Answer {
  const { method, path, query } = asked
  const [, id] = path
  if (id === undefined)
    return method === 'POST' ? createEvent(workspace, asked) : listEvents(workspace, query)
  if (method === 'DELETE') return deleteEvent(workspace, id)
  return method === 'GET' ? readEvent(workspace, id) : refused(405, 'Method not allowed')
}
