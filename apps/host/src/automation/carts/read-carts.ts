import {
  cartClicks,
  cartMessages,
  cartWatches,
  leftCartWatches,
  type CartClicks,
  type CartMessage,
  type CartWatch,
  type Store,
} from '../../store/index.ts'

/** A cart as it is shown: what was sent about it and what came of it, and nothing of whose it is. */
export interface ShownCart {
  readonly cart: string
  readonly rule: string
  readonly connection: string
  /** `open`, `left`, `waiting`, or why it ended. */
  readonly state: string
  readonly createdAt: string
  readonly touchedAt: string
  readonly leftAt?: string
  /** When it is looked at again. */
  readonly nextAt?: string
  readonly currency?: string
  /** Minor units. */
  readonly total?: number
  readonly boughtWith?: string
  readonly messages: readonly ShownMessage[]
}

export interface ShownMessage {
  /** The first is 1. */
  readonly step: number
  readonly channel: string
  readonly state: CartMessage['state']
  readonly at: string
  readonly clicks: number
  readonly problem?: string
}

export interface CartsWish {
  readonly from: number
  readonly to: number
  /** `left`, `waiting`, or why it ended. Default: all. */
  readonly state?: string | undefined
  readonly limit: number
  /** Only those after this one, in the order of the list. */
  readonly after?: string | undefined
}

/** Carts that were left in a span of time, the last first. */
export function listCarts(store: Store, wish: CartsWish): Promise<readonly ShownCart[]> {
  return store.read(function* (dialect, org) {
    const { after: name, ...rest } = wish
    const last =
      name === undefined ? undefined : (yield* cartWatches(dialect, org, [name])).get(name)
    if (name !== undefined && last === undefined) return []
    const after = last && { leftAt: last.left_at ?? 0, cart: last.cart }
    const watches = yield* leftCartWatches(dialect, org, { ...rest, after })
    const ids = watches.map(({ cart }) => cart)
    const messages = yield* cartMessages(dialect, org, ids)
    const clicks = yield* cartClicks(dialect, org, ids)
    return watches.map((watch) => shown(watch, messages, clicks))
  })
}

/** One cart that is followed; undefined: it is not. */
export function readCart(store: Store, cart: string): Promise<ShownCart | undefined> {
  return store.read(function* (dialect, org) {
    const watch = (yield* cartWatches(dialect, org, [cart])).get(cart)
    if (watch === undefined) return undefined
    const messages = yield* cartMessages(dialect, org, [cart])
    return shown(watch, messages, yield* cartClicks(dialect, org, [cart]))
  })
}

function shown(
  watch: CartWatch,
  messages: readonly CartMessage[],
  clicks: readonly CartClicks[],
): ShownCart {
  const { cart, rule, connection, currency, total } = watch
  return {
    cart,
    rule,
    connection,
    state: watch.reason ?? watch.state,
    createdAt: instant(watch.created_at),
    touchedAt: instant(watch.touched_at),
    ...(watch.left_at !== null && { leftAt: instant(watch.left_at) }),
    ...(watch.look_at !== null && { nextAt: instant(watch.look_at) }),
    ...(currency !== null && { currency }),
    ...(total !== null && { total }),
    ...(watch.bought_order !== null && { boughtWith: watch.bought_order }),
    messages: messages
      .filter((message) => message.cart === cart)
      .map((message) => shownMessage(message, clicks)),
  }
}

function shownMessage(
  { cart, step, connection, action, state, begun_at: at, problem }: CartMessage,
  clicks: readonly CartClicks[],
): ShownMessage {
  return {
    step: step + 1,
    channel: `${connection}.${action}`,
    state,
    at: instant(at),
    clicks: clicks.find((each) => each.cart === cart && each.step === step)?.clicks ?? 0,
    ...(problem !== null && { problem }),
  }
}

function instant(at: number): string {
  return new Date(at).toISOString()
}
