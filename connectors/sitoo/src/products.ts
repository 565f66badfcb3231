import type { Context, Key } from '@cartograph/core'
import * as z from 'zod'
import { changedPages, changedPosition, sweptPages } from './changed-walk.ts'
import { ask } from './client.ts'
import { asChanges, asKeys, picked } from './rows.ts'
import { kit, type Settings } from './settings.ts'
import { manufacturerNames, siteFacts } from './site.ts'

const text = z.string().nullish()

/** @see https://developer.sitoo.com/api-reference/products (read 2026-11-25) */
export const productRow = z.looseObject({
  productid: z.int(),
  sku: text,
  title: text,
  description: text,
  descriptionshort: text,
  moneyprice: text,
  moneypriceorg: text,
  moneypricein: text,
  activepos: z.boolean().nullish(),
  vatid: z.int().nullish(),
  vatvalue: z.number().nullish(),
  productgrouptype: z.int().nullish(),
  defaultcategoryid: z.int().nullish(),
  categories: z.array(z.int()).nullish(),
  manufacturerid: z.int().nullish(),
  stockcountenable: z.boolean().nullish(),
  unitlabel: text,
  /** None: sold in one form; its own number: the first of a family; another: a form of that one. */
  variantparentid: z.int().nullish(),
  variant: z.array(z.looseObject({ name: z.string(), value: z.string() })).nullish(),
  barcode: text,
  barcodealiases: z.array(z.string()).nullish(),
  custom1: text,
  custom2: text,
  custom3: text,
  custom4: text,
  custom5: text,
  datecreated: z.int().nullish(),
  datemodified: z.int().nullish(),
  /** The currency of the site, which prices do not say themselves. */
  currencycode: text,
  /** The name that belongs to `manufacturerid`. */
  manufacturername: text,
  /** Size, colour and the like by their names. */
  options: z.record(z.string(), z.string()).optional(),
})
type ProductRow = z.infer<typeof productRow>

const fields = Object.keys(productRow.shape).filter(
  (name) => !['currencycode', 'manufacturername', 'options'].includes(name),
)

function idOf(row: object): number {
  return (row as { readonly productid: number }).productid
}

async function completion(context: Context<Settings>): Promise<(row: object) => ProductRow> {
  const { currency } = await siteFacts(context)
  const names = await manufacturerNames(context)
  return (row) => {
    const own = picked(row, fields) as ProductRow
    const options = (own.variant ?? []).map(({ name, value }) => [name, value] as const)
    return {
      ...own,
      currencycode: currency,
      manufacturername: names[String(own.manufacturerid)] ?? null,
      options: Object.fromEntries(options),
    }
  }
}

/** Everything that is sold, each form of a product by itself; read by change, switched-off ones included. */
export const products = kit.stream({
  schema: productRow,
  key: (row) => row.productid,
  deletes: 'absent',
  list: {
    params: z.null(),
    position: changedPosition,
    async *plan() {
      yield { params: null, tail: true }
    },
    async *read(context, _slice, from) {
      const query = { includeinactive: 'true', fields: fields.join(',') }
      const list = { path: 'S/products', query, filter: 'datelastmodified' }
      const complete = await completion(context)
      yield* asChanges(changedPages(context, list, from), complete)
    },
    keys(context, _slice, from) {
      const query = { includeinactive: 'true', fields: 'productid' }
      const pages = sweptPages(context, { path: 'S/products', query }, from)
      return asKeys(pages, (row): Key => [idOf(row)])
    },
  },
  get: {
    maxKeys: 10,
    async read(context, keys) {
      const complete = await completion(context)
      const found: (ProductRow | null)[] = []
      for (const [id] of keys) {
        const row = await ask(context, {
          path: `S/products/${id}`,
          query: { fields: fields.join(',') },
          expect: [404],
        })
        found.push(typeof row === 'object' && row !== null ? complete(row) : null)
      }
      return found
    },
  },
})
