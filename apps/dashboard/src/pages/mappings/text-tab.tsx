import { useState } from 'react'
import { Card } from '../../ui/card.tsx'
import { TextAreaField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import { draftOf } from './mapping-draft.ts'
import { mappingText, readMappingText } from './rule-text.ts'
import type { MappingWork } from './use-mapping-draft.ts'

/** The whole mapping as it could stand in a file: also what has no row, such as `when`, `each` and `group`. */
export function TextTab({ work }: { readonly work: MappingWork }) {
  const { say } = useWords()
  const [typed, setTyped] = useState<string>()
  const text = typed ?? mappingText(work.mapping)
  const read = typed === undefined ? undefined : readMappingText(typed)
  const problem =
    read !== undefined && 'problem' in read
      ? read.problem === ''
        ? say('mappings.noMapping')
        : read.problem
      : undefined
  return (
    <Card>
      <TextAreaField
        label={say('mappings.asText')}
        help={say('mappings.asTextHelp')}
        problem={problem}
        rows={24}
        isCode
        readOnly={!work.mayEdit}
        value={text}
        onChange={({ target }) => {
          setTyped(target.value)
          const changed = readMappingText(target.value)
          if ('mapping' in changed) work.edit(draftOf(changed.mapping))
        }}
        // Once it is left it is written as everywhere, unless there is something to mend in it.
        onBlur={() => problem === undefined && setTyped(undefined)}
      />
    </Card>
  )
}
