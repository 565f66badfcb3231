import type { Calendar } from './calendar.ts'
import { dayMs, hourMs } from './durations.ts'
import { danishTowns, firstNames, foreignTowns, lastNames, streets } from './names.ts'
import { draws, subject, type Draws } from './random.ts'
import type { ShopCurrency, ShopStore } from './stores.ts'

/** Somebody who buys; known by the index of the first order. A person may have a record at each store, or none. */
export interface Person {
  readonly index: number
  readonly home: ShopStore['id']
  /** Buys at both stores. */
  readonly roams: boolean
  readonly registered: boolean
  readonly firstName: string
  readonly lastName: string
  readonly email: string
  readonly phone: string
  readonly street: string
  readonly postcode: string
  readonly town: string
  readonly country: string
  readonly currency: ShopCurrency
}

/** What one store knows about a person, in the spelling it was given there. */
export interface ShopCustomer {
  readonly id: string
  readonly storeId: ShopStore['id']
  readonly person: number
  readonly firstName: string
  readonly lastName: string
  readonly email: string
  readonly phone: string
  readonly street: string
  readonly postcode: string
  readonly town: string
  readonly country: string
  readonly acceptsMarketing: boolean
  readonly createdAt: number
  readonly updatedAt: number
}

export interface People {
  /** The person who places order `index`. */
  personOf(index: number): number
  person(index: number): Person
  /** The person's record at a store as of `time`, if there is one by then. */
  customer(person: number, storeId: ShopStore['id'], time: number): ShopCustomer | undefined
  /** Moments at which the record is made and changed. */
  moments(person: number, storeId: ShopStore['id']): readonly number[]
}

const currencies: Readonly<Record<string, ShopCurrency>> = {
  DK: 'DKK',
  SE: 'SEK',
  DE: 'EUR',
  IS: 'ISK',
}
const newcomers = 0.45

export function peopleOf(options: { readonly seed: number; readonly calendar: Calendar }): People {
  const { seed, calendar } = options

  // A returning order belongs to whoever placed a random earlier one, so those who bought often buy more often still:
  // a few people with many orders, very many with one.
  const personOf = (index: number): number => {
    let order = index
    for (;;) {
      const draw = draws(seed, subject.who, order)
      if (order === 0 || draw.chance(newcomers)) return order
      order = draw.below(order)
    }
  }

  const person = (index: number): Person => {
    const draw = draws(seed, subject.person, index)
    const firstName = draw.pick(firstNames)
    const lastName = draw.pick(lastNames)
    const [postcode, town, country] = draw.pick(draw.chance(0.85) ? danishTowns : foreignTowns)
    return {
      index,
      home: draw.chance(0.68) ? 'web' : 'till',
      roams: draw.chance(0.25),
      registered: draw.chance(0.75),
      firstName,
      lastName,
      email: `${asciiOf(firstName)}.${asciiOf(lastName)}.${index + 1}@example.com`,
      phone: phoneOf(index),
      street: `${draw.pick(streets)} ${draw.between(1, 180)}`,
      postcode,
      town,
      country,
      currency: currencies[country] ?? 'DKK',
    }
  }

  // The second store's record is made within a month of the first.
  const createdAtOf = (known: Person, storeId: ShopStore['id']): number | undefined => {
    if (!known.registered) return undefined
    const metAt = calendar.placedAt(known.index)
    if (known.home === storeId) return metAt
    if (!known.roams) return undefined
    return metAt + draws(seed, subject.spelling, known.index, 2).between(1, 30 * 24) * hourMs
  }

  const movedAtOf = (known: Person, createdAt: number): number | undefined => {
    const draw = draws(seed, subject.spelling, known.index, 3)
    return draw.chance(0.08) ? createdAt + draw.between(1, 25) * dayMs : undefined
  }

  const customer = (index: number, storeId: ShopStore['id'], time: number) => {
    const known = person(index)
    const createdAt = createdAtOf(known, storeId)
    if (createdAt === undefined || createdAt > time) return undefined
    const movedAt = movedAtOf(known, createdAt)
    const moved = movedAt !== undefined && movedAt <= time
    const draw = draws(seed, subject.spelling, index, storeId === 'web' ? 0 : 1)
    return {
      id: `${storeId === 'web' ? 'WC' : 'TC'}${index + 1}`,
      storeId,
      person: index,
      firstName: known.firstName,
      lastName: known.lastName,
      email: storeId === 'web' ? known.email : emailAtTill(known.email, draw),
      phone: phoneAs(known.phone, draw),
      street: moved ? `Ny Allé ${(index % 90) + 1}` : known.street,
      postcode: known.postcode,
      town: known.town,
      country: known.country,
      acceptsMarketing: draw.chance(0.6),
      createdAt,
      updatedAt: moved ? movedAt : createdAt,
    }
  }

  const moments = (index: number, storeId: ShopStore['id']): readonly number[] => {
    const known = person(index)
    const createdAt = createdAtOf(known, storeId)
    if (createdAt === undefined) return []
    const movedAt = movedAtOf(known, createdAt)
    return movedAt === undefined ? [createdAt] : [createdAt, movedAt]
  }

  return { personOf, person, customer, moments }
}

/** The e-mail address as somebody else would type it: in capitals, with a blank at its end, or not at all. */
export function emailAtTill(email: string, draw: Draws): string {
  const style = draw.below(10)
  if (style < 3) return email.toUpperCase()
  if (style < 5) return `${email} `
  if (style < 7) return ''
  return email
}

/** The number with its country code, with blanks, or with two zeros. */
export function phoneAs(phone: string, draw: Draws): string {
  const local = phone.slice(3)
  const style = draw.below(4)
  if (style === 0) return local.replaceAll(/(..)(?=.)/gu, '$1 ')
  if (style === 1) return `0045 ${local}`
  if (style === 2) return `+45 ${local.slice(0, 4)} ${local.slice(4)}`
  return phone
}

/** A number of its own for each of the first ten million people, in the range of Danish mobile telephones. */
function phoneOf(index: number): string {
  return `+45${20_000_000 + ((index * 7_919) % 10_000_000)}`
}

function asciiOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ø', 'oe')
    .replaceAll('å', 'aa')
    .replaceAll('æ', 'ae')
    .normalize('NFD')
    .replaceAll(/[^a-z]/gu, '')
}
