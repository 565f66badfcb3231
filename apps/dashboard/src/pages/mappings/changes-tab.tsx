import { GitCompareArrows } from 'lucide-react'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useWords } from '../../words/words-context.tsx'
import type { MappingChange } from './mapping-changes.ts'

/** What is different from the version that is saved. */
export function ChangesTab({ changes }: { readonly changes: readonly MappingChange[] }) {
  const { say } = useWords()
  return (
    <Card>
      {changes.length === 0 ? (
        <EmptyState
          icon={<GitCompareArrows aria-hidden size={22} />}
          title={say('mappings.noChanges')}
        >
          {say('mappings.noChangesHelp')}
        </EmptyState>
      ) : (
        <ChangeList changes={changes} />
      )}
    </Card>
  )
}

/** Each part as it was and as it is; the words say it, the colours only help. */
export function ChangeList({ changes }: { readonly changes: readonly MappingChange[] }) {
  const { say } = useWords()
  return (
    <ul className="grid gap-3 text-sm">
      {changes.map(({ part, before, after }) => (
        <li key={part} className="grid gap-1">
          <p className="font-mono text-xs font-medium break-all">{part}</p>
          <Side label={say('mappings.before')} text={before} look="bg-negative-soft" />
          <Side label={say('mappings.after')} text={after} look="bg-positive-soft" />
        </li>
      ))}
    </ul>
  )
}

function Side({
  label,
  text,
  look,
}: {
  readonly label: string
  readonly text: string | undefined
  readonly look: string
}) {
  const { say } = useWords()
  return (
    <p
      className={`flex gap-3 rounded-md px-3 py-1.5 text-xs ${text === undefined ? 'bg-fill' : look}`}
    >
      <span className="w-14 shrink-0 text-soft">{label}</span>
      {text === undefined ? (
        <span className="text-soft">{say('mappings.nothing')}</span>
      ) : (
        <code className="min-w-0 font-mono [overflow-wrap:anywhere]">{text}</code>
      )}
    </p>
  )
}
