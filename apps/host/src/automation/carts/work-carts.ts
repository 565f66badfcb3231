import type { CartScene } from './cart-scene.ts'
import { followCarts } from './follow-carts.ts'
import { lookAtDueCarts } from './look-at-cart.ts'
import { sendMessage, settleInterrupted } from './send-message.ts'

/** Messages that are under way at the same time. */
const atOnce = 4

/** Brings carts up to date with the store, and sends the messages that are due; one process at a time. */
export async function workCarts(scene: CartScene): Promise<void> {
  await settleInterrupted(scene)
  await followCarts(scene)
  for (;;) {
    scene.signal.throwIfAborted()
    const candidates = await lookAtDueCarts(scene)
    if (candidates === undefined) return
    for (let sent = 0; sent < candidates.length; sent += atOnce) {
      scene.signal.throwIfAborted()
      const some = candidates.slice(sent, sent + atOnce)
      await Promise.all(some.map((candidate) => sendMessage(scene, candidate)))
    }
  }
}
