import { Badge } from '../../ui/badge.tsx'
import { Combobox, type Choice } from '../../ui/combobox.tsx'
import { TextAreaField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import { firstPath, withPath } from './rule-path.ts'
import type { SourceField, TargetField } from './target-fields.ts'
import type { PreviewField, Trial } from './use-mapping-trial.ts'

/** One field of the target ← the path that it reads ← the rule, and what comes out. */
export function FieldRow({
  field,
  text,
  source,
  preview,
  problem,
  faults,
  mayEdit,
  onWrite,
}: {
  readonly field: TargetField
  readonly text: string
  readonly source: readonly SourceField[]
  readonly preview: PreviewField | undefined
  /** Why the rule cannot be read. */
  readonly problem: string | undefined
  readonly faults: Trial['faults']
  readonly mayEdit: boolean
  readonly onWrite: (text: string) => void
}) {
  const { say } = useWords()
  const { name } = field
  const isMissing = field.required && text.trim() === ''
  const [fault] = faults
  const wrong = problem ?? fault?.message ?? (isMissing ? say('mappings.missing') : undefined)
  return (
    <li className="grid items-start gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-0 sm:px-5 lg:grid-cols-[minmax(0,1.1fr)_minmax(0,1.3fr)_minmax(0,1.7fr)_minmax(0,1.3fr)]">
      <div className="min-w-0 lg:pt-1.5">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-mono text-sm font-medium break-all">{name}</span>
          {field.required && <Badge tone="accent">{say('mappings.required')}</Badge>}
        </p>
        <p className="text-xs text-faint [overflow-wrap:anywhere]">
          {field.values.length > 0 ? field.values.slice(0, 8).join(', ') : field.type}
        </p>
      </div>
      <Combobox
        label={say('mappings.sourceOf', { name })}
        value={firstPath(text) ?? ''}
        placeholder={say('mappings.choosePath')}
        choices={source.map(choiceOf)}
        disabled={!mayEdit}
        onChoose={(path) => onWrite(withPath(text, path))}
      />
      {/* As high as the rule is long. */}
      <div className="min-w-0 [&_textarea]:block [&_textarea]:field-sizing-content [&_textarea]:max-h-60 [&_textarea]:min-h-9 [&_textarea]:resize-none [&_textarea:read-only]:border-line [&_textarea:read-only]:bg-fill">
        <TextAreaField
          label={say('mappings.ruleOf', { name })}
          hidesLabel
          isCode
          rows={1}
          readOnly={!mayEdit}
          value={text}
          problem={wrong}
          help={wrong === undefined ? undefined : fault?.hint}
          onChange={({ target }) => onWrite(target.value)}
        />
      </div>
      <Result
        // What was made by the rule before it was wrong says nothing any more.
        preview={problem !== undefined || fault?.severity === 'error' ? undefined : preview}
        isEmpty={text.trim() === ''}
      />
    </li>
  )
}

function choiceOf({ path, type, samples }: SourceField): Choice {
  return { value: path, kind: type, example: samples.join(' · ') }
}

function Result({
  preview,
  isEmpty,
}: {
  readonly preview: PreviewField | undefined
  readonly isEmpty: boolean
}) {
  const { say } = useWords()
  if (isEmpty || preview === undefined) return <p className="text-sm text-faint lg:pt-2">–</p>
  if (preview.problem !== undefined)
    return (
      <p className="min-w-0 text-xs text-negative [overflow-wrap:anywhere] lg:pt-2">
        {preview.problem.message}
      </p>
    )
  return (
    <div className="grid min-w-0 gap-1 text-xs lg:pt-2">
      <p className="text-faint lg:hidden">{say('mappings.result')}</p>
      <Value value={preview.result} />
      {preview.changed && preview.previous !== undefined && (
        <p className="flex gap-1.5 text-faint">
          <span className="shrink-0">{say('mappings.nowThere')}</span>
          <Value value={preview.previous} />
        </p>
      )}
    </div>
  )
}

/** A value as JSON, so that a text that looks like a number is told from one. */
function Value({ value }: { readonly value: unknown }) {
  const { say } = useWords()
  return value === undefined ? (
    <span className="text-faint">{say('mappings.leftOut')}</span>
  ) : (
    <code className="line-clamp-3 min-w-0 font-mono break-all">{JSON.stringify(value)}</code>
  )
}
