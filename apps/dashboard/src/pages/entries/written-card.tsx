import { asWritten } from '../../schema-form/written-value.ts'
import { Card } from '../../ui/card.tsx'
import { useWords } from '../../words/words-context.tsx'

/** What is kept, as it would stand in the file; of secrets only that they are set. */
export function WrittenCard({ value }: { readonly value: unknown }) {
  const { say } = useWords()
  return (
    <Card title={say('entries.written')} note={say('entries.writtenNote')}>
      <WrittenText value={value} />
    </Card>
  )
}

export function WrittenText({ value }: { readonly value: unknown }) {
  const { say } = useWords()
  return (
    <pre
      role="region"
      aria-label={say('entries.written')}
      // It may be wider than the page, and is then moved by the arrow keys.
      tabIndex={0}
      className="max-h-96 overflow-auto rounded-lg bg-fill px-4 py-3 font-mono text-xs leading-5"
    >
      {asWritten(value)}
    </pre>
  )
}
