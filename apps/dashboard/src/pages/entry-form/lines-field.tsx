import { useState } from 'react'
import { problemAt } from '../../schema-form/form-fault.ts'
import { linesIn, withField } from '../../schema-form/form-value.ts'
import { TextAreaField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import { textOf, type GroupFieldProps } from './group-fields.tsx'

/** Several texts, one on each line. */
export function LinesField({
  group,
  name,
  label,
  help,
  faults,
  onChange,
  rows = 3,
}: GroupFieldProps & { readonly rows?: number }) {
  const { say } = useWords()
  const value = group[name]
  /** What is typed, as long as nobody else wrote over what it made. */
  const [typed, setTyped] = useState<{ readonly text: string; readonly made: unknown }>()
  const text = typed !== undefined && typed.made === value ? typed.text : linesOf(value)
  return (
    <TextAreaField
      {...{ label, rows }}
      help={[help, say('form.lines')].filter(Boolean).join(' ')}
      problem={problemAt(faults, [name])}
      value={text}
      onChange={({ target }) => {
        const lines = linesIn(target.value)
        const changed = withField(group, name, lines)
        setTyped({ text: target.value, made: changed[name] })
        onChange(changed)
      }}
    />
  )
}

function linesOf(value: unknown): string {
  return Array.isArray(value) ? value.map(textOf).join('\n') : textOf(value)
}
