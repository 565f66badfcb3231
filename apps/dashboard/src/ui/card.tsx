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
  readonly children: ReactNode
  /** What is inside reaches the edges, as tables do. */
  readonly flush?: boolean
}) {
  const id = useId()
  return (
    <section
      aria-labelledby={title === undefined ? undefined : id}
      className="min-w-0 overflow-hidden rounded-xl border border-line bg-surface shadow-card"
    >
      {title !== undefined && (
        <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 pt-4 pb-3 sm:px-5">
          <div className="min-w-0">
            <h2 id={id} className="font-semibold [overflow-wrap:anywhere]">
              {title}
            </h2>
            {note !== undefined && <p className="text-sm text-faint">{note}</p>}
          </div>
          {actions !== undefined && <div className="flex flex-wrap gap-2">{actions}</div>}
        </header>
      )}
      <div
        className={
          flush ? '' : `px-4 pb-4 sm:px-5 sm:pb-5 ${title === undefined ? 'pt-4 sm:pt-5' : ''}`
        }
      >
        {children}
      </div>
    </section>
  )
}
