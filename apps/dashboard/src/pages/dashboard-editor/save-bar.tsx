import { Button } from '../../ui/button.tsx'
import { useWords } from '../../words/words-context.tsx'

/** At the lower edge as long as there is something to save. */
export function SaveBar({
  isShown,
  isEdited,
  isSaving,
  maySave,
  onDiscard,
  onSave,
}: {
  readonly isShown: boolean
  readonly isEdited: boolean
  readonly isSaving: boolean
  readonly maySave: boolean
  readonly onDiscard: () => void
  readonly onSave: () => void
}) {
  const { say } = useWords()
  if (!isShown) return null
  return (
    <div className="sticky bottom-3 z-20 flex flex-wrap items-center justify-between gap-3 rounded-xl border border-line bg-surface px-4 py-3 shadow-lifted">
      <p role="status" className="text-sm text-soft">
        {isEdited && say('board.unsaved')}
      </p>
      <div className="flex gap-2">
        {isEdited && (
          <Button disabled={isSaving} onClick={onDiscard}>
            {say('board.discard')}
          </Button>
        )}
        <Button look="primary" busy={isSaving} disabled={!maySave} onClick={onSave}>
          {say('action.save')}
        </Button>
      </div>
    </div>
  )
}
