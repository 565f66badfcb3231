import { useEffect, type ReactNode } from 'react'

/** The title of a page, in the page and on the tab of the browser. */
export function PageHead({
  title,
  note,
  above,
  actions,
}: {
  readonly title: string
  readonly note?: ReactNode
  /** The way back. */
  readonly above?: ReactNode
  readonly actions?: ReactNode
}) {
  useEffect(() => {
    document.title = `${title} · Cartograph`
  }, [title])
  return (
    <header className="grid gap-1">
      {above !== undefined && <div className="text-sm">{above}</div>}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 dir="auto" className="text-2xl font-semibold tracking-tight [overflow-wrap:anywhere]">
            {title}
          </h1>
          {note !== undefined && <p className="max-w-[72ch] text-soft">{note}</p>}
        </div>
        {actions !== undefined && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
    </header>
  )
}
