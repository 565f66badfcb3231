import { useState } from 'react'
import { TextAreaField } from '../ui/field.tsx'
import { useWords } from '../words/words-context.tsx'
import { problemAt } from './form-fault.ts'
import type { SchemaFieldProps } from './field-props.ts'
import { asWritten, readWritten } from './written-value.ts'

const lines = { least: 3, most: 16 }

/** What no field is made for, as it would stand in the file. */
export function WrittenField({
  field: { label, help, isRequired },
  value,
  faults,
  onChange,
}: Omit<SchemaFieldProps, 'input'>) {
  const { say } = useWords()
  const [text, setText] = useState(() => asWritten(value))
  const read = readWritten(text)
  const problem =
    'problem' in read ? say('form.notYaml', { problem: read.problem }) : problemAt(faults, [])
  return (
    <TextAreaField
      isCode
      label={label}
      help={[help, say('form.yaml')].filter(Boolean).join(' ')}
      problem={problem}
      aria-required={isRequired || undefined}
      rows={Math.min(lines.most, Math.max(lines.least, text.split('\n').length))}
      value={text}
      onChange={({ target }) => {
        setText(target.value)
        const changed = readWritten(target.value)
        // What is no YAML is sent as it is, so that it is never taken for what stood there before.
        onChange('problem' in changed ? target.value : changed.value)
      }}
    />
  )
}
