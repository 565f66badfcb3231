import type { SegmentCatalogue } from '../../api/answers.ts'
import { amountIn } from './amount-text.ts'
import { hasDay, isNumeric, typeOf, type FieldType, type Linked } from './catalogue.ts'
import type { ConditionDraft, LinkedDraft, OperandDraft } from './condition-draft.ts'

export type WrittenCondition = Readonly<Record<string, unknown>>

/** What a draft says to the host; undefined: something in it is not complete. */
export function writtenCondition(
  draft: ConditionDraft,
  of: Linked,
  catalogue: SegmentCatalogue,
): WrittenCondition | undefined {
  if (draft.kind === 'group') {
    const parts = draft.parts.map((part) => writtenCondition(part, of, catalogue))
    // Of nothing at all nobody fulfils any.
    const isComplete = !parts.includes(undefined) && (draft.join === 'all' || parts.length > 0)
    if (!isComplete) return undefined
    return draft.join === 'none' ? { not: { any: parts } } : { [draft.join]: parts }
  }
  if (draft.kind === 'linked') return writtenLinked(draft, catalogue)
  const { field, operator: op, operand } = draft
  const type = typeOf(catalogue, of, field)
  if (type === undefined) return undefined
  if (op === 'known') return { field, op }
  const value = writtenOperand(operand, op === 'in', type, catalogue)
  return value === undefined ? undefined : { field, op, value }
}

function writtenLinked(
  { of, sum, days, operator: op, value, where }: LinkedDraft,
  catalogue: SegmentCatalogue,
): WrittenCondition | undefined {
  const type = sum === undefined ? 'number' : typeOf(catalogue, of, sum)
  const amount = type === undefined ? undefined : valueOf(value, type, catalogue)
  const last = days === '' || !hasDay(of) ? undefined : numberIn(days)
  const inner = where === undefined ? undefined : writtenCondition(where, of, catalogue)
  const isComplete =
    amount !== undefined &&
    (days === '' || !hasDay(of) || last !== undefined) &&
    (where === undefined || inner !== undefined)
  if (!isComplete) return undefined
  return {
    ...(sum === undefined ? { count: of } : { sum, of }),
    ...(inner !== undefined && { where: inner }),
    ...(last !== undefined && { days: last }),
    op,
    value: amount,
  }
}

function writtenOperand(
  { kind, text, name, times }: OperandDraft,
  isList: boolean,
  type: FieldType,
  catalogue: SegmentCatalogue,
): unknown {
  if (isList) {
    const lines = text.split('\n').filter((line) => line.trim() !== '')
    const values = lines.map((line) => valueOf(line, type, catalogue))
    return values.length === 0 || values.includes(undefined) ? undefined : values
  }
  if (kind === 'value') return valueOf(text, type, catalogue)
  if (kind === 'percentile') {
    const percentile = numberIn(text)
    return percentile === undefined ? undefined : { percentile }
  }
  if (name === '') return undefined
  const multiple = times === '' ? undefined : numberIn(times)
  if (times !== '' && multiple === undefined) return undefined
  return { [kind]: name, ...(multiple !== undefined && { times: multiple }) }
}

function valueOf(text: string, type: FieldType, { exponent }: SegmentCatalogue): unknown {
  if (type === 'flag') return text === '' ? undefined : text === 'true'
  if (type === 'money') return amountIn(text, exponent)
  if (isNumeric(type)) return numberIn(text)
  return text === '' ? undefined : text
}

function numberIn(text: string): number | undefined {
  const written = text.trim().replace(',', '.')
  return /^-?\d+(?:\.\d+)?$/u.test(written) ? Number(written) : undefined
}
