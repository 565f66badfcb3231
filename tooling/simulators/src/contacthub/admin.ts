import type { Body } from './answer.ts'
import {
  keep,
  present,
  removeCustomer,
  tell,
  uuid,
  type Customer,
  type HubEvent,
  type Source,
  type Workspace,
} from './workspace.ts'

/** What people do in the pages of Contacthub, and what other sources do. */
export interface ContacthubAdmin {
  /** Gives the id. */
  addCustomer(
    given: Partial<Pick<Customer, 'externalId' | 'base' | 'consents' | 'extended'>>,
  ): string
  changeCustomer(
    id: string,
    given: Partial<Pick<Customer, 'base' | 'consents' | 'extended' | 'tags'>>,
  ): void
  removeCustomer(id: string): void
  addEvent(given: Pick<HubEvent, 'type' | 'context' | 'date'> & Partial<HubEvent>): string
  changeEvent(id: string, properties: Body): void
  removeEvent(id: string): void
  disableType(type: string): void
  /** A source of the same workspace. */
  addSource(given: Partial<Pick<Source, 'isTrusted' | 'readsUpdates'>>): Source
  /** Sends one of the immediate messages to whoever such an event is of. */
  addAutomation(given: {
    readonly eventType: string
    readonly name?: string
    readonly message: string
  }): void
}

export function adminOf(workspace: Workspace, own: Source): ContacthubAdmin {
  const change = (id: string, given: Partial<Customer>) => {
    const before = present(workspace, id)
    if (before === undefined) throw new Error('There is no such customer.')
    const updatedAt = workspace.now()
    keep(workspace, { ...before, ...given, updatedAt, updatedBy: people }, false)
  }
  return {
    addCustomer(given) {
      const at = workspace.now()
      const made: Customer = {
        id: workspace.nextId('c'),
        nodeId: workspace.nodeId,
        externalId: null,
        extra: null,
        enabled: true,
        registeredAt: at,
        updatedAt: at,
        registeredBy: people,
        updatedBy: people,
        base: {},
        consents: null,
        extended: {},
        tags: { auto: [], manual: [] },
        ...given,
      }
      keep(workspace, made, true)
      return made.id
    },
    changeCustomer: change,
    removeCustomer: (id) => removeCustomer(workspace, id),
    addEvent(given) {
      const at = workspace.now()
      const made: HubEvent = {
        id: workspace.nextId('e'),
        nodeId: workspace.nodeId,
        customerId: null,
        bringBack: null,
        properties: {},
        contextInfo: null,
        tracking: null,
        registeredAt: at,
        updatedAt: at,
        ...given,
      }
      workspace.events.set(made.id, made)
      tell(workspace, 'CREATE', 'EVENT', made.id)
      return made.id
    },
    changeEvent(id, properties) {
      const before = workspace.events.get(id)
      if (before === undefined) throw new Error('There is no such event.')
      workspace.events.set(id, { ...before, properties, updatedAt: workspace.now() })
      tell(workspace, 'UPDATE', 'EVENT', id)
    },
    removeEvent(id) {
      workspace.events.delete(id)
      tell(workspace, 'DELETE', 'EVENT', id)
    },
    disableType: (type) => workspace.disabledTypes.add(type),
    addSource({ isTrusted = own.isTrusted, readsUpdates = own.readsUpdates }) {
      return addSource(workspace, { isTrusted, readsUpdates })
    },
    addAutomation({ eventType, name, message }) {
      workspace.automations.push({ eventType, name, message })
    },
  }
}

/** Whoever works in the pages. */
const people = uuid('d', 0)

export function addSource(
  workspace: Workspace,
  given: Pick<Source, 'isTrusted' | 'readsUpdates'>,
): Source {
  const number = workspace.sources.size + 1
  const source: Source = {
    id: uuid('d', number),
    token: `token-${number}-0123456789abcdef`,
    isEnabled: true,
    ...given,
  }
  workspace.sources.set(source.token, source)
  return source
}
