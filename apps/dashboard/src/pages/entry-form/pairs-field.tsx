import { Plus, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { problemAt, type FormFault } from '../../schema-form/form-fault.ts'
import { groupIn, type FormGroup } from '../../schema-form/form-value.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import { looseText, looseValue } from './loose-value.ts'

interface Pair {
  readonly name: string
  readonly text: string
}

/** Values by names that people give themselves; a name without a value is kept here until it has one. */
export function PairsField({
  label,
  help,
  nameLabel,
  valueLabel,
  value,
  faults,
  isText = false,
  onChange,
}: {
  readonly label: string
  readonly help?: string
  readonly nameLabel: string
  readonly valueLabel: string
  readonly value: unknown
  /** Of this field and of what is in it. */
  readonly faults: readonly FormFault[]
  /** Every value is text, whatever it looks like. */
  readonly isText?: boolean
  readonly onChange: (value: FormGroup | undefined) => void
}) {
  const { say } = useWords()
  const add = useRef<HTMLButtonElement>(null)
  const [typed, setTyped] = useState<{ readonly pairs: readonly Pair[]; readonly made: unknown }>()
  const there = Object.keys(groupIn(value)).length === 0 ? undefined : value
  const pairs = typed !== undefined && typed.made === there ? typed.pairs : pairsOf(value, isText)
  const write = (changed: readonly Pair[]) => {
    const made = valueOf(changed, isText)
    setTyped({ pairs: changed, made })
    onChange(made)
  }
  const own = problemAt(
    faults.filter(({ path }) => path.length === 0),
    [],
  )
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-sm font-medium">{label}</legend>
      {help !== undefined && <p className="text-xs text-faint">{help}</p>}
      {own !== undefined && (
        <p role="alert" className="text-xs font-medium text-negative">
          {own}
        </p>
      )}
      {pairs.length > 0 && (
        <ul className="grid gap-2">
          {pairs.map(({ name, text }, place) => (
            // A pair is its place alone: its name is being typed.
            <li key={place} className="flex items-start gap-2">
              <div className="grid min-w-0 grow gap-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
                <TextField
                  hidesLabel
                  label={nameLabel}
                  placeholder={nameLabel}
                  autoComplete="off"
                  value={name}
                  onChange={({ target }) => write(pairs.with(place, { name: target.value, text }))}
                />
                <TextField
                  hidesLabel
                  label={`${valueLabel}: ${name}`}
                  placeholder={valueLabel}
                  autoComplete="off"
                  problem={name === '' ? undefined : problemAt(faults, [name])}
                  value={text}
                  onChange={({ target }) => write(pairs.with(place, { name, text: target.value }))}
                />
              </div>
              <IconButton
                label={say('pairs.remove', { name })}
                onClick={() => {
                  write(pairs.toSpliced(place, 1))
                  // What was focused is gone with its line.
                  add.current?.focus()
                }}
              >
                <Trash2 aria-hidden size={16} />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button
          ref={add}
          icon={<Plus aria-hidden size={16} />}
          onClick={() => write([...pairs, { name: '', text: '' }])}
        >
          {say('pairs.add')}
          <span className="sr-only">{label}</span>
        </Button>
      </div>
    </fieldset>
  )
}

function pairsOf(value: unknown, isText: boolean): readonly Pair[] {
  return Object.entries(groupIn(value)).map(([name, each]) => ({
    name,
    text: isText && typeof each === 'string' ? each : looseText(each),
  }))
}

function valueOf(pairs: readonly Pair[], isText: boolean): FormGroup | undefined {
  const named = pairs.filter(({ name }) => name.trim() !== '')
  if (named.length === 0) return undefined
  return Object.fromEntries(
    named.map(({ name, text }) => [name.trim(), isText ? text : looseValue(text)]),
  )
}
