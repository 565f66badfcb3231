import { currencyExponent, fault } from '@cartograph/core'
import type { Assumptions } from './assumptions.ts'
import type { ConfigRequest } from './sent-request.ts'

/** What whoever made the data source has chosen. */
export interface Chosen {
  readonly currency: string
  /** Empty: all. */
  readonly stores: readonly string[]
  /** What is shown is in all of them. Empty: everything. */
  readonly segments: readonly string[]
}

/** @throws a `config` fault where no currency was chosen, or none that there is. */
export function chosenIn(
  { configParams }: Pick<ConfigRequest, 'configParams'>,
  { valuesSeparator }: Assumptions,
): Chosen {
  const currency = configParams?.['currency'] ?? ''
  if (currencyExponent(currency) === undefined)
    throw fault({
      kind: 'config',
      message:
        currency === ''
          ? 'No currency was chosen for this data source.'
          : `"${currency}" is no currency.`,
      hint: 'Edit the data source, edit its connection, and choose a currency.',
    })
  const several = (name: string) =>
    (configParams?.[name] ?? '')
      .split(valuesSeparator)
      .map((value) => value.trim())
      .filter((value) => value !== '')
  return { currency, stores: several('stores'), segments: several('segments') }
}
