import type { ReactNode } from 'react'

/** Names and what is known of each, side by side where there is room. */
export function Facts({
  facts,
}: {
  readonly facts: readonly { readonly name: string; readonly value: ReactNode }[]
}) {
  return (
    <dl className="grid grid-cols-[repeat(auto-fit,minmax(min(12.5rem,42%),1fr))] gap-x-6 gap-y-3 text-sm">
      {facts.map(({ name, value }) => (
        <div key={name} className="min-w-0">
          <dt className="text-faint">{name}</dt>
          <dd className="font-medium [overflow-wrap:anywhere]">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
