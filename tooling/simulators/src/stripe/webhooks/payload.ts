import type { EventLog, KeptEvent } from '../events/event-log.ts'
import type { JsonObject } from '../json.ts'
import { kindNames, kindOf } from '../kinds/kinds.ts'
import type { Account } from '../store/account.ts'
import { identifier } from '../store/identifiers.ts'
import type { Endpoint } from './endpoints.ts'

/** What is told to an endpoint: the event with its object, or thinly, only which object it is. */
export function payloadOf(
  account: Account,
  log: EventLog,
  event: KeptEvent,
  endpoint: Endpoint,
): JsonObject {
  if (endpoint.isThin) return thinEvent(account, event, endpoint.isConnect)
  const { api_version: own } = endpoint.row
  const version = typeof own === 'string' ? own : account.apiVersion()
  return { ...log.at(event, version), ...(endpoint.isConnect && { account: account.id }) }
}

/** An event without its object, the same at every version. */
export function thinEvent(account: Account, event: KeptEvent, isConnect: boolean): JsonObject {
  const { id, object } = event.object
  const path = kindNames.map(kindOf).find((kind) => kind.object === object)?.path ?? object
  return {
    id: thinId(event.id),
    object: 'v2.core.event',
    context: isConnect ? account.id : null,
    created: new Date(event.created * 1_000).toISOString(),
    livemode: account.livemode,
    reason: null,
    related_object: { id, type: object, url: `/v1/${path}/${id}` },
    snapshot_event: event.id,
    type: `v1.${event.type}`,
  }
}

export function thinId(id: string): string {
  return identifier('evt_', 2, id)
}
