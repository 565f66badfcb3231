import type { Context } from '@cartograph/core'
import * as z from 'zod'
import { ask, askAll, orHidden, parsedAs } from './client.ts'
import type { Settings } from './settings.ts'

const tenMinutesMs = 600_000

/** @see https://developer.sitoo.com/api-reference/settings (read 2026-11-25) */
export const siteSettings = z.looseObject({
  currencycode: z.string().optional(),
  timezone: z.string().optional(),
  pricesstoredwithvat: z.boolean().optional(),
})

/** A site and its account's zone and currency; `null` where the key may not see them. */
export function siteFacts(
  context: Context<Settings>,
): Promise<{ currency: string | null; timeZone: string | null }> {
  return context.memo('site', tenMinutesMs, async () => {
    const body = await orHidden(ask(context, { path: 'S/settings' }), {})
    const { currencycode, timezone } = parsedAs(siteSettings, body, 'settings')
    return { currency: currencycode ?? null, timeZone: timezone ?? null }
  })
}

/** The stores that warehouses stand in, by warehouse; empty where the key may not see warehouses. */
export function storesOfWarehouses(
  context: Context<Settings>,
): Promise<Readonly<Record<string, number>>> {
  return context.memo('warehouses', tenMinutesMs, async () => {
    const rows = await orHidden(
      askAll(context, { path: 'S/warehouses', query: { fields: 'warehouseid,storeid' } }),
      [],
    )
    return Object.fromEntries(
      rows.flatMap((row): [string, number][] => {
        const { success, data } = warehouse.safeParse(row)
        return success ? [[String(data.warehouseid), data.storeid]] : []
      }),
    )
  })
}

const warehouse = z.looseObject({ warehouseid: z.int(), storeid: z.int() })

const manufacturer = z.looseObject({ externalcompanyid: z.int(), name: z.string() })

/** The names of manufacturers by their numbers; empty where the key may not see them. */
export function manufacturerNames(
  context: Context<Settings>,
): Promise<Readonly<Record<string, string>>> {
  return context.memo('manufacturers', tenMinutesMs, async () => {
    const query = { fields: 'externalcompanyid,name' }
    const rows = await orHidden(askAll(context, { path: 'S/manufacturers', query }), [])
    return Object.fromEntries(
      rows.flatMap((row): [string, string][] => {
        const { success, data } = manufacturer.safeParse(row)
        return success ? [[String(data.externalcompanyid), data.name]] : []
      }),
    )
  })
}
