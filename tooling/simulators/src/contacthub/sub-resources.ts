import { notFound, refused, type Answer, type Asked, type Body } from './answer.ts'
import { base } from './customer-schema.ts'
import { isRecord, misfits, type JsonSchema } from './json-schema.ts'
import { keep, present, type Customer, type Source, type Workspace } from './workspace.ts'

export const subResources: ReadonlySet<string> = new Set([
  'educations',
  'jobs',
  'likes',
  'subscriptions',
])

/** One item of a list of the customer: made, read, replaced or taken away by its id. */
export function answerSubResource(
  workspace: Workspace,
  source: Source,
  { method, path, body }: Asked,
): Answer {
  const [, customerId = '', kind = '', id] = path
  const customer = present(workspace, customerId)
  if (customer === undefined) return notFound('customer', customerId)
  const items = itemsOf(customer, kind)
  const place = items.findIndex((item) => item['id'] === (id ?? body['id']))
  const found = items[place]
  if (id !== undefined && found === undefined) return refused(404, `${kind} not found ${id}`)
  if (method === 'GET') return { status: 200, body: found }
  if (method === 'DELETE') {
    write(workspace, source, customer, { kind, items: items.toSpliced(place, 1) })
    return { status: 200 }
  }
  const given = { ...body, ...(id !== undefined && { id }) }
  const wrong = misfits(schemaOf(kind), given)
  if (wrong.length > 0) return refused(400, `${kind} is not valid`, { errors: wrong })
  if (id === undefined && found !== undefined && workspace.unknowns.subscriptionAgain === 409)
    return refused(409, `${kind} exists`)
  const changed = found === undefined ? [...items, given] : items.with(place, given)
  write(workspace, source, customer, { kind, items: changed })
  return { status: id === undefined && kind === 'subscriptions' ? 201 : 200, body: given }
}

function itemsOf(customer: Customer, kind: string): readonly Body[] {
  const items = customer.base[kind]
  return Array.isArray(items) ? items.filter(isRecord) : []
}

function schemaOf(kind: string): JsonSchema {
  return base.properties?.[kind]?.items ?? {}
}

function write(
  workspace: Workspace,
  source: Source,
  customer: Customer,
  { kind, items }: { readonly kind: string; readonly items: readonly Body[] },
): void {
  const changed = {
    ...customer,
    base: { ...customer.base, [kind]: items },
    updatedAt: workspace.now(),
    updatedBy: source.id,
  }
  keep(workspace, changed, false)
}
