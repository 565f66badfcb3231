import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useWords } from '../../words/words-context.tsx'
import { ChangeList } from '../mappings/changes-tab.tsx'
import { draftDifferences } from './draft-differences.ts'
import type { KeptDashboard } from './kept-dashboard.ts'
import type { EditedDraft } from './use-edited-draft.ts'

/** Somebody else saved or deleted it meanwhile: who, what they changed, and which of both goes on. */
export function ConflictCard({
  kept: { saved, changedBy = '', changedAt },
  work: { from, keepMine, discard },
  isGone,
  onCopy,
}: {
  readonly kept: KeptDashboard
  readonly work: EditedDraft
  readonly isGone: boolean
  readonly onCopy: () => void
}) {
  const { say, formats } = useWords()
  return (
    <Notice tone="caution">
      <div role="alert" className="grid gap-3">
        <p className="font-medium">
          {isGone
            ? say('board.gone')
            : say('board.conflict', {
                by: changedBy,
                when: changedAt === undefined ? '' : formats.ago(changedAt),
              })}
        </p>
        {!isGone && <ChangeList changes={draftDifferences(from, saved)} />}
        {!isGone && <p className="text-soft">{say('board.conflictHelp')}</p>}
        <div className="flex flex-wrap gap-2">
          {!isGone && <Button onClick={keepMine}>{say('board.mine')}</Button>}
          <Button onClick={onCopy}>{say('board.asCopy')}</Button>
          {!isGone && <Button onClick={discard}>{say('board.theirs')}</Button>}
        </div>
      </div>
    </Notice>
  )
}
