import { useId, useRef, useState, type KeyboardEvent } from 'react'
import { useWords } from '../words/words-context.tsx'

export interface Choice {
  readonly value: string
  /** What it is, in a word. */
  readonly kind?: string
  /** What stands there, such as `SE-1001`. */
  readonly example?: string
}

/** More than these nobody looks through; typing finds the others. */
const mostShown = 40

/**
 * A field that is typed in, and proposes what is there: by the arrow keys, Enter and Escape, or the pointer.
 *
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ (read 2026-11-26)
 */
export function Combobox({
  label,
  value,
  choices,
  onChoose,
  disabled = false,
  placeholder,
}: {
  readonly label: string
  readonly value: string
  readonly choices: readonly Choice[]
  readonly onChoose: (value: string) => void
  readonly disabled?: boolean
  readonly placeholder?: string
}) {
  const { say } = useWords()
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  /** Undefined: nothing is typed, and the list is closed. */
  const [typed, setTyped] = useState<string>()
  const [active, setActive] = useState(-1)
  const isOpen = typed !== undefined
  const found = isOpen ? matching(choices, typed).slice(0, mostShown) : []
  const close = () => {
    setTyped(undefined)
    setActive(-1)
  }
  const choose = (chosen: string) => {
    close()
    if (chosen !== value) onChoose(chosen)
  }
  const move = (to: number) => {
    setActive(to)
    list.current?.children[to]?.scrollIntoView({ block: 'nearest' })
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (!isOpen) setTyped('')
      else if (found.length > 0) {
        const next = event.key === 'ArrowDown' ? active + 1 : Math.max(active, 0) - 1
        move((next + found.length) % found.length)
      }
    } else if (event.key === 'Enter' && isOpen) {
      event.preventDefault()
      const chosen = found[active]?.value ?? (typed === '' ? value : typed)
      choose(chosen)
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault()
      close()
    }
  }
  return (
    <div className="relative min-w-0">
      <input
        role="combobox"
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 && isOpen ? `${id}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        disabled={disabled}
        placeholder={placeholder}
        value={typed ?? value}
        onChange={({ target }) => {
          setTyped(target.value)
          setActive(-1)
        }}
        onClick={() => setTyped((before) => before ?? '')}
        onKeyDown={press}
        onBlur={() => (typed === undefined || typed === '' ? close() : choose(typed))}
        className="h-9 w-full rounded-lg border border-edge bg-surface px-3 font-mono text-xs text-text placeholder:text-faint disabled:border-line disabled:bg-fill disabled:text-soft"
      />
      {isOpen && (
        <div
          ref={list}
          id={`${id}-list`}
          role="listbox"
          aria-label={label}
          className="absolute top-10 left-0 z-20 max-h-72 w-full min-w-72 overflow-y-auto rounded-lg border border-line bg-surface p-1 shadow-lifted"
        >
          {found.map((choice, index) => (
            <div
              key={choice.value}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === active}
              tabIndex={-1}
              // The focus stays in the field, whose keys choose too.
              onPointerDown={(event) => {
                event.preventDefault()
                choose(choice.value)
              }}
              className={`grid cursor-pointer gap-0.5 rounded-md px-2 py-1.5 text-xs ${index === active ? 'bg-fill' : 'hover:bg-fill/60'}`}
            >
              <span className="flex items-baseline justify-between gap-3">
                <span className="min-w-0 font-mono break-all">{choice.value}</span>
                {choice.kind !== undefined && (
                  <span className="shrink-0 text-faint">{choice.kind}</span>
                )}
              </span>
              {choice.example !== undefined && choice.example !== '' && (
                <span className="truncate text-faint">{choice.example}</span>
              )}
            </div>
          ))}
          {found.length === 0 && (
            <div
              role="option"
              aria-selected={false}
              aria-disabled
              className="px-2 py-1.5 text-xs text-soft"
            >
              {say('combobox.nothing')}
            </div>
          )}
        </div>
      )}
    </div>
  )
}

function matching(choices: readonly Choice[], typed: string): readonly Choice[] {
  const wanted = typed.toLowerCase()
  return choices.filter(
    ({ value, example = '' }) =>
      value.toLowerCase().includes(wanted) || example.toLowerCase().includes(wanted),
  )
}
