import type { ReactNode } from 'react'
import { useWords } from '../words/words-context.tsx'

interface NamedDashboard {
  readonly id: string
  readonly title: string
}

const none: readonly NamedDashboard[] = []

/** What stands around a shared page: whose it is, and which dashboards there are. */
export function ShareFrame({
  head,
  dashboards = none,
  shownId,
  onShow,
  children,
}: {
  /** Missing: nobody knows yet whose it is. */
  readonly head?: {
    readonly title: string
    /** A colour that white can be read on. */
    readonly accent: string | null
    readonly logo: string | undefined
  }
  readonly dashboards?: readonly NamedDashboard[]
  readonly shownId?: string | undefined
  readonly onShow?: (id: string) => void
  readonly children: ReactNode
}) {
  const { say } = useWords()
  return (
    <main className="mx-auto grid w-full max-w-7xl content-start gap-5 p-4 sm:p-6">
      {head !== undefined && (
        <header
          className={`flex min-h-14 flex-wrap items-center gap-4 rounded-xl ${head.accent === null ? '' : 'px-5 py-3 text-white'}`}
          style={head.accent === null ? undefined : { backgroundColor: head.accent }}
        >
          {head.logo !== undefined && (
            <span className="grid h-12 max-w-48 place-items-center rounded-lg bg-white p-1.5">
              <img src={head.logo} alt="" className="max-h-9 max-w-full object-contain" />
            </span>
          )}
          <h1 className="min-w-0 text-2xl font-semibold tracking-tight [overflow-wrap:anywhere]">
            {head.title}
          </h1>
        </header>
      )}
      {dashboards.length > 1 && (
        <nav aria-label={say('dashboards.title')} className="border-b border-line">
          <ul className="-mb-px flex gap-1 overflow-x-auto">
            {dashboards.map(({ id, title }) => (
              <li key={id}>
                <button
                  type="button"
                  aria-current={id === shownId ? 'page' : undefined}
                  onClick={() => onShow?.(id)}
                  className="h-10 border-b-2 border-transparent px-3 text-sm font-medium whitespace-nowrap text-soft -outline-offset-2 hover:text-text aria-[current=page]:border-accent aria-[current=page]:text-text"
                >
                  {title}
                </button>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {children}
      <p className="text-xs text-faint">{say('shared.by')}</p>
    </main>
  )
}
