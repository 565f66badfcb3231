import type { ReactNode } from 'react'

/** Where nothing is yet: what would be here, and how it comes. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  readonly icon: ReactNode
  readonly title: string
  readonly children: ReactNode
  readonly action?: ReactNode
}) {
  return (
    <div className="grid justify-items-center gap-2 px-6 py-12 text-center">
      <span className="mb-1 grid size-12 place-items-center rounded-full bg-fill text-soft">
        {icon}
      </span>
      <p className="font-semibold">{title}</p>
      <div className="max-w-md text-sm text-soft">{children}</div>
      {action !== undefined && <div className="pt-2">{action}</div>}
    </div>
  )
}
