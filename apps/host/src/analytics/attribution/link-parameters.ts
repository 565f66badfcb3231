import type { JsonObject } from '@cartograph/core'
import type { LinkParameters } from '../../config/index.ts'
import { campaignOf, type Campaign } from './campaign.ts'

/** What the parameters of an address say; of an address that cannot be read, nothing. */
export function campaignOfLink(address: unknown, parameters: LinkParameters): Campaign {
  const search =
    typeof address === 'string' && URL.canParse(address, anywhere)
      ? new URL(address, anywhere).searchParams
      : new URLSearchParams()
  return named(parameters, (name) => search.get(name))
}

/** The same of values by the names of parameters, such as the metadata of a payment. */
export function campaignOfValues(values: unknown, parameters: LinkParameters): Campaign {
  const known = typeof values === 'object' && values !== null ? (values as JsonObject) : {}
  return named(parameters, (name) => (Object.hasOwn(known, name) ? known[name] : undefined))
}

/** So that a path without a host is read as well. */
const anywhere = 'https://shop.invalid/'

function named(parameters: LinkParameters, valueOf: (name: string) => unknown): Campaign {
  return campaignOf((field) => parameters[field].map(valueOf).find(isFilled))
}

function isFilled(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== ''
}
