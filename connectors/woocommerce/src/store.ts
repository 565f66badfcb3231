import * as z from 'zod'
import { generalSettings, shopAccount, timeZoneOf } from './account.ts'
import { closedSite } from './faults.ts'
import { kit } from './settings.ts'
import { readSite } from './site-reading.ts'

/** None of them ever holds a secret. */
const known = new Set([
  'woocommerce_store_address',
  'woocommerce_store_address_2',
  'woocommerce_store_city',
  'woocommerce_store_postcode',
  'woocommerce_default_country',
  'woocommerce_currency',
  'woocommerce_price_num_decimals',
  'woocommerce_calc_taxes',
])

/** The shop itself, put together from its public index and its general settings. */
export const storeRow = z.looseObject({
  /** One connection is one shop. */
  id: z.literal('store'),
  name: z.string(),
  home: z.string(),
  time_zone: z.string(),
  currency: z.string().nullable(),
  country: z.string().nullable(),
  /** Some of the general settings by their names; empty where the key may not see them. */
  settings: z.record(z.string(), z.string()),
})
export type StoreRow = z.infer<typeof storeRow>

export const store = kit.stream({
  schema: storeRow,
  key: (row) => row.id,
  deletes: 'never',
  list: {
    params: z.null(),
    position: z.null(),
    async *plan() {
      yield { params: null }
    },
    async *read(context) {
      const site = await readSite(context)
      if (site === null) throw closedSite()
      const general = await generalSettings(context)
      const { currency = null, country = null } = await shopAccount(context, general)
      const row: StoreRow = {
        id: 'store',
        name: site.name,
        home: site.home,
        time_zone: timeZoneOf(site),
        currency,
        country,
        settings: Object.fromEntries([...general].filter(([name]) => known.has(name))),
      }
      yield { items: [{ op: 'upsert', row }], next: null, end: true }
    },
  },
})
