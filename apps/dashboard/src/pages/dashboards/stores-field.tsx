import { ChevronDown } from 'lucide-react'
import { useId } from 'react'
import { Menu, MenuChecks, MenuItem, MenuLine } from '../../ui/menu.tsx'
import { useWords } from '../../words/words-context.tsx'
import { useStores } from './use-stores.ts'

/** Which stores count: one, several, or all of them. */
export function StoresField({
  chosen,
  currency,
  onChoose,
}: {
  readonly chosen: readonly string[]
  /** What figures are in, as soon as it is known. */
  readonly currency: string | undefined
  readonly onChoose: (chosen: string[]) => void
}) {
  const { say } = useWords()
  const id = useId()
  const stores = useStores(currency)
  const known = [...new Set([...stores, ...chosen])]
  const [first, ...others] = chosen
  const text =
    first === undefined
      ? say('filter.allStores')
      : others.length === 0
        ? first
        : say('filter.storesChosen', { count: chosen.length })
  return (
    <div className="grid min-w-0 gap-1">
      <span id={id} className="text-sm font-medium">
        {say('filter.store')}
      </span>
      <Menu
        button={
          <button
            type="button"
            aria-labelledby={`${id} ${id}-chosen`}
            className="flex h-9 w-full min-w-0 items-center justify-between gap-2 rounded-lg border border-edge bg-surface px-3 text-left text-sm"
          >
            <span id={`${id}-chosen`} className="truncate">
              {text}
            </span>
            <ChevronDown aria-hidden size={16} className="shrink-0 text-soft" />
          </button>
        }
      >
        <MenuItem onSelect={() => onChoose([])}>{say('filter.allStores')}</MenuItem>
        {known.length > 0 && <MenuLine />}
        <MenuChecks
          chosen={chosen}
          options={known.map((store) => ({ value: store, label: store }))}
          onChoose={onChoose}
        />
      </Menu>
    </div>
  )
}
