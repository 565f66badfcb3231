import type { ReactNode } from 'react'

/** Several of a few choices, side by side; what was chosen is told in the order of the choices. */
export function ChoiceRow<Value extends string | number>({
  label,
  choices,
  nameOf,
  isChosen,
  onChoose,
  describedBy,
  children,
}: {
  readonly label: string
  readonly choices: readonly Value[]
  readonly nameOf: (choice: Value) => string
  readonly isChosen: (choice: Value) => boolean
  readonly onChoose: (chosen: readonly Value[]) => void
  readonly describedBy?: string
  /** What stands below them. */
  readonly children?: ReactNode
}) {
  return (
    <fieldset aria-describedby={describedBy} className="grid gap-1">
      <legend className="text-sm font-medium">{label}</legend>
      <div className="flex flex-wrap gap-x-5">
        {choices.map((choice) => (
          <label key={choice} className="flex min-h-8 items-center gap-2 text-sm">
            <input
              type="checkbox"
              className="size-4 shrink-0 accent-accent-fill"
              checked={isChosen(choice)}
              onChange={({ target }) =>
                onChoose(
                  choices.filter((each) => (each === choice ? target.checked : isChosen(each))),
                )
              }
            />
            {nameOf(choice)}
          </label>
        ))}
      </div>
      {children}
    </fieldset>
  )
}
