import type { Context, Fetch } from '@cartograph/core'
import type { SimulatedDialogInsight } from '@cartograph/simulators/dialog-insight'
import type * as z from 'zod'
import { settings, type Settings } from '../settings.ts'

type Given = Partial<z.input<typeof settings>>

/** Settings that reach a simulated account. */
export function settingsOf(
  { apiBase, keyId, key, project }: SimulatedDialogInsight,
  more: Given = {},
): z.input<typeof settings> {
  return {
    apiBase,
    keyId,
    key,
    project: project.id,
    currency: 'CAD',
    timeZone: 'America/Toronto',
    contactsBy: [...project.contacts.keys],
    ...more,
  }
}

const tableNames = {
  transaction: 'ECommerce_Transaction',
  item: 'ECommerce_Item',
  product: 'ECommerce_Product',
  category: 'ECommerce_ProductCategory',
  cart: 'ECommerce_Cart',
  cartItem: 'ECommerce_CartItem',
} as const

/** The tables of an account with their numbers. */
export function tableIds(
  { project }: SimulatedDialogInsight,
  roles: readonly (keyof typeof tableNames)[] = Object.keys(tableNames) as never,
): Given['tables'] {
  const tables = [...project.tables.values()]
  return Object.fromEntries(
    roles.flatMap((role) => {
      const found = tables.find(({ name }) => name === tableNames[role])
      return found === undefined ? [] : [[role, { id: found.id }]]
    }),
  )
}

/** A context that asks once, without waiting. */
export function testContext(
  account: SimulatedDialogInsight,
  more: Given = {},
  { dry = false }: { readonly dry?: boolean } = {},
): Context<Settings> {
  const fetch: Fetch = Object.assign(asIs, { with: () => fetch })
  const now = account.account.now
  return {
    config: settings.parse(settingsOf(account, more)),
    account: { timeZone: 'America/Toronto', currency: 'CAD', country: 'CA' },
    fetch,
    signal: new AbortController().signal,
    now,
    memo: (_key, _freshMs, load) => load(),
    url: () => 'https://cartograph.example/served/abc',
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    run: { dry, until: now(), streams: [] },
  }
}

function asIs(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  return globalThis.fetch(input, init)
}

function ignore(): void {}
