import type { Linked, Operator } from './catalogue.ts'

/** A condition while it is written: values are text as they stand in the fields, and may not be complete. */
export type ConditionDraft = GroupDraft | ComparisonDraft | LinkedDraft

export interface GroupDraft {
  readonly kind: 'group'
  readonly join: 'all' | 'any' | 'none'
  readonly parts: readonly ConditionDraft[]
}

export interface ComparisonDraft {
  readonly kind: 'comparison'
  readonly field: string
  readonly operator: Operator
  readonly operand: OperandDraft
}

/** How many linked things there are, or what one of their fields comes to. */
export interface LinkedDraft {
  readonly kind: 'linked'
  readonly of: Linked
  readonly sum?: string | undefined
  readonly days: string
  readonly operator: Operator
  readonly value: string
  readonly where?: GroupDraft | undefined
}

export const operandKinds = ['value', 'percentile', 'constant', 'field'] as const

/** What something is compared with: what is written, a percentile, a number of the shop, or another field. */
export interface OperandDraft {
  readonly kind: (typeof operandKinds)[number]
  readonly text: string
  /** Of the constant or the field. */
  readonly name: string
  /** Empty: once. */
  readonly times: string
}

export const emptyOperand: OperandDraft = { kind: 'value', text: '', name: '', times: '' }

export const emptyGroup: GroupDraft = { kind: 'group', join: 'all', parts: [] }
