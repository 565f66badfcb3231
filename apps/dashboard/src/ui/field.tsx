import { useId, type ComponentProps, type ReactNode } from 'react'

const control =
  'h-9 w-full rounded-lg border border-edge bg-surface px-3 text-sm text-text placeholder:text-faint aria-invalid:border-negative'

interface Labelled {
  readonly label: string
  /** What to write, in a sentence. */
  readonly help?: string | undefined
  /** What is wrong with what was written. */
  readonly problem?: string | undefined
  /** The label is for those who do not see the place of the field. */
  readonly hidesLabel?: boolean
}

/** A field of text with its label, help, and what is wrong with it. */
export function TextField({
  label,
  help,
  problem,
  hidesLabel,
  ...rest
}: Labelled & ComponentProps<'input'>) {
  const id = useId()
  return (
    <Labelling {...{ id, label, help, problem, hidesLabel }}>
      <input {...rest} {...named(id, help, problem)} className={control} />
    </Labelling>
  )
}

/** One of several: the browser's own, which every keyboard and telephone knows. */
export function SelectField({
  label,
  help,
  problem,
  hidesLabel,
  children,
  ...rest
}: Labelled & ComponentProps<'select'>) {
  const id = useId()
  return (
    <Labelling {...{ id, label, help, problem, hidesLabel }}>
      <select {...rest} {...named(id, help, problem)} className={`${control} pr-8`}>
        {children}
      </select>
    </Labelling>
  )
}

/** Text of several lines. */
export function TextAreaField({
  label,
  help,
  problem,
  hidesLabel,
  isCode = false,
  ...rest
}: Labelled & ComponentProps<'textarea'> & { readonly isCode?: boolean }) {
  const id = useId()
  return (
    <Labelling {...{ id, label, help, problem, hidesLabel }}>
      <textarea
        {...rest}
        {...(isCode && { spellCheck: false, autoCapitalize: 'off' })}
        {...named(id, help, problem)}
        className={`w-full rounded-lg border border-edge bg-surface px-3 py-2 text-text placeholder:text-faint aria-invalid:border-negative ${isCode ? 'font-mono text-xs leading-5' : 'text-sm'}`}
      />
    </Labelling>
  )
}

function named(id: string, help: string | undefined, problem: string | undefined) {
  const described = [
    help === undefined ? [] : `${id}-help`,
    problem === undefined ? [] : `${id}-problem`,
  ]
  const text = described.flat().join(' ')
  return {
    id,
    'aria-invalid': problem === undefined ? undefined : true,
    'aria-describedby': text === '' ? undefined : text,
  }
}

function Labelling({
  id,
  label,
  help,
  problem,
  hidesLabel = false,
  children,
}: Omit<Labelled, 'hidesLabel'> & {
  readonly id: string
  readonly hidesLabel?: boolean | undefined
  readonly children: ReactNode
}) {
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className={hidesLabel ? 'sr-only' : 'text-sm font-medium'}>
        {label}
      </label>
      {children}
      {help !== undefined && (
        <p id={`${id}-help`} className="text-xs text-faint">
          {help}
        </p>
      )}
      {problem !== undefined && (
        <p id={`${id}-problem`} role="alert" className="text-xs font-medium text-negative">
          {problem}
        </p>
      )}
    </div>
  )
}
