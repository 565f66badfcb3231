import { CircleAlert, CircleCheck, X } from 'lucide-react'
import { createContext, use, useCallback, useState, type ReactNode } from 'react'
import { useWords } from '../words/words-context.tsx'
import { IconButton } from './button.tsx'
import { SupportLine } from './support-line.tsx'

export interface Toast {
  readonly tone: 'positive' | 'negative'
  readonly text: string
  readonly hint?: string
}

interface ShownToast extends Toast {
  readonly id: number
}

const shownMs = 6000
/** The newest; more than these nobody reads. */
const mostShown = 3

const ToastContext = createContext<(toast: Toast) => void>(() => undefined)

/** Tells what came of something that was done. What went well goes by itself; what failed stays until it is put away. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const { say } = useWords()
  const [toasts, setToasts] = useState<readonly ShownToast[]>([])
  const drop = useCallback(
    (id: number) => setToasts((shown) => shown.filter((each) => each.id !== id)),
    [],
  )
  const tell = useCallback(
    (toast: Toast) => {
      const id = performance.now()
      setToasts((shown) => [...shown, { ...toast, id }].slice(-mostShown))
      if (toast.tone === 'positive') setTimeout(() => drop(id), shownMs)
    },
    [drop],
  )
  return (
    <ToastContext value={tell}>
      {children}
      <div
        role="status"
        aria-live="polite"
        className="fixed right-4 bottom-4 z-50 grid w-[min(26rem,calc(100vw-2rem))] gap-2"
      >
        {toasts.map(({ id, tone, text, hint }) => (
          <div
            key={id}
            className="flex items-start gap-3 rounded-lg border border-line bg-surface p-3 pl-4 text-sm shadow-lifted"
          >
            {tone === 'positive' ? (
              <CircleCheck aria-hidden size={18} className="mt-2 shrink-0 text-positive" />
            ) : (
              <CircleAlert aria-hidden size={18} className="mt-2 shrink-0 text-negative" />
            )}
            <div className="min-w-0 grow py-1.5 [overflow-wrap:anywhere]">
              <p>{text}</p>
              {hint !== undefined && <p className="text-soft">{hint}</p>}
              {tone === 'negative' && <SupportLine />}
            </div>
            <IconButton label={say('action.close')} onClick={() => drop(id)}>
              <X aria-hidden size={16} />
            </IconButton>
          </div>
        ))}
      </div>
    </ToastContext>
  )
}

export function useToast(): (toast: Toast) => void {
  return use(ToastContext)
}
