import { useLocation } from 'wouter'
import { useAnswer } from '../../api/use-answer.ts'
import { NowherePage } from '../../app/nowhere-page.tsx'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Answered } from '../../ui/answered.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { Steps } from '../../ui/steps.tsx'
import { useWords } from '../../words/words-context.tsx'
import { connectorNamed, type CatalogueConnector } from './catalogue.ts'
import { ConnectionForm } from './connection-form.tsx'
import { usualSchedule } from './schedule-field.tsx'
import { useConnectSteps } from './use-connect-steps.ts'

/** A new connection of one connector. */
export function ConnectPage({ name }: { readonly name: string }) {
  const catalogue = useAnswer('GET /api/connectors', {})
  return (
    <Answered query={catalogue}>
      {({ connectors }) => {
        const connector = connectorNamed(connectors, name)
        return connector === undefined ? <NowherePage /> : <Connect connector={connector} />
      }}
    </Answered>
  )
}

function Connect({ connector }: { readonly connector: CatalogueConnector }) {
  const { say } = useWords()
  const { session } = useSession()
  const [, go] = useLocation()
  const mayWrite = mayDo(session, 'configuration:write')
  return (
    <>
      <PageHead
        above={<PageLink to="/connections/new">{say('connections.choose')}</PageLink>}
        title={say('connections.connectTo', { name: connector.name })}
        note={say('connections.checkedNote')}
      />
      <Steps label={say('connections.steps')} steps={useConnectSteps()} current={1} />
      {mayWrite ? (
        <ConnectionForm
          connector={connector}
          value={{
            connector: connector.names[0] ?? connector.package,
            config: {},
            ...(connector.reads.length > 0 && { schedule: usualSchedule }),
          }}
          onSaved={(id) => go(`/connections/of/${encodeURIComponent(id)}?new`)}
        />
      ) : (
        <Notice tone="caution">
          {say('error.noPermissionHelp', { permission: 'configuration:write' })}
        </Notice>
      )}
    </>
  )
}
