import { useMemo } from 'react'
import type { SegmentCatalogue } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { useWords } from '../../words/words-context.tsx'
import { moneyText } from '../money-text.ts'
import { typeOf, type FieldType, type Linked } from './catalogue.ts'

/** What the parts of conditions are called in the language of whoever looks. */
export interface ConditionNames {
  readonly typeOf: (of: Linked, field: string) => FieldType | undefined
  readonly field: (id: string) => string
  readonly counted: (of: Linked) => string
  readonly summed: (of: Linked, field: string) => string
  readonly operator: (operator: string) => string
  readonly constant: (name: string) => string
  readonly percentile: (percentile: number) => string
  readonly value: (value: unknown, type: FieldType | undefined) => string
}

/** Finer than that nothing is told apart. */
const finestDigits = 4

/** Amounts are written as amounts once it is known what they are in. */
export function useConditionNames(): ConditionNames {
  const { say, knows, locale } = useWords()
  const { data: catalogue } = useAnswer('GET /api/segment-fields', {})
  return useMemo(() => {
    const named = (key: string, otherwise: string) => (knows(key) ? say(key) : otherwise)
    const field = (id: string) => named(`field.${id}`, id)
    return {
      typeOf: (of, id) => (catalogue === undefined ? undefined : typeOf(catalogue, of, id)),
      field,
      counted: (of) => say(`counted.${of}`),
      summed: (of, id) => say('counted.sum', { field: field(id), of: say(`resource.${of}`) }),
      operator: (operator) => named(`operator.${operator}`, operator),
      constant: (name) => named(`constant.${name}`, name),
      percentile: (percentile) => say('operand.percentileText', { percentile }),
      value: (value, type) => valueText(value, type, catalogue, { say, locale }),
    }
  }, [say, knows, locale, catalogue])
}

function valueText(
  value: unknown,
  type: FieldType | undefined,
  catalogue: SegmentCatalogue | undefined,
  { say, locale }: Pick<ReturnType<typeof useWords>, 'say' | 'locale'>,
): string {
  if (typeof value === 'boolean') return say(value ? 'people.yes' : 'people.no')
  if (typeof value !== 'number') return String(value)
  return type === 'money' && catalogue !== undefined
    ? moneyText(value, catalogue.currency, locale)
    : value.toLocaleString(locale, { maximumFractionDigits: finestDigits })
}
