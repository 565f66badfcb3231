import { X } from 'lucide-react'
import { useEffect, useId, useRef, type ReactNode } from 'react'
import { useWords } from '../words/words-context.tsx'
import { IconButton } from './button.tsx'

/** Something to be done before anything else: the browser's own dialog, which keeps the focus and ends with Escape. */
export function Dialog({
  title,
  isOpen,
  onClose,
  children,
  place = 'middle',
}: {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly children: ReactNode
  /** `side`: a drawer along the left edge. */
  readonly place?: 'middle' | 'side'
}) {
  const { say } = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  const isPutAway = useRef(false)
  useEffect(() => {
    const shown = dialog.current
    isPutAway.current = false
    if (!isOpen) {
      shown?.close()
      return undefined
    }
    shown?.showModal()
    // What is around it may be hidden for a while: it stands in nobody's way then, and comes back with it.
    return () => {
      isPutAway.current = true
      shown?.close()
    }
  }, [isOpen])
  const shape =
    place === 'side'
      ? 'm-0 h-dvh max-h-none w-72 rounded-r-xl'
      : 'm-auto max-h-[85dvh] w-[min(32rem,calc(100vw-2rem))] rounded-xl'
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={() => {
        if (!isPutAway.current) onClose()
      }}
      className={`overflow-auto bg-surface p-0 text-text shadow-lifted ${shape}`}
    >
      {isOpen && (
        <div className="grid gap-4 p-5">
          <div className="flex items-center justify-between gap-4">
            <h2 id={titleId} className="text-lg font-semibold">
              {title}
            </h2>
            <IconButton label={say('action.close')} onClick={onClose}>
              <X aria-hidden size={18} />
            </IconButton>
          </div>
          {children}
        </div>
      )}
    </dialog>
  )
}
