import type { Trouble } from '../api/answers.ts'
import { SupportLine } from './support-line.tsx'

/** What went wrong, each with what helps, and whom to ask where it does not. */
export function TroubleList({
  troubles,
  isOneOfMany = false,
}: {
  readonly troubles: readonly Trouble[]
  /** Others stand beside it: whom to ask is not said again and again. */
  readonly isOneOfMany?: boolean
}) {
  return (
    <div>
      <ul className="grid gap-2">
        {troubles.map(({ message, hint }, index) => (
          <li
            key={index}
            className="border-l-2 border-negative pl-3 text-sm [overflow-wrap:anywhere]"
          >
            <p>{message}</p>
            {hint !== undefined && <p className="text-soft">{hint}</p>}
          </li>
        ))}
      </ul>
      {!isOneOfMany && (
        <div className="text-sm text-soft">
          <SupportLine />
        </div>
      )}
    </div>
  )
}
