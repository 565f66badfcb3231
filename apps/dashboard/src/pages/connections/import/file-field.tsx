import { useId } from 'react'

/** A file of whoever looks; the browser's own field, which every keyboard and telephone knows. */
export function FileField({
  label,
  help,
  onChoose,
}: {
  readonly label: string
  readonly help: string
  readonly onChoose: (file: File | undefined) => void
}) {
  const id = useId()
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <input
        id={id}
        type="file"
        accept=".csv,.txt,.tsv"
        aria-describedby={`${id}-help`}
        onChange={(event) => onChoose(event.target.files?.[0])}
        className="w-full rounded-lg border border-edge bg-surface p-1.5 text-sm file:mr-3 file:h-7 file:rounded-md file:border-0 file:bg-fill file:px-3 file:text-sm file:font-medium file:text-text"
      />
      <p id={`${id}-help`} className="text-xs text-faint">
        {help}
      </p>
    </div>
  )
}
