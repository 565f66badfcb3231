import type { PropertySettings } from './customer-settings.ts'

/** The properties of a profile where the configuration says nothing: all of the commerce model, the newest value of each. */
export const defaultProperties: PropertySettings = {
  base: new Map([
    ['email', 'newest'],
    ['phone', 'newest'],
    ['firstName', 'newest'],
    ['lastName', 'newest'],
    ['company', 'newest'],
    ['language', 'newest'],
    ['birthDate', 'newest'],
    ['gender', 'newest'],
    ['address', 'newest'],
    ['tags', 'union'],
  ]),
  extended: new Map(),
  priority: [],
}
