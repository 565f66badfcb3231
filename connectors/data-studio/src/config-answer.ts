import type { SurfaceContext } from '@cartograph/core'
import { assumptionsOf } from './assumptions.ts'
import { chosenIn } from './chosen.ts'
import { valuesOf } from './figures-query.ts'
import { currencyTypes, hasType } from './semantic-types.ts'
import type { ConfigRequest } from './sent-request.ts'
import type { Settings } from './settings.ts'

interface Option {
  readonly label: string
  readonly value: string
}

/** A question, or a text, as Data Studio shows it while a data source is made. */
export type ConfigItem =
  | { readonly type: 'INFO'; readonly name: string; readonly text: string }
  | {
      readonly type: 'SELECT_SINGLE' | 'SELECT_MULTIPLE'
      readonly name: string
      readonly displayName: string
      readonly helpText: string
      readonly isDynamic?: true
      readonly parameterControl?: { readonly allowOverride: true }
      readonly options: readonly Option[]
    }

export interface ConfigAnswer {
  readonly configParams: readonly ConfigItem[]
  readonly dateRangeRequired: true
  readonly isSteppedConfig: boolean
}

type ConfigContext = Pick<
  SurfaceContext<Settings>,
  'config' | 'metrics' | 'log' | 'now' | 'find' | 'account'
>

/**
 * Asks for the currency, which decides the types of fields and so cannot change in a report, and then for stores and segments, which can.
 *
 * A later step repeats the earlier one and adds to it; the same answers get the same questions.
 *
 * @see https://developers.google.com/data-studio/connector/ (read 2026-11)
 */
export async function configAnswer(
  context: ConfigContext,
  request: ConfigRequest,
): Promise<ConfigAnswer> {
  const assumptions = assumptionsOf(context.config)
  const range = lastTenYears(context.now())
  const sold = await valuesOf(context, 'currency', { range, currency: usualCurrency })
  const first: readonly ConfigItem[] = [
    {
      type: 'INFO',
      name: 'intro',
      text: 'Figures of all orders in Cartograph. Choose the currency in which amounts are shown; in another data source it may be another.',
    },
    {
      type: 'SELECT_SINGLE',
      name: 'currency',
      displayName: 'Currency',
      helpText: 'Amounts in other currencies are converted at the rate of their day.',
      isDynamic: true,
      options: [...new Set([...sold, ...currencyTypes])].map((code) => ({
        label: code,
        value: code,
      })),
    },
  ]
  if (request.configParams?.['currency'] === undefined)
    return { configParams: first, dateRangeRequired: true, isSteppedConfig: true }
  const { currency } = chosenIn(request, assumptions)
  const stores = await valuesOf(context, 'store', { range, currency })
  return {
    configParams: [
      ...first,
      ...(hasType(currency, assumptions.furtherCurrencies) ? [] : [plainNumbers(currency)]),
      {
        type: 'SELECT_MULTIPLE',
        name: 'stores',
        displayName: 'Stores',
        helpText: 'None chosen: all stores, those of later too.',
        parameterControl: { allowOverride: true },
        options: await Promise.all(stores.map((id) => storeOption(context, id))),
      },
      ...(await segmentItems(context)),
    ],
    dateRangeRequired: true,
    isSteppedConfig: false,
  }
}

/** A segment is chosen for the whole data source, or in a report where that is allowed: charts have no filter that knows one. */
async function segmentItems({
  metrics,
}: Pick<ConfigContext, 'metrics'>): Promise<readonly ConfigItem[]> {
  const segments = (await metrics.segments?.()) ?? []
  if (segments.length === 0) return []
  return [
    {
      type: 'SELECT_MULTIPLE',
      name: 'segments',
      displayName: 'Segments',
      helpText:
        'None chosen: everything. Several: what is in all of them, as they are at the end of the dates.',
      parameterControl: { allowOverride: true },
      options: segments.map(({ id, label, resource }) => ({
        label: `${label} (${resource}s)`,
        value: id,
      })),
    },
  ]
}

function plainNumbers(currency: string): ConfigItem {
  return {
    type: 'INFO',
    name: 'plain_numbers',
    text: `Data Studio has no type for ${currency}: amounts are plain numbers, without its sign.`,
  }
}

async function storeOption({ find }: Pick<ConfigContext, 'find'>, id: string): Promise<Option> {
  const [store] = await find('store', { id }, { limit: 1 })
  const name = store?.['name']
  return { label: typeof name === 'string' && name !== '' ? name : id, value: id }
}

/** Numbers of orders have no currency, and where there are several, figures want one to be said. */
const usualCurrency = 'EUR'

/** Whoever chooses a store looks for one that sold something not too long ago. */
function lastTenYears(now: number): { readonly from: string; readonly to: string } {
  const today = new Date(now).toISOString().slice(0, 10)
  return { from: `${Number(today.slice(0, 4)) - 10}${today.slice(4, 8)}01`, to: today }
}
