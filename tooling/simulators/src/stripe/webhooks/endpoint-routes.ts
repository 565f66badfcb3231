import { remove, update } from '../changes/change.ts'
import type { Json } from '../json.ts'
import { kinds } from '../kinds/kinds.ts'
import { ok, refuse } from '../rest/answer.ts'
import { listIn, type Form, type FormObject } from '../rest/form.ts'
import { missing } from '../rest/list-window.ts'
import { expectKnown, missingParameter } from '../rest/parameters.ts'
import type { Call, Route } from '../rest/route.ts'
import { deletedRow, shownRow } from '../rest/view.ts'
import type { Endpoints } from './endpoints.ts'

const { path, permission } = kinds.webhook_endpoints

/** What can be done to webhook endpoints; they are listed and read like anything else. */
export function endpointRoutes(endpoints: Endpoints): readonly Route[] {
  return [
    {
      method: 'POST',
      path: `/v1/${path}`,
      permission,
      answer(call) {
        const { query, account, version } = call
        expectKnown(query, [...settable, 'api_version', 'connect'])
        const events = expectEvents(query['enabled_events'])
        if (events === undefined) throw missingParameter('enabled_events')
        if (query['url'] === undefined) throw missingParameter('url')
        const apiVersion = textOf(query['api_version'])
        const { row, secret } = endpoints.add(account, {
          url: expectAddress(query['url'], account.livemode),
          events,
          connect: query['connect'] === 'true',
          ...(apiVersion !== undefined && { apiVersion }),
          fields: described(query),
        })
        // The only time that the secret is shown.
        return ok({ ...shownRow(row, { account, version, expand: [] }), secret })
      },
    },
    {
      method: 'POST',
      path: `/v1/${path}/*`,
      permission,
      answer(call) {
        const { query, account, version } = call
        expectKnown(query, [...settable, 'disabled'])
        const id = idOf(call)
        const events = expectEvents(query['enabled_events'])
        const row = update(account, 'webhook_endpoints', id, {
          ...described(query),
          ...(events !== undefined && { enabled_events: events }),
          ...(query['url'] !== undefined && { url: expectAddress(query['url'], account.livemode) }),
          ...(query['disabled'] !== undefined && {
            status: query['disabled'] === 'true' ? 'disabled' : 'enabled',
          }),
        })
        return ok(shownRow(row, { account, version, expand: [] }))
      },
    },
    {
      method: 'DELETE',
      path: `/v1/${path}/*`,
      permission,
      answer(call) {
        const id = idOf(call)
        remove(call.account, 'webhook_endpoints', id)
        return ok(deletedRow('webhook_endpoints', id))
      },
    },
  ]
}

const settable = ['url', 'enabled_events', 'description', 'metadata', 'expand']

function idOf({ account, ids: [id = ''] }: Call): string {
  if (account.tables.webhook_endpoints.get(id) === undefined) {
    throw missing('webhook_endpoint', id, 'id')
  }
  return id
}

function expectEvents(sent: Form | undefined): readonly string[] | undefined {
  if (sent === undefined) return undefined
  const events = listIn(sent)
  const strange = events.find((name) => name !== '*' && !/^[a-z0-9_]+(\.[a-z0-9_]+)+$/u.test(name))
  if (events.length > 0 && strange === undefined) return events
  throw refuse(400, {
    message: `Invalid enabled_events: ${strange ?? 'must not be empty'}`,
    param: 'enabled_events',
  })
}

function expectAddress(sent: Form, livemode: boolean): string {
  const address = typeof sent === 'string' ? URL.parse(sent) : null
  if (address === null || typeof sent !== 'string') {
    throw refuse(400, { code: 'url_invalid', message: 'Not a valid URL', param: 'url' })
  }
  if (livemode && address.protocol !== 'https:') {
    const message = 'Invalid URL: Webhook endpoints in live mode must use HTTPS.'
    throw refuse(400, { code: 'url_invalid', message, param: 'url' })
  }
  return sent
}

function described(query: FormObject): Readonly<Record<string, Json>> {
  const description = textOf(query['description'])
  const { metadata } = query
  return {
    ...(description !== undefined && { description }),
    ...(typeof metadata === 'object' && { metadata }),
  }
}

function textOf(value: Form | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}
