/** Several of many, in a box of its own height. */
export function CheckList({
  label,
  problem,
  options,
  chosen,
  onChoose,
}: {
  readonly label: string
  readonly problem?: string | undefined
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly chosen: readonly string[]
  readonly onChoose: (chosen: string[]) => void
}) {
  return (
    <fieldset className="grid min-w-0 gap-1">
      <legend className="text-sm font-medium">{label}</legend>
      <div
        role="group"
        aria-label={label}
        // It can be longer than its box, and is then moved by the arrow keys.
        tabIndex={0}
        className="max-h-44 overflow-y-auto rounded-lg border border-edge px-3 py-1"
      >
        {options.map(({ value, label: text }) => (
          <label key={value} className="flex min-h-8 items-center gap-2 text-sm">
            <input
              type="checkbox"
              className="size-4 shrink-0 accent-accent-fill"
              checked={chosen.includes(value)}
              onChange={({ target }) =>
                onChoose(
                  target.checked ? [...chosen, value] : chosen.filter((each) => each !== value),
                )
              }
            />
            <span className="min-w-0 [overflow-wrap:anywhere]" dir="auto">
              {text}
            </span>
          </label>
        ))}
      </div>
      {problem !== undefined && <p className="text-xs font-medium text-negative">{problem}</p>}
    </fieldset>
  )
}
