import { useState } from 'react'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { useWords } from '../words/words-context.tsx'
import { problemAt } from './form-fault.ts'
import { isKeptSecret } from './form-value.ts'
import type { SchemaFieldProps } from './field-props.ts'

/** A secret: it is written and never told. One that is set stays until another one is written over it. */
export function SecretField({
  field: { label, help, isRequired },
  value,
  faults,
  onChange,
}: Omit<SchemaFieldProps, 'input'>) {
  const { say } = useWords()
  // What was there when the form was opened, to go back to.
  const [kept] = useState(() => (isKeptSecret(value) ? value : undefined))
  const problem = problemAt(faults, [])
  if (kept !== undefined && value === kept)
    return (
      <div className="grid gap-1 text-sm">
        <span className="font-medium">{label}</span>
        <div className="flex flex-wrap items-center gap-3">
          <Badge tone="positive">{say('form.set')}</Badge>
          {typeof kept === 'string' && <code className="font-mono text-xs break-all">{kept}</code>}
          <Button onClick={() => onChange(undefined)}>
            {say('form.replace')}
            <span className="sr-only">{label}</span>
          </Button>
        </div>
        {problem !== undefined && <p className="text-xs font-medium text-negative">{problem}</p>}
      </div>
    )
  return (
    <div className="grid gap-2">
      <TextField
        type="password"
        // Not the password of whoever writes it.
        autoComplete="new-password"
        {...{ label, help, problem }}
        aria-required={isRequired || undefined}
        value={typeof value === 'string' ? value : ''}
        onChange={({ target }) => onChange(target.value)}
      />
      {kept !== undefined && (
        <Button look="quiet" className="justify-self-start" onClick={() => onChange(kept)}>
          {say('form.keep')}
        </Button>
      )}
    </div>
  )
}
