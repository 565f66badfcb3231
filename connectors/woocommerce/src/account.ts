import type { Account, Context } from '@cartograph/core'
import * as z from 'zod'
import { ask, type Query } from './client.ts'
import { answerFault } from './faults.ts'
import type { Settings } from './settings.ts'
import type { SiteIndex } from './site.ts'

const dayMs = 86_400_000

const shopSettings = z.array(z.looseObject({ id: z.string(), value: z.unknown() }))
const currentCurrency = z.looseObject({ code: z.string() })

const hidden = [401, 403, 404]

/** What a key may see of the shop, `undefined` where it may not; a shop that is down is no such answer. */
async function seen(context: Context<Settings>, path: string, query: Query = {}): Promise<unknown> {
  const answer = await ask(context, { path, query, expect: hidden })
  if (hidden.includes(answer.status)) return undefined
  if (answer.status === 200 && answer.json !== undefined) return answer.json
  throw answerFault(answer)
}

/**
 * The general settings by their names; empty where the key may not see them.
 *
 * @throws a fault where the shop cannot answer.
 */
export async function generalSettings(
  context: Context<Settings>,
): Promise<ReadonlyMap<string, string>> {
  const found = shopSettings.safeParse(
    await seen(context, 'settings/general', { _fields: 'id,value' }),
  )
  return new Map(
    (found.success ? found.data : []).flatMap(({ id, value }): [string, string][] =>
      typeof value === 'string' ? [[id, value]] : [],
    ),
  )
}

/** The shop's currency and country, as far as the key may see them. */
export async function shopAccount(
  context: Context<Settings>,
  settings: ReadonlyMap<string, string>,
): Promise<Partial<Account>> {
  const currency = settings.get('woocommerce_currency') ?? (await askCurrency(context))
  // A country with its state: `US:CA`.
  const [country] = settings.get('woocommerce_default_country')?.split(':') ?? []
  return {
    ...(currency !== null && { currency }),
    ...(country !== undefined && /^[A-Z]{2}$/.test(country) && { country }),
  }
}

async function askCurrency(context: Context<Settings>): Promise<string | null> {
  const found = currentCurrency.safeParse(await seen(context, 'data/currencies/current'))
  return found.success ? found.data.code : null
}

/**
 * The currency of prices in the catalogue, which say none themselves; `null` where the key may not see it.
 *
 * Orders have a currency of their own.
 */
export function shopCurrency(context: Context<Settings>): Promise<string | null> {
  const { currency } = context.account
  if (currency !== 'XXX') return Promise.resolve(currency)
  return context.memo('currency', dayMs, () => askCurrency(context))
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}

/** The shop's zone: its city, else the fixed offset that WordPress has instead (`+05:30`). */
export function timeZoneOf({ timezone_string, gmt_offset }: SiteIndex): string {
  if (timezone_string !== undefined && timezone_string !== '') return timezone_string
  const minutes = Math.round(Number(gmt_offset ?? 0) * 60)
  if (!Number.isFinite(minutes) || minutes === 0) return 'UTC'
  const size = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`
}
