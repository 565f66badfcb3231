import { Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

/** Something that whoever reads the page has to know of what is below it. */
export function Notice({
  tone = 'accent',
  children,
}: {
  readonly tone?: 'accent' | 'caution'
  readonly children: ReactNode
}) {
  const look = tone === 'accent' ? 'bg-accent-soft' : 'bg-caution-soft'
  const Icon = tone === 'accent' ? Info : TriangleAlert
  return (
    <div className={`flex items-start gap-3 rounded-lg px-4 py-3 text-sm ${look}`}>
      <Icon
        aria-hidden
        size={18}
        className={`mt-0.5 shrink-0 ${tone === 'accent' ? 'text-accent' : 'text-caution'}`}
      />
      <div className="min-w-0 [overflow-wrap:anywhere]">{children}</div>
    </div>
  )
}
