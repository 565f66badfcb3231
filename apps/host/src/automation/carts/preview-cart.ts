import { faultOf, type JsonObject } from '@cartograph/core'
import type { CartDocument, CartLanguage, CartRule } from '../../config/index.ts'
import { moneyText } from './cart-document.ts'
import { stepInput } from './step-input.ts'

/** What a message about a cart would be given, or why it could not be made. */
export interface PreviewedMessage {
  readonly action: string
  /** From when the cart was left. */
  readonly afterMs: number
  readonly input?: JsonObject
  readonly reason?: string
}

/** Shows every message of a rule for a cart that is made up, so that nobody's cart is. Nothing is sent. */
export async function previewCart(rule: CartRule): Promise<readonly PreviewedMessage[]> {
  const messages: PreviewedMessage[] = []
  for (const [step, { connection, action, afterMs, mail }] of rule.steps.entries()) {
    const head = { action: `${connection}.${action}`, afterMs }
    try {
      const input = await stepInput(rule, step, madeUpCart(step, rule, mail.language))
      messages.push({ ...head, input })
    } catch (error) {
      messages.push({ ...head, reason: faultOf(error).message })
    }
  }
  return messages
}

function madeUpCart(
  step: number,
  { connections: [connection = 'shop'] }: CartRule,
  language: CartLanguage,
): CartDocument {
  const currency = 'EUR'
  const line = (name: string, sku: string, quantity: number, unitPrice: number) => ({
    productId: `${connection}:${sku}`,
    sku,
    name,
    quantity,
    unitPrice,
    total: quantity * unitPrice,
    totalText: moneyText(quantity * unitPrice, currency, language) ?? '',
    url: `https://shop.example/products/${sku}`,
  })
  const lines = [line('Cup', 'cup', 2, 1250), line('Jug', 'jug', 1, 3900)]
  const total = 6400
  return {
    cart: `${connection}:1001`,
    connection,
    step: step + 1,
    email: 'anna@shop.example',
    customerId: `${connection}:1`,
    firstName: 'Anna',
    lastName: 'Lind',
    link: 'https://shop.example/cart',
    unsubscribeLink: 'https://unsubscribe.example/',
    currency,
    total,
    totalText: moneyText(total, currency, language) ?? '',
    count: lines.length,
    lines,
    createdAt: '2026-11-02T10:00:00.000Z',
    updatedAt: '2026-11-02T10:10:00.000Z',
  }
}
