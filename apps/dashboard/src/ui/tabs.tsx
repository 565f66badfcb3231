import { Tabs as Radix } from 'radix-ui'
import type { ReactNode } from 'react'

/** Several views of one thing, of which one is seen. */
export function Tabs<Value extends string>({
  label,
  value,
  onChoose,
  tabs,
}: {
  readonly label: string
  readonly value: Value
  readonly onChoose: (value: Value) => void
  readonly tabs: readonly {
    readonly value: Value
    readonly label: string
    readonly content: ReactNode
  }[]
}) {
  return (
    <Radix.Root
      value={value}
      onValueChange={(chosen) => {
        const found = tabs.find((tab) => tab.value === chosen)
        if (found !== undefined) onChoose(found.value)
      }}
      className="grid gap-4"
    >
      <Radix.List aria-label={label} className="flex gap-1 overflow-x-auto border-b border-line">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className="-mb-px h-10 border-b-2 border-transparent px-3 text-sm font-medium whitespace-nowrap text-soft -outline-offset-2 hover:text-text data-[state=active]:border-accent data-[state=active]:text-text"
          >
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} className="grid gap-4 rounded-lg">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  )
}
