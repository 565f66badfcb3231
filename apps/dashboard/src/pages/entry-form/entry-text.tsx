import { useState } from 'react'
import type { FormGroup } from '../../schema-form/form-value.ts'
import { asWritten, readWritten } from '../../schema-form/written-value.ts'
import { Card } from '../../ui/card.tsx'
import { TextAreaField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import { isObject } from '../mappings/rule-text.ts'

/** The whole entry as it would stand in the file, and also what no field is made for. */
export function EntryText({
  value,
  onChange,
  onReadable,
}: {
  readonly value: FormGroup
  readonly onChange: (value: FormGroup) => void
  readonly onReadable: (isReadable: boolean) => void
}) {
  const { say } = useWords()
  const [typed, setTyped] = useState<string>()
  const text = typed ?? asWritten(value)
  const read = readWritten(text)
  const problem =
    'problem' in read
      ? say('form.notYaml', { problem: read.problem })
      : isObject(read.value)
        ? undefined
        : say('entryForm.noSettings')
  return (
    <Card>
      <TextAreaField
        isCode
        label={say('entries.text')}
        help={say('form.yaml')}
        problem={problem}
        rows={24}
        value={text}
        onChange={({ target }) => {
          setTyped(target.value)
          const changed = readWritten(target.value)
          const isReadable = 'value' in changed && isObject(changed.value)
          onReadable(isReadable)
          if (isReadable) onChange(changed.value)
        }}
        // Once it is left it is written as everywhere, unless there is something to mend in it.
        onBlur={() => problem === undefined && setTyped(undefined)}
      />
    </Card>
  )
}
