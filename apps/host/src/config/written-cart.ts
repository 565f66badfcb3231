import { fault } from '@cartograph/core'
import type { CartRule } from './cart-settings.ts'
import { cartShape } from './cart-shape.ts'
import { ruleOf } from './carts.ts'

/**
 * A rule for carts that is not kept, to be tried as it is written; nothing that it names is looked up.
 *
 * @throws a `config` fault for one that is not complete.
 */
export function writtenCart(id: string, value: unknown): CartRule {
  const parsed = cartShape.safeParse(value)
  if (parsed.success) return ruleOf(id, parsed.data, {})
  throw fault({
    kind: 'config',
    message: 'The rule is not complete, or something in it is wrong.',
    hint: '`POST /api/configuration/check` says what, and where.',
  })
}
