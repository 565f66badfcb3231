import { useState } from 'react'
import { useWords } from '../words/words-context.tsx'
import { Button, type ButtonLook } from './button.tsx'
import { Dialog } from './dialog.tsx'

/** A button for what has consequences, most often for good: it is done once somebody has said so twice. */
export function AskedTwice({
  button,
  of,
  question,
  help,
  busy,
  look = 'danger',
  onYes,
}: {
  readonly button: string
  /** What it is about, for those who do not see its row. */
  readonly of: string
  readonly question: string
  readonly help: string
  readonly busy: boolean
  /** Default: that of what cannot be taken back. */
  readonly look?: ButtonLook
  readonly onYes: () => void
}) {
  const { say } = useWords()
  const [isAsked, setAsked] = useState(false)
  return (
    <>
      <Button look={look} onClick={() => setAsked(true)}>
        {button}
        <span className="sr-only">{of}</span>
      </Button>
      <Dialog title={question} isOpen={isAsked} onClose={() => setAsked(false)}>
        <p className="text-left text-soft">{help}</p>
        <div className="flex justify-end gap-2">
          <Button onClick={() => setAsked(false)}>{say('action.cancel')}</Button>
          <Button look={look} busy={busy} onClick={onYes}>
            {button}
          </Button>
        </div>
      </Dialog>
    </>
  )
}
