import { basketKind, basketOf } from './basket.ts'
import type { Calendar } from './calendar.ts'
import type { Catalogue } from './catalogue.ts'
import type { NewOrder } from './life.ts'
import type { ShopOrder } from './order.ts'
import { emailAtTill, phoneAs, type People, type Person } from './people.ts'
import { draws, subject } from './random.ts'
import { priceIn, type ShopStore } from './stores.ts'

/** What all makers of records share: where their draws come from, and the tables they look things up in. */
export interface World {
  readonly seed: number
  readonly calendar: Calendar
  readonly catalogue: Catalogue
  readonly people: People
}

/** First order number less one: the order of index 0 is W100001 or T100001. */
const numbersFrom = 100_001

/** Position of an order in the sequence of all orders, read from its id; `undefined` for what is no such id. */
export function indexOfOrder(id: string): number | undefined {
  const digits = /^[WT](\d{6,})$/u.exec(id)?.[1]
  return digits === undefined ? undefined : Number(digits) - numbersFrom
}

/** Who places order `index`, and at which store. */
export function buyerOf(
  { seed, people }: World,
  index: number,
): { readonly person: Person; readonly storeId: ShopStore['id'] } {
  const person = people.person(people.personOf(index))
  const roaming = person.index !== index && person.roams
  if (!roaming) return { person, storeId: person.home }
  return { person, storeId: draws(seed, subject.who, index, 1).chance(0.5) ? 'web' : 'till' }
}

/** Order `index` as it is placed: everything that its later life does not change. */
export function placedOrder(world: World, index: number): NewOrder {
  const { person, storeId } = buyerOf(world, index)
  const placedAt = world.calendar.placedAt(index)
  const { lines, currency, coupon } = basketOf({
    ...world,
    index,
    kind: basketKind.order,
    person,
    storeId,
    time: placedAt,
  })
  return {
    id: `${storeId === 'web' ? 'W' : 'T'}${numbersFrom + index}`,
    storeId,
    placedAt,
    currency,
    lines,
    ...(coupon !== undefined && { coupon }),
    ...(storeId === 'web'
      ? webDetails({ world, index, person, placedAt, currency, lines })
      : tillDetails({ world, index, person, placedAt })),
  }
}

type Details = Pick<
  NewOrder,
  | 'customerId'
  | 'email'
  | 'phone'
  | 'billing'
  | 'paymentMethod'
  | 'shippingTotal'
  | 'shippingTaxRate'
>

function webDetails(known: {
  readonly world: World
  readonly index: number
  readonly person: Person
  readonly placedAt: number
  readonly currency: ShopOrder['currency']
  readonly lines: ShopOrder['lines']
}): Details {
  const { world, index, person, placedAt, currency, lines } = known
  const draw = draws(world.seed, subject.who, index, 2)
  const record = world.people.customer(person.index, 'web', placedAt)
  // Some who have an account do not log in.
  const asGuest = record === undefined || draw.chance(0.1)
  const goods = lines.reduce((sum, line) => sum + line.total, 0)
  const free = goods >= priceIn(currency, 49_900)
  return {
    ...(!asGuest && { customerId: record.id }),
    email: asGuest ? guestEmail(person.email, draw.below(4)) : record.email,
    phone: phoneAs(person.phone, draw),
    billing: {
      name: `${person.firstName} ${person.lastName}`,
      street: person.street,
      postcode: person.postcode,
      town: person.town,
      country: person.country,
    },
    paymentMethod: draw.pick(['card', 'card', 'card', 'mobile', 'transfer']),
    shippingTotal: free ? 0 : priceIn(currency, 3_900),
    shippingTaxRate: 25,
  }
}

function tillDetails(known: {
  readonly world: World
  readonly index: number
  readonly person: Person
  readonly placedAt: number
}): Details {
  const { world, index, person, placedAt } = known
  const draw = draws(world.seed, subject.who, index, 2)
  const paid = {
    paymentMethod: draw.pick(['card', 'card', 'cash', 'mobile'] as const),
    shippingTotal: 0,
    shippingTaxRate: 25,
  }
  if (draw.chance(0.35)) return paid
  const record = world.people.customer(person.index, 'till', placedAt)
  if (record !== undefined) {
    return { ...paid, customerId: record.id, email: record.email, phone: record.phone }
  }
  return { ...paid, email: emailAtTill(person.email, draw), phone: phoneAs(person.phone, draw) }
}

function guestEmail(email: string, style: number): string {
  if (style === 0) return email.toUpperCase()
  if (style === 1) return ` ${email}`
  return email
}
