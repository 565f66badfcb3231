import type { SegmentCatalogue } from '../../api/answers.ts'
import { SelectField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import type { Linked } from './catalogue.ts'
import type { ComparisonDraft, ConditionDraft, LinkedDraft } from './condition-draft.ts'
import { lineOf, lookedAtName, lookedAts, nameOfLine, type LookedAt } from './looked-at.ts'
import { useConditionNames, type ConditionNames } from './use-condition-names.ts'

const kinds = ['field', 'count', 'sum'] as const

/** What a condition looks at; another one begins the line anew. */
export function LookedAtField({
  line,
  of,
  catalogue,
  onChoose,
}: {
  readonly line: ComparisonDraft | LinkedDraft
  readonly of: Linked
  readonly catalogue: SegmentCatalogue
  readonly onChoose: (line: ConditionDraft) => void
}) {
  const { say } = useWords()
  const names = useConditionNames()
  const all = lookedAts(of, catalogue)
  return (
    <SelectField
      hidesLabel
      label={say('builder.field')}
      value={nameOfLine(line)}
      onChange={({ target }) => {
        const chosen = all.find((each) => lookedAtName(each) === target.value)
        if (chosen !== undefined) onChoose(lineOf(chosen, catalogue))
      }}
    >
      {kinds.map((kind) => {
        const some = all.filter((each) => each.kind === kind)
        if (some.length === 0) return null
        return (
          <optgroup key={kind} label={say(`builder.of.${kind}`)}>
            {some.map((each) => (
              <option key={lookedAtName(each)} value={lookedAtName(each)}>
                {textOf(each, names)}
              </option>
            ))}
          </optgroup>
        )
      })}
    </SelectField>
  )
}

function textOf(looked: LookedAt, names: ConditionNames): string {
  if (looked.kind === 'field') return names.field(looked.field)
  return looked.kind === 'count' ? names.counted(looked.of) : names.summed(looked.of, looked.field)
}
