import { LoaderCircle } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'

const looks = {
  primary: 'bg-accent-fill text-white hover:bg-accent-hover',
  plain: 'border border-line bg-surface text-text hover:bg-fill',
  quiet: 'text-soft hover:bg-fill hover:text-text',
  danger: 'border border-line bg-surface text-negative hover:bg-negative-soft',
} as const

export type ButtonLook = keyof typeof looks

export function buttonLook(look: ButtonLook): string {
  return `inline-flex h-9 shrink-0 items-center justify-center gap-2 rounded-lg px-3 text-sm font-medium whitespace-nowrap transition-colors disabled:opacity-60 ${looks[look]}`
}

/** While it is busy it keeps its size, and cannot be pressed again. */
export function Button({
  look = 'plain',
  busy = false,
  icon,
  children,
  className = '',
  disabled = false,
  ...rest
}: ComponentProps<'button'> & {
  readonly look?: ButtonLook
  readonly busy?: boolean
  readonly icon?: ReactNode
}) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={`${buttonLook(look)} ${className}`}
    >
      {busy ? <LoaderCircle aria-hidden size={16} className="animate-spin" /> : icon}
      {children}
    </button>
  )
}

/** A button that shows a picture alone; `label` is what it is called. */
export function IconButton({
  label,
  children,
  className = '',
  ...rest
}: Omit<ComponentProps<'button'>, 'aria-label'> & { readonly label: string }) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      title={label}
      className={`inline-flex size-9 shrink-0 items-center justify-center rounded-lg text-soft transition-colors hover:bg-fill hover:text-text ${className}`}
    >
      {children}
    </button>
  )
}
