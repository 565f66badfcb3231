import { useId, type ReactNode } from 'react'

/** A part of a page with a heading of its own. */
export function Card({
  title,
  note,
  actions,
  children,
  flush = false,
}: {
  readonly title?: string
  readonly note?: ReactNode
  readonly actions?: ReactNode
  /** Missing: the heading says it all. */
  readonly children?: ReactNode
  /** What is inside reaches the edges, as tables do. */
  readonly flush?: boolean
}) {
  const id = useId()
  const hasTitle = title !== undefined
  const hasBody = children !== undefined && children !== false
  return (
    <section
      aria-labelledby={hasTitle ? id : undefined}
      className="min-w-0 overflow-hidden rounded-xl border border-line bg-surface shadow-card"
    >
      {hasTitle && (
        <header
          className={`flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 pt-4 sm:px-5 ${hasBody ? 'pb-3' : 'pb-4'}`}
        >
          <div className="min-w-0">
            <h2 id={id} dir="auto" className="font-semibold [overflow-wrap:anywhere]">
              {title}
            </h2>
            {note !== undefined && <p className="text-sm text-faint">{note}</p>}
          </div>
          {actions !== undefined && <div className="flex flex-wrap gap-2">{actions}</div>}
        </header>
      )}
      {hasBody && (
        <div className={flush ? '' : `px-4 pb-4 sm:px-5 sm:pb-5 ${hasTitle ? '' : 'pt-4 sm:pt-5'}`}>
          {children}
        </div>
      )}
    </section>
  )
}
