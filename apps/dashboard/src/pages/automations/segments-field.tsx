import { problemAt } from '../../schema-form/form-fault.ts'
import { withField } from '../../schema-form/form-value.ts'
import { CheckList } from '../../ui/check-list.tsx'
import type { GroupFieldProps } from '../entry-form/group-fields.tsx'
import { useSegmentOptions } from './use-segment-options.ts'

/** Segments that somebody must be in, or must not; one may be written as a word alone. */
export function SegmentsField({ group, name, label, faults, onChange }: GroupFieldProps) {
  const options = useSegmentOptions()
  const value = group[name]
  const chosen = typeof value === 'string' ? [value] : Array.isArray(value) ? value.map(String) : []
  const others = chosen
    .filter((id) => !options.some((option) => option.value === id))
    .map((id) => ({ value: id, label: id }))
  return (
    <CheckList
      label={label}
      problem={problemAt(faults, [name])}
      options={[...others, ...options]}
      chosen={chosen}
      onChoose={(wanted) =>
        onChange(withField(group, name, wanted.length === 1 ? wanted[0] : wanted))
      }
    />
  )
}
