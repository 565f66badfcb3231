import type { SegmentCatalogue } from '../../api/answers.ts'
import { isNumeric, type FieldType, type Linked } from './catalogue.ts'
import {
  emptyOperand,
  type ComparisonDraft,
  type ConditionDraft,
  type LinkedDraft,
} from './condition-draft.ts'

/** Something that a line can look at: a field, how many linked things there are, or what their field comes to. */
export type LookedAt =
  | { readonly kind: 'field'; readonly field: string; readonly type: FieldType }
  | { readonly kind: 'count'; readonly of: Linked }
  | { readonly kind: 'sum'; readonly of: Linked; readonly field: string }

/** Everything that conditions of something can look at. */
export function lookedAts(of: Linked, catalogue: SegmentCatalogue): readonly LookedAt[] {
  const linked = catalogue.linkedTo[of] ?? []
  return [
    ...(catalogue.fields[of] ?? []).map(({ id, type }): LookedAt => ({
      kind: 'field',
      field: id,
      type,
    })),
    ...linked.map((each): LookedAt => ({ kind: 'count', of: each })),
    ...linked.flatMap((each) =>
      (catalogue.fields[each] ?? [])
        .filter(({ type }) => isNumeric(type))
        .map(({ id }): LookedAt => ({ kind: 'sum', of: each, field: id })),
    ),
  ]
}

/** Its name among the options of a field. */
export function lookedAtName(looked: LookedAt): string {
  if (looked.kind === 'field') return `field ${looked.field}`
  return looked.kind === 'count' ? `count ${looked.of}` : `sum ${looked.of} ${looked.field}`
}

/** What a line looks at now, by its name. */
export function nameOfLine(draft: ComparisonDraft | LinkedDraft): string {
  if (draft.kind === 'comparison') return `field ${draft.field}`
  return draft.sum === undefined ? `count ${draft.of}` : `sum ${draft.of} ${draft.sum}`
}

/** A line that looks at something, with nothing said of it yet. */
export function lineOf(looked: LookedAt, catalogue: SegmentCatalogue): ConditionDraft {
  if (looked.kind === 'field') {
    const { field, type } = looked
    const fitting = catalogue.operators[type] ?? []
    const operator = fitting.find((each) => each === '>=') ?? fitting[0] ?? '='
    return { kind: 'comparison', field, operator, operand: emptyOperand }
  }
  const { of } = looked
  const sum = looked.kind === 'sum' ? looked.field : undefined
  return { kind: 'linked', of, sum, days: '', operator: '>=', value: '' }
}
