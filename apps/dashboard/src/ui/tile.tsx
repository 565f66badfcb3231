import type { ReactNode } from 'react'
import { Skeleton } from './skeleton.tsx'

const tones = {
  neutral: 'text-faint',
  positive: 'text-positive',
  negative: 'text-negative',
} as const

/** One number with what it is, and what to think of it. */
export function Tile({
  label,
  value,
  note,
  tone = 'neutral',
}: {
  readonly label: string
  /** Missing: it is about to come. */
  readonly value: string | undefined
  readonly note?: ReactNode
  readonly tone?: keyof typeof tones
}) {
  return (
    <div className="min-w-0 rounded-xl border border-line bg-surface p-4 shadow-card">
      <p className="text-sm text-faint">{label}</p>
      {value === undefined ? (
        <Skeleton className="my-1.5 h-6 w-20" />
      ) : (
        <p className="truncate text-2xl leading-9 font-semibold tracking-tight tabular-nums">
          {value}
        </p>
      )}
      {note !== undefined && <p className={`text-sm ${tones[tone]}`}>{note}</p>}
    </div>
  )
}
