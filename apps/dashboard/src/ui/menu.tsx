import { Check } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'

/**
 * A menu behind a button.
 *
 * Not modal: a modal one writes styles into the page, which its policy forbids.
 */
export function Menu({
  button,
  children,
}: {
  readonly button: ReactNode
  readonly children: ReactNode
}) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{button}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="start"
          sideOffset={6}
          collisionPadding={8}
          className="z-40 min-w-52 rounded-lg border border-line bg-surface p-1 shadow-lifted"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

const item =
  'flex h-9 items-center gap-2 rounded-md px-2 text-sm outline-none select-none data-highlighted:bg-fill'

export function MenuItem({
  icon,
  onSelect,
  children,
}: {
  readonly icon?: ReactNode
  readonly onSelect: () => void
  readonly children: ReactNode
}) {
  return (
    <DropdownMenu.Item className={item} onSelect={onSelect}>
      {icon}
      {children}
    </DropdownMenu.Item>
  )
}

/** One of several; the chosen one is marked. */
export function MenuChoice<Value extends string>({
  label,
  value,
  options,
  onChoose,
}: {
  readonly label: string
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly onChoose: (value: Value) => void
}) {
  return (
    <DropdownMenu.RadioGroup
      value={value}
      onValueChange={(chosen) => {
        const found = options.find((option) => option.value === chosen)
        if (found !== undefined) onChoose(found.value)
      }}
    >
      <DropdownMenu.Label className="px-2 pt-2 pb-1 text-xs font-medium text-faint">
        {label}
      </DropdownMenu.Label>
      {options.map((option) => (
        <DropdownMenu.RadioItem
          key={option.value}
          value={option.value}
          className={`${item} justify-between`}
        >
          {option.label}
          <DropdownMenu.ItemIndicator>
            <Check aria-hidden size={16} className="text-accent" />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  )
}

/** Several of several; it stays open while they are chosen. */
export function MenuChecks({
  chosen,
  options,
  onChoose,
}: {
  readonly chosen: readonly string[]
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly onChoose: (chosen: string[]) => void
}) {
  return options.map(({ value, label }) => (
    <DropdownMenu.CheckboxItem
      key={value}
      checked={chosen.includes(value)}
      onSelect={(event) => event.preventDefault()}
      onCheckedChange={(isChosen) =>
        onChoose(isChosen ? [...chosen, value] : chosen.filter((each) => each !== value))
      }
      className={`${item} justify-between gap-4`}
    >
      <span className="[overflow-wrap:anywhere]">{label}</span>
      <DropdownMenu.ItemIndicator>
        <Check aria-hidden size={16} className="text-accent" />
      </DropdownMenu.ItemIndicator>
    </DropdownMenu.CheckboxItem>
  ))
}

export function MenuLine() {
  return <DropdownMenu.Separator className="my-1 h-px bg-line" />
}
