import { useAnswer } from '../../api/use-answer.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { SelectField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import { segmentsFor } from './delivery-segments.ts'

/** Whose rows alone are sent; nothing where no segment tells such rows apart. */
export function SegmentField({
  of,
  chosen,
  problem,
  onChoose,
}: {
  readonly of: string
  readonly chosen: string | undefined
  readonly problem: string | undefined
  readonly onChoose: (segment: string | undefined) => void
}) {
  const { say } = useWords()
  const { session } = useSession()
  const listed = useAnswer('GET /api/segments', {}, { enabled: mayDo(session, 'segments:read') })
  const segments = segmentsFor(of, listed.data?.segments ?? [])
  if (segments.length === 0) return null
  return (
    <SelectField
      label={say('filter.segment')}
      problem={problem}
      value={chosen ?? ''}
      onChange={({ target }) => onChoose(target.value === '' ? undefined : target.value)}
    >
      <option value="">{say('filter.everybody')}</option>
      {segments.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  )
}
