import type { SegmentCatalogue } from '../../api/answers.ts'
import { amountText } from './amount-text.ts'
import { typeOf, type Linked, type Operator } from './catalogue.ts'
import {
  emptyGroup,
  emptyOperand,
  type ConditionDraft,
  type GroupDraft,
  type OperandDraft,
} from './condition-draft.ts'

/** A condition of the host as it is changed here; what is no group becomes one. */
export function readDraft(where: unknown, of: Linked, catalogue: SegmentCatalogue): GroupDraft {
  const draft = draftOf(where, of, catalogue)
  return draft.kind === 'group' ? draft : { ...emptyGroup, parts: [draft] }
}

function draftOf(given: unknown, of: Linked, catalogue: SegmentCatalogue): ConditionDraft {
  const condition = isObject(given) ? given : {}
  const within = (each: unknown) => draftOf(each, of, catalogue)
  for (const join of ['all', 'any'] as const) {
    const parts = condition[join]
    if (Array.isArray(parts)) return { kind: 'group', join, parts: parts.map(within) }
  }
  if (isObject(condition['not'])) {
    const denied = within(condition['not'])
    const isAny = denied.kind === 'group' && denied.join === 'any'
    return { kind: 'group', join: 'none', parts: isAny ? denied.parts : [denied] }
  }
  const { field, count, sum, of: summedOf, op, value, where, days } = condition
  // The host knows no others.
  const operator = op as Operator
  if (typeof field === 'string') {
    const isMoney = typeOf(catalogue, of, field) === 'money'
    const operand = operandOf(value, (each) => textOf(each, isMoney ? catalogue.exponent : 0))
    return { kind: 'comparison', field, operator, operand }
  }
  const linked = (summedOf ?? count) as Linked
  const isMoney = typeof sum === 'string' && typeOf(catalogue, linked, sum) === 'money'
  return {
    kind: 'linked',
    of: linked,
    ...(typeof sum === 'string' && { sum }),
    days: writtenOf(days),
    operator,
    value: textOf(value, isMoney ? catalogue.exponent : 0),
    ...(where !== undefined && { where: readDraft(where, linked, catalogue) }),
  }
}

function operandOf(value: unknown, text: (value: unknown) => string): OperandDraft {
  if (value === undefined) return emptyOperand
  if (Array.isArray(value)) return { ...emptyOperand, text: value.map(text).join('\n') }
  if (!isObject(value)) return { ...emptyOperand, text: text(value) }
  const { percentile, constant, field, times } = value
  const multiple = writtenOf(times)
  if (typeof percentile === 'number')
    return { ...emptyOperand, kind: 'percentile', text: String(percentile) }
  return typeof constant === 'string'
    ? { ...emptyOperand, kind: 'constant', name: constant, times: multiple }
    : { ...emptyOperand, kind: 'field', name: writtenOf(field), times: multiple }
}

function textOf(value: unknown, exponent: number): string {
  return typeof value === 'number' && exponent > 0 ? amountText(value, exponent) : String(value)
}

function writtenOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
