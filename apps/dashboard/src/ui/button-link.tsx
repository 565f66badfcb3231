import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { buttonLook, type ButtonLook } from './button.tsx'

/** Leads elsewhere in the page, and looks like what is done there. */
export function ButtonLink({
  to,
  look = 'plain',
  icon,
  children,
}: {
  readonly to: string
  readonly look?: ButtonLook
  readonly icon?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <Link href={to} className={buttonLook(look)}>
      {icon}
      {children}
    </Link>
  )
}
