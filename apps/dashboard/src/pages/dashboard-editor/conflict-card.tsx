import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useWords } from '../../words/words-context.tsx'
import { ChangeList } from '../mappings/changes-tab.tsx'
import type { MappingChange } from '../mappings/mapping-changes.ts'

/** Somebody else saved or deleted it meanwhile: who, what they changed, and which of both goes on. */
export function ConflictCard({
  changedBy = '',
  changedAt,
  isGone,
  changes,
  goneText,
  help,
  onMine,
  onCopy,
  onTheirs,
}: {
  readonly changedBy?: string | undefined
  readonly changedAt?: string | undefined
  /** It was taken away. */
  readonly isGone: boolean
  /** What they changed. */
  readonly changes: readonly MappingChange[]
  readonly goneText: string
  /** What can be done, where it is still there. */
  readonly help: string
  /** Missing: mine cannot take its place. */
  readonly onMine?: () => void
  /** Missing: there is no keeping both. */
  readonly onCopy?: () => void
  readonly onTheirs: () => void
}) {
  const { say, formats } = useWords()
  return (
    <Notice tone="caution">
      <div role="alert" className="grid gap-3">
        <p className="font-medium">
          {isGone
            ? goneText
            : say('board.conflict', {
                by: changedBy,
                when: changedAt === undefined ? '' : formats.ago(changedAt),
              })}
        </p>
        {!isGone && <ChangeList changes={changes} />}
        {!isGone && <p className="text-soft">{help}</p>}
        <div className="flex flex-wrap gap-2">
          {onMine !== undefined && <Button onClick={onMine}>{say('board.mine')}</Button>}
          {onCopy !== undefined && <Button onClick={onCopy}>{say('board.asCopy')}</Button>}
          {!isGone && <Button onClick={onTheirs}>{say('board.theirs')}</Button>}
        </div>
      </div>
    </Notice>
  )
}
