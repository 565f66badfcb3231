import type { ReactNode } from 'react'
import { useWords } from '../words/words-context.tsx'
import { Button } from './button.tsx'
import { CopyText } from './copy-text.tsx'

/** What is shown this once and never again, such as a secret: why, the text itself to be copied, and a button that puts it away. */
export function ShownOnce({
  why,
  label,
  text,
  children,
  onDone,
}: {
  readonly why: string
  readonly label: string
  readonly text: string
  /** More of the same, below it. */
  readonly children?: ReactNode
  readonly onDone: () => void
}) {
  const { say } = useWords()
  return (
    <>
      <p className="text-sm text-soft">{why}</p>
      <CopyText label={label} text={text} />
      {children}
      <Button look="primary" onClick={onDone}>
        {say('action.done')}
      </Button>
    </>
  )
}
