import {
  emailOf,
  entities,
  fault,
  nearest,
  phoneOf,
  type Json,
  type JsonObject,
} from '@cartograph/core'
import * as z from 'zod'
import type { CustomerSettings, ExtendedProperty } from '../../config/index.ts'
import { extendedProblem } from '../profile/extended.ts'

/** A value and where it goes in a customer's row; `null` takes away what was written there by hand. */
export interface PropertyChange {
  readonly property: string
  readonly path: readonly string[]
  readonly value: Json
}

const shape = entities.customer.schema.shape

/**
 * What somebody writes of a person, checked against the properties there are and put into the normal form.
 *
 * @throws a `record` fault for a property that does not exist or is switched off, and for a value outside its description.
 */
export function checkedProperties(
  { properties }: Pick<CustomerSettings, 'properties'>,
  written: Readonly<Record<string, Json>>,
  countries: readonly string[],
): readonly PropertyChange[] {
  const homes = [...countries, ...homeIn(written['address'])]
  return Object.entries(written).map(([property, value]) => {
    if (property === 'tags')
      throw refused(property, 'tags are added and removed one by one, not set')
    const extended = properties.extended.get(property)
    if (extended !== undefined) return ownProperty(property, extended, value)
    if (!properties.base.has(property)) throw unknown(property, properties)
    if (value === null) return { property, path: [property], value }
    return { property, path: [property], value: baseValue(property, value, homes) }
  })
}

function ownProperty(property: string, described: ExtendedProperty, value: Json): PropertyChange {
  const [first] = described.path
  if (first !== 'extra')
    throw refused(property, 'it is read from a field of the model; set that property instead')
  const problem = value === null ? undefined : extendedProblem(described, value)
  if (problem !== undefined) throw refused(property, problem)
  return { property, path: described.path, value }
}

function baseValue(property: string, value: Json, countries: readonly string[]): Json {
  if (property === 'email') {
    const email = typeof value === 'string' ? emailOf(value) : undefined
    if (email === undefined) throw refused(property, 'expected an e-mail address')
    return email
  }
  if (property === 'phone') {
    const phone = typeof value === 'string' ? phoneIn(value, countries) : undefined
    if (phone === undefined)
      throw refused(property, 'expected a number with its country, such as +45 20 12 34 56')
    return phone
  }
  const field = shape[property]
  if (field === undefined) throw refused(property, 'the model has no such field')
  const read = z.safeParse(field, typeof value === 'string' ? value.trim() : value)
  if (read.success && value !== '') return read.data as Json
  throw refused(property, read.error?.issues[0]?.message ?? 'expected a value, or null')
}

/** A number as it is written where the person is; without a country it is somebody else's elsewhere. */
export function phoneIn(text: string, countries: readonly string[]): string | undefined {
  for (const country of [undefined, ...countries]) {
    const phone = phoneOf(text, country)
    if (phone !== undefined) return phone
  }
  return undefined
}

function homeIn(address: Json | undefined): readonly string[] {
  const country = (address as JsonObject | null | undefined)?.['country']
  return typeof country === 'string' ? [country] : []
}

function unknown(property: string, { base, extended }: CustomerSettings['properties']): Error {
  const known = [...base.keys(), ...extended.keys()]
  const meant = nearest(property, known)
  return fault({
    kind: 'record',
    message: `There is no property ${property}${meant === undefined ? '' : `; did you mean ${meant}?`}`,
    hint: `Profiles have: ${known.join(', ')}.`,
    path: ['properties', property],
  })
}

/** It says nothing of the value, which is the person's. */
function refused(property: string, problem: string): Error {
  return fault({
    kind: 'record',
    message: `The property ${property} cannot be written so: ${problem}.`,
    path: ['properties', property],
  })
}
