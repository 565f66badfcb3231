import { useId } from 'react'

/** A file of whoever looks; the browser's own field, which every keyboard and telephone knows. */
export function FileField({
  label,
  help,
  accept,
  problem,
  onChoose,
}: {
  readonly label: string
  readonly help: string
  /** Which files are offered, such as `.csv,.txt`. */
  readonly accept: string
  /** What is wrong with the file that was chosen. */
  readonly problem?: string | undefined
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
        accept={accept}
        aria-invalid={problem === undefined ? undefined : true}
        aria-describedby={problem === undefined ? `${id}-help` : `${id}-help ${id}-problem`}
        onChange={(event) => onChoose(event.target.files?.[0])}
        className="w-full rounded-lg border border-edge bg-surface p-1.5 text-sm file:mr-3 file:h-7 file:rounded-md file:border-0 file:bg-fill file:px-3 file:text-sm file:font-medium file:text-text"
      />
      <p id={`${id}-help`} className="text-xs text-faint">
        {help}
      </p>
      {problem !== undefined && (
        <p id={`${id}-problem`} role="alert" className="text-xs font-medium text-negative">
          {problem}
        </p>
      )}
    </div>
  )
}
