import type { JsonObject } from '@cartograph/core'
import type { Acted } from '../../connections/index.ts'
import type { CartStep } from '../../config/index.ts'
import {
  addCartLink,
  beginCartMessage,
  cartWatches,
  lookAtCarts,
  sendingCartMessages,
  settleCartMessage,
  writeCartWatches,
} from '../../store/index.ts'
import type { OpenAction } from '../open-action.ts'
import { cameOf, failureOf, type Came } from '../step-outcome.ts'
import { seeCart } from './cart-facts.ts'
import { seeDueCart, type DueCart } from './due-cart.ts'
import type { CartScene } from './cart-scene.ts'
import { lifeOf, type CartObstacle } from './life.ts'
import { newToken, tokenHash } from './link-address.ts'
import { begunOf, messagesBy, watchAfter, type Candidate } from './look-at-cart.ts'
import { cartDocument } from './cart-document.ts'
import { stepInput } from './step-input.ts'

/** So often a message is tried that certainly did not go out. */
const mostAttempts = 20
const nobodySaw = 'Nobody saw whether it was sent, and it is not sent again.'

/** Messages at which somebody died: nobody knows whether they went out, and they are not sent again. */
export async function settleInterrupted({
  store,
  now,
}: Pick<CartScene, 'store' | 'now'>): Promise<void> {
  await store.write(function* (dialect, org) {
    yield* dialect.alone(['carts', org])
    const open = yield* sendingCartMessages(dialect, org)
    for (const message of open)
      yield* settleCartMessage(dialect, org, message, {
        state: 'unknown',
        at: now(),
        problem: nobodySaw,
      })
    yield* lookAtCarts(
      dialect,
      org,
      open.map(({ cart }) => cart),
      now(),
    )
  })
}

interface Begun {
  readonly due: DueCart
  readonly token: string
  readonly attempts: number
}

/**
 * Sends the message of a cart that is due, once.
 *
 * Whether it still is, is found out in the transaction that says that it is being sent: a purchase that was written before it
 * keeps the message back.
 */
export async function sendMessage(scene: CartScene, candidate: Candidate): Promise<void> {
  const { cart, rule, step } = candidate
  const settings = rule.steps[step]
  if (settings === undefined) return
  const action = await opened(scene, `${settings.connection}.${settings.action}`)
  const refusal = await refusalOf(scene, candidate)
  await scene.catchUp()
  const begun = await begin(scene, candidate, settings, refusal)
  if (begun === undefined) return
  const came = 'state' in action ? action : await act(scene, candidate, begun, action)
  const state = stateOf(came, begun.attempts)
  const at = scene.now()
  await scene.store.write(function* (dialect, org) {
    yield* settleCartMessage(dialect, org, { cart, step }, { state, at, problem: came.reason })
    const wait = Math.max(came.afterMs ?? 0, scene.retryAfterMs(begun.attempts))
    yield* lookAtCarts(dialect, org, [cart], state === 'due' ? at + wait : at)
  })
  scene.onMessage?.({
    cart,
    step,
    connection: settings.connection,
    state,
    problem: came.reason,
  })
}

async function opened(scene: CartScene, through: string): Promise<OpenAction | Came> {
  try {
    return await scene.open(through)
  } catch (error) {
    return failureOf(error)
  }
}

function stateOf(came: Came, attempts: number): 'due' | 'sent' | 'failed' | 'unknown' {
  if (came.state === 'acked') return 'sent'
  if (came.state === 'unknown') return 'unknown'
  return came.state === 'due' && attempts < mostAttempts ? 'due' : 'failed'
}

async function refusalOf(
  scene: CartScene,
  { email, customerId, rule }: Candidate,
): Promise<CartObstacle | undefined> {
  const subject = {
    ...(email !== undefined && { email }),
    ...(customerId !== undefined && { customerId }),
    needs: ['email'] as const,
  }
  const [reason] = await scene.consents(rule.consent)([subject])
  if (reason === undefined) return undefined
  // Whoever is refused also where silence is a yes has said no.
  const [refused] = await scene.consents('assumed')([subject])
  return refused === undefined ? 'noConsent' : 'unsubscribed'
}

/** Says that the message is being sent, if it is still due. */
function begin(
  scene: CartScene,
  { cart, rule, step }: Candidate,
  { connection, action }: CartStep,
  refusal: CartObstacle | undefined,
): Promise<Begun | undefined> {
  const token = newToken()
  return scene.store.write(function* (dialect, org) {
    yield* dialect.alone(['carts', org])
    const now = scene.now()
    const watch = (yield* cartWatches(dialect, org, [cart])).get(cart)
    if (watch === undefined) return undefined
    if (!(yield* scene.arePersonsCurrent(dialect, org))) {
      yield* lookAtCarts(dialect, org, [cart], now + scene.retryAfterMs(1))
      return undefined
    }
    const messages = (yield* messagesBy(dialect, org, [cart])).get(cart) ?? []
    const seen = yield* seeCart(dialect, org, watch, rule, now)
    const due = yield* seeDueCart(dialect, org, seen, { rule, exchange: scene.exchange, refusal })
    const life = lifeOf(due.facts, begunOf(messages), rule, now)
    yield* writeCartWatches(dialect, org, [watchAfter(due, life, now)])
    if (life.state !== 'due' || life.step !== step) return undefined
    const isOurs = yield* beginCartMessage(
      dialect,
      org,
      { cart, step },
      { connection, action, now },
    )
    if (!isOurs) return undefined
    const link = { token: tokenHash(token), cart, step, expires_at: now + rule.link.expiresMs }
    yield* addCartLink(dialect, org, link)
    const attempts = (messages.find((each) => each.step === step)?.attempts ?? 0) + 1
    return { due, token, attempts }
  })
}

async function act(
  scene: CartScene,
  { cart, rule, step }: Candidate,
  { due, token }: Begun,
  action: OpenAction,
): Promise<Came> {
  let input: JsonObject
  try {
    const email = due.email ?? ''
    const document = cartDocument(due, {
      step,
      link: `${scene.url}/carts/${token}`,
      unsubscribeLink: await scene.unsubscribeLink(email),
      language: rule.steps[step]?.mail.language ?? 'en',
    })
    input = await stepInput(rule, step, document)
    await action.check(input)
  } catch (error) {
    return failureOf(error)
  }
  let acted: Acted
  try {
    acted = await action.act(input, messageKey(scene.store.organisation, cart, step))
  } catch (error) {
    return failureOf(error)
  }
  return cameOf(acted)
}

/** The key of a message: the same for each of its attempts, and of no other message. */
export function messageKey(organisation: string, cart: string, step: number): string {
  return `${organisation}/carts/${cart}/${step}`
}
