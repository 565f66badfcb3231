import { currencyExponent } from '@cartograph/core'
import type { CartDocument, CartLanguage } from '../../config/index.ts'
import type { DueCart } from './due-cart.ts'
import type { CartLine } from './cart-row.ts'

export interface CartDocumentParts {
  readonly step: number
  readonly link: string
  readonly unsubscribeLink: string
  readonly language: CartLanguage
}

/** Everything that may be told of a cart. What nobody knows is left out. */
export function cartDocument(
  {
    watch,
    row,
    goods,
    email,
    customer,
  }: Pick<DueCart, 'watch' | 'row' | 'goods' | 'email' | 'customer'>,
  { step, link, unsubscribeLink, language }: CartDocumentParts,
): CartDocument {
  const currency = row?.currency
  const money = (amount: number | undefined) => moneyText(amount, currency, language)
  const totalText = money(goods.total)
  const lines: CartDocument['lines'] = (goods.lines ?? []).map((line) => lineDocument(line, money))
  return {
    cart: watch.cart,
    connection: watch.connection,
    step: step + 1,
    email: email ?? '',
    link,
    unsubscribeLink,
    ...known({
      currency,
      total: goods.total,
      totalText,
      customerId: row?.customerId,
      firstName: customer?.firstName,
      lastName: customer?.lastName,
      phone: customer?.phone,
    }),
    count: lines.length,
    lines,
    createdAt: new Date(watch.created_at).toISOString(),
    updatedAt: new Date(watch.touched_at).toISOString(),
  }
}

function lineDocument(
  line: CartLine,
  money: (amount: number | undefined) => string | undefined,
): CartDocument['lines'][number] {
  const { productId, variantId, sku, name, quantity, unitPrice, total, url, imageUrl } = line
  const amount = total ?? (unitPrice === undefined ? undefined : Math.round(unitPrice * quantity))
  return {
    quantity,
    ...known({ productId, variantId, sku, name, unitPrice, url, imageUrl }),
    ...known({ total: amount, totalText: money(amount) }),
  }
}

type Known<Fields> = { readonly [Name in keyof Fields]?: NonNullable<Fields[Name]> }

/** What is known of some fields. */
function known<Fields extends object>(fields: Fields): Known<Fields> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
  ) as Known<Fields>
}

/** An amount as people of a language write it; undefined where the currency is none. */
export function moneyText(
  amount: number | undefined,
  currency: string | undefined,
  language: CartLanguage,
): string | undefined {
  const digits = currency === undefined ? undefined : currencyExponent(currency)
  if (amount === undefined || currency === undefined || digits === undefined) return undefined
  const text = String(Math.abs(amount)).padStart(digits + 1, '0')
  const whole = text.slice(0, text.length - digits)
  const decimal = `${amount < 0 ? '-' : ''}${whole}${digits === 0 ? '' : `.${text.slice(-digits)}`}`
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(decimal as Intl.StringNumericLiteral)
}
