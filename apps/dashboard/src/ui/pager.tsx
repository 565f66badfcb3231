import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useWords } from '../words/words-context.tsx'
import { Button } from './button.tsx'

/** Goes through a list that the host has in pages: on, and back to its beginning. */
export function Pager({
  onFirst,
  onNext,
  busy,
}: {
  /** Missing: this is the beginning. */
  readonly onFirst?: (() => void) | undefined
  /** Missing: there is no more. */
  readonly onNext?: (() => void) | undefined
  readonly busy?: boolean
}) {
  const { say } = useWords()
  if (onFirst === undefined && onNext === undefined) return null
  return (
    <nav
      aria-label={say('table.pages')}
      className="flex items-center justify-between gap-2 border-t border-line px-4 py-3"
    >
      <Button
        look="quiet"
        icon={<ChevronLeft aria-hidden size={16} />}
        disabled={onFirst === undefined}
        onClick={onFirst}
      >
        {say('table.first')}
      </Button>
      <Button look="quiet" disabled={onNext === undefined} busy={busy ?? false} onClick={onNext}>
        {say('table.next')}
        <ChevronRight aria-hidden size={16} />
      </Button>
    </nav>
  )
}
