import type { JsonObject } from '@cartograph/core'
import type { TriggerRule } from './happening.ts'

const entities = ['product', 'variant'] as const

export const backInStock: TriggerRule = {
  entities,
  needsSeen: true,
  judge: ({ row, before }) => {
    const state = stockOf(row)
    if (state === undefined) return {}
    if (before !== 'out' || state !== 'in') return { state }
    return {
      state,
      happening: {
        transition: 'product.backInStock',
        happenedAt: undefined,
        again: true,
        facts: {},
      },
    }
  },
}

function stockOf({ inStock, stock }: JsonObject): 'in' | 'out' | undefined {
  if (typeof inStock === 'boolean') return inStock ? 'in' : 'out'
  if (typeof stock === 'number') return stock > 0 ? 'in' : 'out'
  return undefined
}

/** A price that fell by a share of what it was, at the least. */
export function priceDrop(share: number): TriggerRule {
  return {
    entities,
    needsSeen: true,
    judge: ({ row, before }) => {
      const { price, salePrice, currency } = row
      const now = typeof salePrice === 'number' ? salePrice : price
      if (typeof now !== 'number' || typeof currency !== 'string') return {}
      const state = `${now} ${currency}`
      const [from = '', formerly = ''] = before?.split(' ') ?? []
      const was = Number(from)
      const fell = formerly === currency && now < was && was - now >= was * share
      if (!fell) return { state }
      return {
        state,
        happening: {
          transition: 'product.priceDrop',
          happenedAt: undefined,
          again: true,
          facts: { from: was, to: now, currency },
        },
      }
    },
  }
}
