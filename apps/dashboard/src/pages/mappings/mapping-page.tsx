import { useMemo } from 'react'
import { useLocation } from 'wouter'
import { useAnswer } from '../../api/use-answer.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Answered } from '../../ui/answered.tsx'
import { SelectField } from '../../ui/field.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { useWords } from '../../words/words-context.tsx'
import { mappingAddress } from './mapping-address.ts'
import { MappingEditor } from './mapping-editor.tsx'
import { mappingPlace, type ListedMapping } from './mapping-place.ts'
import { sideText } from './mappings-page.tsx'

/** One mapping of a delivery or a stream: what it makes, from what, and whoever may changes it. */
export function MappingPage({
  part,
  id,
}: {
  readonly part: string
  readonly id: string | undefined
}) {
  const { say } = useWords()
  const [, go] = useLocation()
  const all = useAnswer('GET /api/mappings', {})
  const whole = useAnswer('GET /api/mappings/:part', { params: { part } })
  const own = (all.data?.mappings ?? []).filter((each) => each.part === part)
  const listed = own.find((each) => each.id === id) ?? own[0]
  return (
    <>
      <PageHead
        title={listed === undefined ? part : say('mappings.one', { name: listed.id })}
        note={listed !== undefined && `${part}: ${sideText(listed.from)} → ${sideText(listed.to)}`}
        above={<PageLink to="/mappings">{say('mappings.title')}</PageLink>}
        actions={
          own.length > 1 && (
            <SelectField
              label={say('mappings.which')}
              hidesLabel
              value={listed?.id}
              onChange={({ target }) => go(mappingAddress(part, target.value))}
            >
              {own.map((each) => (
                <option key={each.id}>{each.id}</option>
              ))}
            </SelectField>
          )
        }
      />
      <Answered query={whole}>
        {({ mappings }) => {
          const mapping = mappings.find((each) => each['id'] === listed?.id)
          return (
            listed !== undefined &&
            mapping !== undefined && <Placed beside={mappings} listed={listed} mapping={mapping} />
          )
        }}
      </Answered>
    </>
  )
}

function Placed({
  beside,
  listed,
  mapping,
}: {
  readonly beside: readonly unknown[]
  readonly listed: ListedMapping
  readonly mapping: Readonly<Record<string, unknown>>
}) {
  const { session } = useSession()
  const mayRead = mayDo(session, 'configuration:read')
  const entries = useAnswer('GET /api/configuration', {}, { enabled: mayRead })
  const place = useMemo(
    () => entries.data && mappingPlace(entries.data.entries, beside, listed),
    [entries.data, beside, listed],
  )
  if (!mayRead) return <MappingEditor listed={listed} mapping={mapping} place={undefined} />
  return (
    <Answered query={entries}>
      {() => <MappingEditor listed={listed} mapping={mapping} place={place} />}
    </Answered>
  )
}
