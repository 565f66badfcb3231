import { useLocation } from 'wouter'
import { useAnswer } from '../../api/use-answer.ts'
import { groupIn } from '../../schema-form/form-value.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Answered } from '../../ui/answered.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { useWords } from '../../words/words-context.tsx'
import type { Entry } from '../entries/entry.ts'
import { FileNotice } from '../entries/file-notice.tsx'
import { connectorNamed } from './catalogue.ts'
import { ConnectionForm } from './connection-form.tsx'

/** Changes the settings of a connection that the store keeps. */
export function EditPage({ id }: { readonly id: string }) {
  const { say } = useWords()
  const entry = useAnswer('GET /api/configuration/:section/:id', {
    params: { section: 'connections', id },
  })
  return (
    <>
      <PageHead
        above={<PageLink to={`/connections/of/${encodeURIComponent(id)}`}>{id}</PageLink>}
        title={say('connections.edit', { id })}
        note={say('connections.checkedNote')}
      />
      <Answered query={entry}>{(shown) => <Edit entry={shown} />}</Answered>
    </>
  )
}

function Edit({ entry: { id, value, version, origin } }: { readonly entry: Entry }) {
  const { say } = useWords()
  const { session } = useSession()
  const [, go] = useLocation()
  const catalogue = useAnswer('GET /api/connectors', {})
  if (origin === 'file') return <FileNotice />
  if (!mayDo(session, 'configuration:write'))
    return (
      <Notice tone="caution">
        {say('error.noPermissionHelp', { permission: 'configuration:write' })}
      </Notice>
    )
  const page = `/connections/of/${encodeURIComponent(id)}`
  return (
    <Answered query={catalogue}>
      {({ connectors }) => {
        const written = groupIn(value)
        const connector = connectorNamed(connectors, written['connector'])
        return connector === undefined ? (
          <Notice tone="caution">
            {say('connections.noConnector', { name: String(written['connector']) })}{' '}
            <PageLink to={`/configuration/connections/${encodeURIComponent(id)}`}>
              {say('entries.asText')}
            </PageLink>
          </Notice>
        ) : (
          // Another version that somebody else made is another form.
          <ConnectionForm
            key={version}
            {...{ connector, id, version }}
            value={written}
            onSaved={() => go(`${page}?check`)}
          />
        )
      }}
    </Answered>
  )
}
