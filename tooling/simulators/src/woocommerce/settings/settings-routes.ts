import { assumed } from '../assumptions.ts'
import type { JsonObject } from '../json.ts'
import { ok } from '../rest/answer.ts'
import { withLinks } from '../rest/links.ts'
import type { Route } from '../rest/route.ts'
import { currencySymbol } from '../store/currencies.ts'
import type { Store } from '../store/store.ts'
import { systemStatus } from './system-status.ts'

interface Setting {
  readonly id: string
  readonly label: string
  readonly description: string
  readonly type: string
  readonly default: string
  readonly value: string
}

/** How the store is set up: what a connector asks to know its currency, its zone and its taxes. */
export function settingsRoutes(store: Store): readonly Route[] {
  const groups = { general: generalSettings(store), tax: taxSettings(store) }
  const list = (group: keyof typeof groups): Route => ({
    path: `wc/v3/settings/${group}`,
    GET: ({ root }) => ok(groups[group].map((setting) => shown(setting, group, root))),
  })
  const single = (group: keyof typeof groups): Route => ({
    path: `wc/v3/settings/${group}/*`,
    GET: ({ root, ids }) => {
      const setting = groups[group].find(({ id }) => id === ids[0])
      return setting === undefined ? assumed.invalidSetting : ok(shown(setting, group, root))
    },
  })
  return [
    list('general'),
    single('general'),
    list('tax'),
    single('tax'),
    {
      path: 'wc/v3/data/currencies/current',
      GET: ({ root }) =>
        ok(
          withLinks(
            {
              code: store.currency,
              name: currencyNames[store.currency] ?? store.currency,
              symbol: currencySymbol(store.currency),
            },
            {
              self: `${root}/wc/v3/data/currencies/${store.currency}`,
              collection: `${root}/wc/v3/data/currencies`,
              allow: ['GET'],
            },
          ),
        ),
    },
    { path: 'wc/v3/system_status', GET: () => ok(systemStatus(store)) },
  ]
}

const currencyNames: Readonly<Record<string, string>> = {
  DKK: 'Danish krone',
  SEK: 'Swedish krona',
  NOK: 'Norwegian krone',
  EUR: 'Euro',
  GBP: 'Pound sterling',
}

function shown(setting: Setting, group: string, root: string): JsonObject {
  const { id, label, description, type, default: initial, value } = setting
  return withLinks(
    { id, label, description, type, default: initial, tip: description, value },
    {
      self: `${root}/wc/v3/settings/${group}/${id}`,
      collection: `${root}/wc/v3/settings/${group}`,
      allow: ['GET', 'POST', 'PUT', 'PATCH'],
    },
  )
}

function generalSettings({ currency }: Store): readonly Setting[] {
  return [
    {
      id: 'woocommerce_default_country',
      label: 'Country / State',
      description: 'The country and state or province, if any, in which your business is located.',
      type: 'select',
      default: 'US:CA',
      value: 'DK',
    },
    {
      id: 'woocommerce_currency',
      label: 'Currency',
      description:
        'This controls what currency prices are listed at in the catalog and which currency gateways will take payments in.',
      type: 'select',
      default: 'USD',
      value: currency,
    },
    {
      id: 'woocommerce_currency_pos',
      label: 'Currency position',
      description: 'This controls the position of the currency symbol.',
      type: 'select',
      default: 'left',
      value: 'right_space',
    },
    {
      id: 'woocommerce_price_thousand_sep',
      label: 'Thousand separator',
      description: 'This sets the thousand separator of displayed prices.',
      type: 'text',
      default: ',',
      value: '.',
    },
    {
      id: 'woocommerce_price_decimal_sep',
      label: 'Decimal separator',
      description: 'This sets the decimal separator of displayed prices.',
      type: 'text',
      default: '.',
      value: ',',
    },
    {
      id: 'woocommerce_price_num_decimals',
      label: 'Number of decimals',
      description: 'This sets the number of decimal points shown in displayed prices.',
      type: 'number',
      default: '2',
      value: '2',
    },
  ]
}

function taxSettings({ pricesIncludeTax }: Store): readonly Setting[] {
  return [
    {
      id: 'woocommerce_prices_include_tax',
      label: 'Prices entered with tax',
      description: '',
      type: 'radio',
      default: 'no',
      value: pricesIncludeTax ? 'yes' : 'no',
    },
  ]
}
