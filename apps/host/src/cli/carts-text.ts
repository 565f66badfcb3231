import { currencyExponent } from '@cartograph/core'
import type { CartFigures, DryRun, ShownCart } from '../automation/index.ts'
import { count, counted, table } from './table.ts'

export function listText(carts: readonly ShownCart[]): string {
  if (carts.length === 0) return 'No cart was left.\n'
  return `${table(
    [
      { heading: 'cart', align: 'left', cell: ({ cart }) => cart },
      { heading: 'left', align: 'left', cell: ({ leftAt }) => leftAt ?? '' },
      { heading: 'state', align: 'left', cell: ({ state }) => state },
      { heading: 'messages', align: 'right', cell: ({ messages }) => count(messages.length) },
      { heading: 'worth', align: 'right', cell: (cart) => worth(cart) },
    ],
    carts,
  )}\n`
}

export function cartText(cart: ShownCart): string {
  const lines = [
    `${cart.cart}, by the rule ${cart.rule}: ${cart.state}`,
    `begun ${cart.createdAt}, touched ${cart.touchedAt}`,
    ...(cart.leftAt === undefined ? [] : [`left ${cart.leftAt}`]),
    ...(cart.nextAt === undefined ? [] : [`looked at again ${cart.nextAt}`]),
    ...(worth(cart) === '' ? [] : [`worth ${worth(cart)}`]),
    ...(cart.boughtWith === undefined ? [] : [`bought with ${cart.boughtWith}`]),
    ...cart.messages.map(
      ({ step, channel, state, at, clicks, problem }) =>
        `message ${step} by ${channel}: ${state} ${at}, ${counted(clicks, 'click')}${problem === undefined ? '' : `: ${problem}`}`,
    ),
  ]
  return `${lines.join('\n')}\n`
}

export function figuresText(figures: CartFigures): string {
  const { detected, sent, recovered, revenue, ends, steps } = figures
  const head = [
    `${counted(detected, 'cart')} left, ${counted(sent, 'message')} sent, ${count(recovered)} won back`,
    `won back: ${moneyText(revenue)}`,
    ...Object.entries(ends).map(([end, carts]) => `  ${end}: ${count(carts)}`),
  ]
  if (steps.length === 0) return `${head.join('\n')}\n`
  const rows = table(
    [
      { heading: 'rule', align: 'left', cell: ({ rule }) => rule },
      { heading: 'step', align: 'right', cell: ({ step }) => String(step) },
      { heading: 'by', align: 'left', cell: ({ channel }) => channel },
      { heading: 'sent', align: 'right', cell: (step) => count(step.sent) },
      { heading: 'failed', align: 'right', cell: ({ failed }) => count(failed) },
      { heading: 'unknown', align: 'right', cell: ({ unknown }) => count(unknown) },
      { heading: 'clicked', align: 'right', cell: ({ clicked }) => count(clicked) },
      { heading: 'won back', align: 'right', cell: (step) => count(step.recovered) },
      { heading: 'with', align: 'right', cell: (step) => moneyText(step.revenue) },
    ],
    steps,
  )
  return `${head.join('\n')}\n\n${rows}\n`
}

export function dryRunText({ from, carts, messages, ends }: DryRun): string {
  const total = Object.values(messages).reduce((sum, each) => sum + each, 0)
  const lines = [
    `Of ${counted(carts, 'cart')} touched since ${from} the rules would have sent ${counted(total, 'message')}. Nothing was sent.`,
    ...Object.entries(messages).map(([step, times]) => `  ${step}: ${count(times)}`),
    ...Object.entries(ends).map(([end, times]) => `  ${end}: ${count(times)}`),
  ]
  return `${lines.join('\n')}\n`
}

function worth({ currency, total }: Pick<ShownCart, 'currency' | 'total'>): string {
  return currency === undefined || total === undefined ? '' : amountText(String(total), currency)
}

function moneyText(revenue: Readonly<Record<string, string>>): string {
  const amounts = Object.entries(revenue).map(([currency, sum]) => amountText(sum, currency))
  return amounts.length === 0 ? 'nothing' : amounts.join(', ')
}

/** Minor units as `12.50 EUR`. */
function amountText(minor: string, currency: string): string {
  const digits = currencyExponent(currency) ?? 0
  const sign = minor.startsWith('-') ? '-' : ''
  const text = minor.replace('-', '').padStart(digits + 1, '0')
  const whole = text.slice(0, text.length - digits)
  return `${sign}${whole}${digits === 0 ? '' : `.${text.slice(-digits)}`} ${currency}`
}
