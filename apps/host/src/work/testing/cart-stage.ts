import { author, type JsonObject, type Outcome } from '@cartograph/core'
import { onTestFinished } from 'vitest'
import * as z from 'zod'
import { workCarts } from '../../automation/index.ts'
import type { CartRule, Connection } from '../../config/index.ts'
import { followCustomers } from '../../customers/index.ts'
import { writeRows } from '../../customers/testing/commerce-rows.ts'
import { engineClock } from '../../queue/index.ts'
import { cartMessages, cartWatches, type Lane, type Store } from '../../store/index.ts'
import { noWaits, scriptedInstallation } from '../../testing/scripted-installation.ts'
import { cartScene, type CartInstallation } from '../cart-scene.ts'

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

export interface SentMail {
  readonly key: string
  readonly to: readonly string[]
  readonly text: string
}

/** Shops, a till and a place to send mails to, on a store whose clock stands where the test sets it. */
export interface CartStage {
  readonly store: Store
  readonly installation: CartInstallation
  at: number
  readonly sent: SentMail[]
  /** How the next mails end. Default: well. */
  readonly endings: (() => Outcome | Promise<Outcome>)[]
  put(entity: string, id: string, row: JsonObject | undefined, lane?: Lane): Promise<void>
  /** A cart of the shop, touched now. */
  cart(id: string, row?: JsonObject, lane?: Lane): Promise<void>
  order(id: string, row?: JsonObject): Promise<void>
  work(): Promise<void>
  /** The same after a span of time. */
  later(spanMs: number): Promise<void>
  end(cart: string): Promise<string | undefined>
  messages(cart: string): Promise<readonly string[]>
}

export const stagedRule: CartRule = {
  id: 'web',
  connections: ['shop'],
  events: ['cart.abandoned'],
  cutOffMs: hourMs,
  steps: [0, 1, 3].map((days) => ({
    afterMs: days * dayMs,
    connection: 'post',
    action: 'mail',
    mail: { language: 'en' as const },
  })),
  coolDownMs: 7 * dayMs,
  windowMs: 7 * dayMs,
  minimum: new Map(),
  consent: 'assumed',
  history: false,
  link: { expiresMs: 30 * dayMs, campaign: new Map([['utm_campaign', 'abandoned-cart']]) },
}

export async function cartStage(rule: Partial<CartRule> = {}): Promise<CartStage> {
  const sent: SentMail[] = []
  const endings: CartStage['endings'] = []
  const scripted = await scriptedInstallation()
  onTestFinished(() => scripted.close())
  const given = scripted.installation([mailer(sent, endings)], [])
  const rules = new Map([['web', { ...stagedRule, ...rule }]])
  const installation: CartInstallation = {
    ...given,
    configuration: {
      ...given.configuration,
      host: { url: 'https://data.shop.example' },
      carts: rules,
    },
    clock: engineClock(() => stage.at),
    now: () => stage.at,
    engine: { waits: noWaits },
  }
  const { store } = installation
  const { signal } = new AbortController()
  const now = () => stage.at
  const stage: CartStage = {
    store,
    installation,
    at: Date.parse('2026-11-02T10:00:00Z'),
    sent,
    endings,
    put: (entity, id, row, lane) => writeRows(store, [{ entity, id, row }], lane),
    cart: (id, row = {}, lane) =>
      stage.put(
        'cart',
        id,
        {
          connection: 'shop',
          status: 'open',
          email: `${id.replace(':', '-')}@shop.example`,
          currency: 'EUR',
          total: 5000,
          lines: [{ productId: 'shop:cup', name: 'Cup', quantity: 2, total: 5000 }],
          createdAt: new Date(stage.at).toISOString(),
          updatedAt: new Date(stage.at).toISOString(),
          ...row,
        },
        lane,
      ),
    order: (id, row = {}) =>
      stage.put('order', id, {
        connection: id.slice(0, id.indexOf(':')),
        status: 'paid',
        placedAt: new Date(stage.at).toISOString(),
        currency: 'EUR',
        total: 5000,
        ...row,
      }),
    work: async () => {
      await followCustomers(store, { signal, now })
      await workCarts(await cartScene(installation, { signal, retryAfterMs: () => minuteMs }))
    },
    later: async (spanMs) => {
      stage.at += spanMs
      await stage.work()
    },
    end: async (cart) => {
      const watches = await store.read((dialect, org) => cartWatches(dialect, org, [cart]))
      const watch = watches.get(cart)
      return watch?.reason ?? watch?.state
    },
    messages: async (cart) => {
      const all = await store.read((dialect, org) => cartMessages(dialect, org, [cart]))
      return all.map(({ step, state }) => `${step + 1} ${state}`)
    },
  }
  // What was there before somebody follows is history.
  await stage.work()
  return stage
}

function mailer(sent: SentMail[], endings: CartStage['endings']): Connection {
  const kit = author(z.unknown())
  const mail = kit.action({
    schema: z.looseObject({ to: z.array(z.string()), text: z.string() }),
    onUnknown: 'lose',
    run: async (_context, { to, text }, { idempotencyKey }) => {
      const outcome = (await endings.shift()?.()) ?? { status: 'ok' as const }
      if (outcome.status === 'ok') sent.push({ key: idempotencyKey, to, text })
      return outcome
    },
  })
  const connector = kit.connector({
    id: 'post',
    name: 'Post',
    hosts: () => [],
    check: async () => ({ account: {} }),
    parts: () => ({ actions: { mail } }),
  })
  return {
    id: 'post',
    connectorName: 'post',
    version: '1.0.0',
    connector,
    config: {},
    fingerprint: 'f1',
    secrets: [],
    paths: [],
    needs: [],
    budgets: 'on',
    mappings: [],
  }
}
