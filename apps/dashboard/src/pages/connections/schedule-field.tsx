import { useState } from 'react'
import { SelectField, TextField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'

const usual = [
  ['*/15 * * * *', 'schedule.quarter'],
  ['0 * * * *', 'schedule.hour'],
  ['0 */6 * * *', 'schedule.sixHours'],
  ['0 3 * * *', 'schedule.day'],
] as const
const another = 'another'

/** Of a new connection, until somebody chooses another one. */
export const usualSchedule = '0 * * * *'

/** When something is read: one of the usual times, or any that a cron expression can say. */
export function ScheduleField({
  value,
  problem,
  onChange,
}: {
  readonly value: string
  readonly problem: string | undefined
  readonly onChange: (value: string) => void
}) {
  const { say } = useWords()
  const isUsual = value === '' || usual.some(([rule]) => rule === value)
  const [isOwn, setOwn] = useState(!isUsual)
  return (
    <div className="grid gap-3">
      <SelectField
        label={say('schedule.title')}
        {...(!isOwn && { problem })}
        value={isOwn ? another : value}
        onChange={({ target }) => {
          setOwn(target.value === another)
          if (target.value !== another) onChange(target.value)
        }}
      >
        <option value="">{say('schedule.none')}</option>
        {usual.map(([rule, words]) => (
          <option key={rule} value={rule}>
            {say(words)}
          </option>
        ))}
        <option value={another}>{say('schedule.another')}</option>
      </SelectField>
      {isOwn && (
        <TextField
          label={say('schedule.rule')}
          help={say('schedule.ruleHelp')}
          problem={problem}
          placeholder="30 2 * * 1-5"
          autoComplete="off"
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </div>
  )
}
