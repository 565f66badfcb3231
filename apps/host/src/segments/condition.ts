import type { Linked } from './fields.ts'

export const operators = ['=', '!=', '<', '<=', '>', '>=', 'in', 'contains', 'known'] as const
export type Operator = (typeof operators)[number]

/** Numbers of the shop that a value can be compared with. */
export const shopConstants = ['lapse_days', 'first_to_second_days'] as const
export type ShopConstant = (typeof shopConstants)[number]

/** What a value is compared with: itself, a percentile of the field, or a number of the shop or another field, multiplied. */
export type Operand =
  | string
  | number
  | boolean
  | readonly (string | number)[]
  | { readonly percentile: number }
  | { readonly constant: ShopConstant; readonly times?: number | undefined }
  | { readonly field: string; readonly times?: number | undefined }

export interface Comparison {
  readonly field: string
  readonly op: Operator
  readonly value?: Operand | undefined
}

/** How many linked orders, products, customers or events there are, or the sum of one of their fields, in the last days. */
export interface Aggregate {
  readonly count?: Linked | undefined
  readonly sum?: string | undefined
  readonly of?: Linked | undefined
  readonly where?: Condition | undefined
  readonly days?: number | undefined
  readonly op: Operator
  readonly value: number
}

export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | Comparison
  | Aggregate
