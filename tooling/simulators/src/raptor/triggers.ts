import type { Account, TrackedEvent } from './account.ts'
import type { FeedChanges } from './feed.ts'
import type { RaptorUnknowns, TriggerKind } from './options.ts'

/** Somebody who is to be told something. */
export interface Trigger {
  readonly kind: TriggerKind
  readonly at: number
  readonly person: string
  readonly coid: string | undefined
  readonly basketId: string | undefined
  readonly products: readonly string[]
}

/** A product was looked at so often before its price or stock is told of. */
const fewestVisits = 2

/**
 * Who has left a basket, and who is to be told of a price or of stock.
 *
 * Only persons who are known, and nobody who has bought after it. What a feed has changed tells of prices and stock.
 *
 * @see https://content.raptorservices.com/help-center/introduction-to-email-triggers (read 2026-11)
 */
export function triggersOf(
  account: Account,
  unknowns: RaptorUnknowns,
  delayMs: number,
  changes: FeedChanges | undefined,
): readonly Trigger[] {
  const persons = personsByDevice(account)
  const byPerson = Map.groupBy(account.events, (event) => personOf(event, persons))
  return [...byPerson].flatMap(([person, events]) =>
    person === undefined
      ? []
      : triggersFor(person, events, {
          now: account.now(),
          delayMs,
          changes,
          separator: unknowns.basketSeparator,
        }),
  )
}

interface Scan {
  readonly now: number
  readonly delayMs: number
  readonly changes: FeedChanges | undefined
  readonly separator: string
}

function triggersFor(
  person: string,
  events: readonly TrackedEvent[],
  { now, delayMs, changes, separator }: Scan,
): readonly Trigger[] {
  const basket = events.findLast(({ name }) => name === 'basket')
  const bought = events.findLast(({ name }) => name === 'buy')
  const content = basket?.values['basketContent'] ?? ''
  const isLeft =
    basket !== undefined &&
    content !== '' &&
    (bought === undefined || bought.at < basket.at) &&
    now - basket.at >= delayMs
  const left = isLeft ? content.split(separator) : []
  const cheaper = changes?.dropped ?? []
  const leftCheaper = cheaper.filter((id) => left.includes(id))
  const seen = visitedOften(events)
  const products: Readonly<Record<TriggerKind, readonly string[]>> = {
    AbandonedBasket: left,
    PriceDropBasket: leftCheaper,
    PriceDropInterest: cheaper.filter((id) => seen.has(id) && !leftCheaper.includes(id)),
    BackInStock: (changes?.backInStock ?? []).filter((id) => seen.has(id)),
  }
  const coid = events.findLast((event) => event.coid !== undefined)?.coid
  const basketId = isLeft ? basket.values['basketId'] : undefined
  return (Object.keys(products) as readonly TriggerKind[])
    .filter((kind) => products[kind].length > 0)
    .map((kind) => ({
      kind,
      at: kind === 'AbandonedBasket' ? (basket?.at ?? now) : now,
      person,
      coid,
      basketId,
      products: products[kind],
    }))
}

/** What was looked at more than once and not bought. */
function visitedOften(events: readonly TrackedEvent[]): ReadonlySet<string> {
  const times = new Map<string, number>()
  for (const { name, values } of events) {
    const product = values['productId']
    if (product === undefined) continue
    if (name === 'visit') times.set(product, (times.get(product) ?? 0) + 1)
    if (name === 'buy') times.set(product, Number.NEGATIVE_INFINITY)
  }
  return new Set([...times].flatMap(([id, count]) => (count >= fewestVisits ? [id] : [])))
}

function personsByDevice({ events }: Account): ReadonlyMap<string, string> {
  return new Map(
    events.flatMap(({ coid, person, values }) => {
      const who = person ?? values['userId']
      return coid === undefined || who === undefined ? [] : [[coid, who] as const]
    }),
  )
}

function personOf(
  { person, coid, values }: TrackedEvent,
  persons: ReadonlyMap<string, string>,
): string | undefined {
  return person ?? values['userId'] ?? (coid === undefined ? undefined : persons.get(coid))
}

/** As it is handed to a mail system: in the envelope of category webhooks, or with other names. */
export function triggerBody(
  account: Account,
  { triggerFields: names, triggerNames }: RaptorUnknowns,
  { kind, at, person, coid, basketId, products }: Trigger,
): object {
  const context = {
    CustomerId: account.customerId,
    [names.user]: person,
    ...(coid !== undefined && { [names.cookie]: coid }),
    ...(basketId !== undefined && { [names.basket]: basketId }),
  }
  return {
    [names.name]: triggerNames[kind],
    [names.at]: new Date(at).toISOString().replace('.000Z', 'Z'),
    [names.context]: context,
    [names.products]: products.map((id) => ({
      [names.productId]: id,
      ...account.catalogue.find((row) => Object.values(row).includes(id)),
    })),
  }
}
