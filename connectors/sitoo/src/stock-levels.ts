import type { Context, Key } from '@cartograph/core'
import * as z from 'zod'
import { changedPages, changedPosition, sweptPages } from './changed-walk.ts'
import { askAll } from './client.ts'
import { asChanges, asKeys, picked } from './rows.ts'
import { kit, type Settings } from './settings.ts'
import { storesOfWarehouses } from './site.ts'

const text = z.string().nullish()

/** @see https://developer.sitoo.com/api-reference/warehouses (read 2026-11-25) */
export const stockLevelRow = z.looseObject({
  warehouseid: z.int(),
  /** The store that the warehouse stands in. */
  storeid: z.int().nullable(),
  sku: z.string(),
  binlocation: text,
  decimaltotal: z.string(),
  decimalreserved: text,
  decimalavailable: text,
  decimalthreshold: text,
  moneytotal: text,
  datelastmodified: z.int().nullish(),
  datelaststocktaking: z.int().nullish(),
})
type StockLevelRow = z.infer<typeof stockLevelRow>

const fields = Object.keys(stockLevelRow.shape).filter(
  (name) => name !== 'warehouseid' && name !== 'storeid',
)
const params = z.strictObject({ warehouseid: z.int() })
const planned = z.looseObject({ warehouseid: z.int() })

function skuOf(row: object): string {
  return (row as { readonly sku: string }).sku
}

function pathOf(warehouseid: number | string): string {
  return `S/warehouses/${warehouseid}/warehouseitems`
}

async function completion(context: Context<Settings>, warehouseid: number) {
  const stores = await storesOfWarehouses(context)
  const storeid = stores[String(warehouseid)] ?? null
  return (row: object): StockLevelRow => ({
    ...(picked(row, fields) as StockLevelRow),
    warehouseid,
    storeid,
  })
}

/** What lies in each warehouse, by SKU; read by change, warehouse by warehouse. */
export const stockLevels = kit.stream({
  schema: stockLevelRow,
  key: (row) => [row.warehouseid, row.sku] as const,
  deletes: 'absent',
  list: {
    params,
    position: changedPosition,
    async *plan(context) {
      const rows = await askAll(context, {
        path: 'S/warehouses',
        query: { fields: 'warehouseid' },
      })
      for (const row of rows) {
        const { warehouseid } = planned.parse(row)
        yield { params: { warehouseid }, scope: String(warehouseid), tail: true }
      }
    },
    async *read(context, { params: { warehouseid } }, from) {
      const query = { fields: fields.join(',') }
      const list = { path: pathOf(warehouseid), query, filter: 'datelastmodifiedfrom' }
      const complete = await completion(context, warehouseid)
      yield* asChanges(changedPages(context, list, from), complete)
    },
    keys(context, { params: { warehouseid } }, from) {
      const pages = sweptPages(
        context,
        { path: pathOf(warehouseid), query: { fields: 'sku' } },
        from,
      )
      return asKeys(pages, (row): Key => [warehouseid, skuOf(row)])
    },
  },
  get: {
    maxKeys: 50,
    async read(context, keys) {
      const found = new Map<string, StockLevelRow>()
      for (const warehouseid of new Set(keys.map(([warehouse]) => Number(warehouse)))) {
        const skus = keys.flatMap(([one, sku]) => (Number(one) === warehouseid ? [sku] : []))
        const complete = await completion(context, warehouseid)
        const query = { fields: fields.join(','), sku: skus.join(',') }
        for (const row of await askAll(context, { path: pathOf(warehouseid), query }))
          found.set(`${warehouseid}/${skuOf(row)}`, complete(row))
      }
      return keys.map(([warehouseid, sku]) => found.get(`${warehouseid}/${sku}`) ?? null)
    },
  },
})
