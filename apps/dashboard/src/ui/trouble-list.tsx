import type { Trouble } from '../api/answers.ts'

/** What went wrong, each with what helps. */
export function TroubleList({ troubles }: { readonly troubles: readonly Trouble[] }) {
  return (
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
  )
}
