import { useMutation } from '@tanstack/react-query'
import { CircleCheck } from 'lucide-react'
import { useMemo, useState } from 'react'
import { problemOf } from '../../api/api-error.ts'
import { asWritten, readWritten } from '../../schema-form/written-value.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { TextAreaField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import type { EntryName, EntryValue } from './entry.ts'
import { RefusalNotice } from './refusal-notice.tsx'
import { refusalOf, useSaveEntry } from './use-save-entry.ts'

const lines = { least: 10, most: 30 }

/** An entry as text: it is checked as a whole by the host, before it is kept or as often as somebody likes. */
export function EntryEditor({
  name,
  value,
  version,
  onSaved,
}: {
  /** Missing: it has no name yet, and cannot be kept. */
  readonly name: EntryName | undefined
  readonly value: unknown
  readonly version: number | undefined
  readonly onSaved: (name: EntryName) => void
}) {
  const { say } = useWords()
  const [text, setText] = useState(() => asWritten(value))
  const read = useMemo(() => readWritten(text), [text])
  const check = useMutation({
    mutationFn: (asked: { readonly name: EntryName; readonly value: EntryValue }) =>
      refusalOf(asked.name, asked.value),
  })
  const saving = useSaveEntry({ done: say('entries.saved', { id: name?.id ?? '' }), onSaved })
  const canSend = name !== undefined && 'value' in read
  const send = (how: (sent: { name: EntryName; value: EntryValue }) => void) => {
    // The host reads it as what comes from outside.
    if (canSend) how({ name, value: (read.value ?? null) as EntryValue })
  }
  return (
    <form
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        check.reset()
        send((sent) => saving.save({ ...sent, version }))
      }}
    >
      <RefusalNotice
        refused={check.data ?? saving.refused}
        problem={check.isError ? problemOf(check.error) : saving.problem}
      />
      {check.isSuccess && check.data === undefined && (
        <p role="status" className="flex items-center gap-2 text-sm font-medium">
          <CircleCheck aria-hidden size={18} className="text-positive" />
          {say('entries.right')}
        </p>
      )}
      <Card>
        <TextAreaField
          isCode
          label={say('entries.text')}
          help={say('form.yaml')}
          problem={'problem' in read ? say('form.notYaml', { problem: read.problem }) : undefined}
          rows={Math.min(lines.most, Math.max(lines.least, text.split('\n').length))}
          value={text}
          onChange={({ target }) => {
            setText(target.value)
            check.reset()
          }}
        />
      </Card>
      <div className="flex flex-wrap gap-2">
        <Button look="primary" type="submit" busy={saving.isSaving} disabled={!canSend}>
          {say('action.save')}
        </Button>
        <Button
          busy={check.isPending}
          disabled={!canSend}
          onClick={() => send((sent) => check.mutate(sent))}
        >
          {say('entries.check')}
        </Button>
      </div>
    </form>
  )
}
