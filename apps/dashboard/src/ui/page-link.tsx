import type { ReactNode } from 'react'
import { Link } from 'wouter'

/** Leads elsewhere in the page. */
export function PageLink({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  return (
    <Link
      href={to}
      className="font-medium text-accent underline-offset-2 hover:underline [overflow-wrap:anywhere]"
    >
      {children}
    </Link>
  )
}
