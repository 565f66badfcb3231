import { notFound, refused, type Answer, type Asked, type Body } from './answer.ts'
import { customerBody } from './customer-schema.ts'
import { isRecord, misfits, type Misfit } from './json-schema.ts'
import { orNull } from './schema-words.ts'
import { shownCustomer, valueAt } from './shown.ts'
import {
  allPresent,
  keep,
  present,
  removeCustomer,
  type Customer,
  type Source,
  type Workspace,
} from './workspace.ts'
import { attachSession, attachWaiting } from './sessions.ts'

export function createCustomer(workspace: Workspace, source: Source, asked: Asked): Answer {
  const { body } = asked
  const { nodeId } = body
  if (typeof nodeId !== 'string') return invalid([{ path: '/nodeId', message: 'is required' }])
  if (nodeId !== workspace.nodeId) return notFound('node', nodeId)
  if (
    body['externalId'] === undefined &&
    body['base'] === undefined &&
    body['extended'] === undefined
  )
    return invalid([{ path: '', message: 'one of externalId, base, extended is required' }])
  const at = workspace.now()
  const fresh: Customer = {
    ...empty,
    id: workspace.nextId('c'),
    nodeId,
    registeredAt: at,
    updatedAt: at,
    registeredBy: source.id,
    updatedBy: source.id,
  }
  const made = withBody(workspace, fresh, body)
  if ('refusal' in made) return made.refusal
  const twin = conflicting(workspace, made)
  if (twin !== undefined) return conflict(workspace, source, twin)
  keep(workspace, made, true)
  attachWaiting(workspace, made)
  const session = attached(workspace, asked, made)
  if (session !== undefined) return session
  const isTold = source.isTrusted || workspace.unknowns.untrustedCreate === 'everything'
  return { status: 201, ...(isTold && { body: shownCustomer(workspace, made) }) }
}

export function changeCustomer(
  workspace: Workspace,
  source: Source,
  asked: Asked,
  { id, isWhole }: { readonly id: string; readonly isWhole: boolean },
): Answer {
  const before = present(workspace, id)
  if (before === undefined) return notFound('customer', id)
  const { body } = asked
  if (isWhole && (body['id'] !== id || body['nodeId'] !== before.nodeId))
    return invalid([{ path: '', message: 'id and nodeId are required' }])
  if (!isWhole && body['nodeId'] !== undefined)
    return invalid([{ path: '/nodeId', message: 'cannot be changed' }])
  const from: Customer = isWhole ? { ...before, ...empty } : before
  const made = withBody(
    workspace,
    { ...from, updatedAt: workspace.now(), updatedBy: source.id },
    body,
  )
  if ('refusal' in made) return made.refusal
  const twin = conflicting(workspace, made)
  if (twin !== undefined) return conflict(workspace, source, twin)
  keep(workspace, made, false)
  attachWaiting(workspace, made)
  const session = attached(workspace, asked, made)
  if (session !== undefined) return session
  const isTold = source.isTrusted || workspace.unknowns.untrustedCreate === 'everything'
  return { status: 200, ...(isTold && { body: shownCustomer(workspace, made) }) }
}

export function deleteCustomer(workspace: Workspace, id: string): Answer {
  if (present(workspace, id) === undefined) return notFound('customer', id)
  removeCustomer(workspace, id)
  return { status: 200 }
}

const empty = {
  externalId: null,
  extra: null,
  enabled: true,
  base: {},
  consents: null,
  extended: {},
  tags: { auto: [], manual: [] },
} as const

function invalid(errors: readonly Misfit[]): Answer {
  return refused(400, 'source customer is not valid', { errors })
}

/** A customer with what a body says, merged into what they are; lists are replaced as a whole. */
function withBody(
  workspace: Workspace,
  before: Customer,
  body: Body,
): Customer | { readonly refusal: Answer } {
  const wrong = [...misfits(customerBody, body), ...extendedMisfits(workspace, body['extended'])]
  if (wrong.length > 0) return { refusal: invalid(wrong) }
  const known = (given: unknown) => (isRecord(given) ? onlyKnown(workspace, given) : given)
  const merged = mergedWith(
    {
      externalId: before.externalId,
      extra: before.extra,
      enabled: before.enabled,
      base: before.base,
      consents: before.consents,
      extended: before.extended,
      tags: before.tags,
    },
    Object.assign(
      {},
      body,
      body['extended'] !== undefined && { extended: known(body['extended']) },
    ),
  )
  const { externalId, extra, enabled, base, consents, extended, tags } =
    merged as unknown as Partial<Customer>
  const made: Customer = {
    ...before,
    externalId: externalId ?? null,
    extra: extra ?? null,
    enabled: enabled ?? true,
    base: base ?? {},
    consents: consents ?? null,
    extended: extended ?? {},
    tags: { auto: tags?.auto ?? [], manual: tags?.manual ?? [] },
  }
  const lacking = workspace.mandatory.filter((path) => (valueAt(made, path) ?? null) === null)
  if (lacking.length === 0) return made
  const errors = lacking.map((path) => ({
    path: `/${path.replaceAll('.', '/')}`,
    message: 'mandatory property is required',
  }))
  return { refusal: invalid(errors) }
}

/** `null` removes, what is absent stays, lists are replaced. */
function mergedWith(before: unknown, change: Body): Body {
  const made: Record<string, unknown> = isRecord(before) ? { ...before } : {}
  for (const [name, value] of Object.entries(change)) {
    if (value === null) delete made[name]
    else if (isRecord(value)) made[name] = mergedWith(made[name], value)
    else made[name] = value
  }
  return made
}

function extendedMisfits(workspace: Workspace, given: unknown): readonly Misfit[] {
  if (!isRecord(given)) return []
  const properties = Object.fromEntries(
    Object.entries(workspace.extended).map(([name, schema]) => [name, orNull(schema)]),
  )
  const additionalProperties = workspace.unknowns.unknownExtended === 'ignored'
  return misfits({ type: 'object', properties, additionalProperties }, given, '/extended')
}

function onlyKnown({ extended }: Workspace, given: Body): Body {
  return Object.fromEntries(Object.entries(given).filter(([name]) => extended[name] !== undefined))
}

/** Somebody else of whom all properties of the policy are the same. */
function conflicting(workspace: Workspace, made: Customer): Customer | undefined {
  const { policy, properties, caseSensitive } = workspace.uniqueness
  if (policy === 'NO_CHECK') return undefined
  const keyOf = (one: Customer) =>
    properties.map((path) => {
      const value = valueAt(one, path)
      return typeof value === 'string' && !caseSensitive ? value.toLowerCase() : value
    })
  const key = keyOf(made)
  if (key.some((value) => (value ?? null) === null)) return undefined
  return allPresent(workspace).find(
    (one) => one.id !== made.id && JSON.stringify(keyOf(one)) === JSON.stringify(key),
  )
}

function conflict(
  { id: workspace, unknowns }: Workspace,
  source: Source,
  { id }: Customer,
): Answer {
  const isTold = source.isTrusted || unknowns.untrustedConflict === 'customer'
  const href = `https://api.contactlab.it/hub/v1/workspaces/${workspace}/customers/${id}`
  return isTold
    ? refused(409, `Conflict with exiting customer ${id}`, { data: { customer: { id, href } } })
    : refused(409, 'Conflict with exiting customer')
}

function attached(workspace: Workspace, { query }: Asked, customer: Customer): Answer | undefined {
  const value = query.get('sessionId')
  if (value === null) return undefined
  const answer = attachSession(workspace, customer.id, value)
  return answer.status < 400 ? undefined : answer
}
