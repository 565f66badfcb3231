import type { useLeaveGuard } from '../../app/leave-guard.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useWords } from '../../words/words-context.tsx'

/** Asks whoever leaves what is not saved. */
export function LeaveDialog({
  guard: { leave, stay, release },
}: {
  readonly guard: ReturnType<typeof useLeaveGuard>
}) {
  const { say } = useWords()
  return (
    <Dialog title={say('leave.title')} isOpen={leave !== undefined} onClose={stay}>
      <p className="text-soft">{say('leave.help')}</p>
      <div className="flex justify-end gap-2">
        <Button onClick={stay}>{say('leave.stay')}</Button>
        <Button
          look="danger"
          onClick={() => {
            release()
            leave?.go()
          }}
        >
          {say('leave.go')}
        </Button>
      </div>
    </Dialog>
  )
}
