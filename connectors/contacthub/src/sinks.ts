import { assumedStoredWithinMs } from './assumptions.ts'
import { customerItem, type CustomerItem } from './customer-item.ts'
import { eventItem, type EventItem } from './event-item.ts'
import { resolveEvents } from './find-events.ts'
import { sessionItem } from './session-item.ts'
import { isTrusted, kit, searchLagOf, type Settings } from './settings.ts'
import { writeCustomers } from './write-customers.ts'
import { pollEvents, writeEvents } from './write-events.ts'
import { writeSessions } from './write-sessions.ts'

/** The parts of a customer, and an event, are 64 KB each at most. */
const mostBytes = 300_000
/** What follows one another by requests of its own gains nothing from being sent together. */
const batch = { maxItems: 1, maxBytes: mostBytes } as const

export function sinksOf(config: Settings) {
  const customers = kit.sink({
    schema: customerItem,
    key: ({ externalId }) => externalId,
    mode: 'upsert',
    deletes: config.whenGone === 'delete',
    // Who is there is looked for first; a source that cannot look may make somebody twice where nothing is unique.
    onUnknown: isTrusted(config) ? 'repeat' : 'double',
    // Lists show somebody new so much later.
    landMs: searchLagOf(config),
    timeoutMs: 60_000,
    batch,
    serialBy: seriesOf,
    mirrors: 'customers',
    permissions: ['Customers: read and write'],
    subject: personOf,
    write: writeCustomers,
  })
  const sessions = kit.sink({
    schema: sessionItem,
    key: ({ sessionId }) => sessionId,
    mode: 'append',
    onUnknown: isTrusted(config) ? 'repeat' : 'double',
    batch,
    references: ({ externalId }) => customerReference(externalId, true),
    subject: ({ externalId }) => ({ customerId: externalId }),
    permissions: ['Customers: read and write'],
    write: writeSessions,
  })
  const history = eventSink(config, true)
  const others = eventSink(config, false)
  return {
    customers,
    sessions,
    orders: history,
    returns: history,
    shipments: others,
    carts: others,
    events: others,
  }
}

/** Events are sent once: the ledger knows what was, and what nobody saw the end of is looked for by its key. */
function eventSink(config: Settings, isHistory: boolean) {
  const {
    schemas = 'known',
    storedWithinMs = assumedStoredWithinMs,
    unseenEvents = 'lose',
  } = config
  return kit.sink<EventItem>({
    schema: eventItem(schemas),
    key: ({ key }) => key,
    mode: 'append',
    onUnknown: isTrusted(config) ? { resolve: resolveEvents } : unseenEvents,
    landMs: storedWithinMs + searchLagOf(config),
    batch,
    references: ({ customer: { externalId } }) => customerReference(externalId, false),
    subject: ({ customer: { externalId, email } }) => ({
      ...((externalId ?? null) !== null && { customerId: externalId ?? '' }),
      ...((email ?? null) !== null && { email: email ?? '' }),
    }),
    permissions: ['Events: read and write'],
    write: writeEvents(isHistory),
    ...(config.readsEvents === true && { mirrors: 'events' }),
    ...(config.confirmEvents === true && { poll: pollEvents }),
  })
}

function customerReference(externalId: string | null | undefined, required: boolean) {
  if ((externalId ?? null) === null) return {}
  return { customer: { sink: 'customers', key: [externalId ?? ''] as const, required } }
}

/** Two customers with one address are one in Contacthub, and are not written at the same time. */
function seriesOf({ externalId, base }: CustomerItem): string {
  return base?.contacts?.email?.toLowerCase() ?? externalId
}

function personOf({ externalId, base }: CustomerItem) {
  const { email, mobilePhone } = base?.contacts ?? {}
  return {
    customerId: externalId,
    ...((email ?? null) !== null && { email: email ?? '' }),
    ...((mobilePhone ?? null) !== null && { phone: mobilePhone ?? '' }),
  }
}
