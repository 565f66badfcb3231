import type { PropertyPolicy, PropertySettings } from './customer-settings.ts'

/**
 * Properties of the commerce model by the name that a customer's row has them under, and how each is chosen where the
 * configuration says nothing.
 */
export const baseProperties = {
  email: 'newest',
  phone: 'newest',
  firstName: 'newest',
  lastName: 'newest',
  company: 'newest',
  language: 'newest',
  birthDate: 'newest',
  gender: 'newest',
  address: 'newest',
  tags: 'union',
} as const satisfies Readonly<Record<string, PropertyPolicy>>

export const defaultProperties: PropertySettings = {
  base: new Map(Object.entries(baseProperties)),
  extended: new Map(),
  priority: [],
}
