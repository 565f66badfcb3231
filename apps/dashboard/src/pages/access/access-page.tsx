import { useState } from 'react'
import { useAnswer } from '../../api/use-answer.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { useWords } from '../../words/words-context.tsx'
import { AuditCard } from './audit-card.tsx'
import { OrganisationsCard } from './organisations-card.tsx'
import { PeopleCard } from './people-card.tsx'
import { TokensCard } from './tokens-card.tsx'

/** Who may do what, and who did what. */
export function AccessPage() {
  const { say } = useWords()
  const me = useAnswer('GET /api/me', {})
  const [tab, setTab] = useState<'people' | 'tokens' | 'organisations' | 'audit'>('people')
  const organisations = {
    value: 'organisations',
    label: say('organisations.title'),
    content: <OrganisationsCard />,
  } as const
  return (
    <>
      <PageHead title={say('access.title')} note={say('access.note')} />
      <Tabs
        label={say('access.title')}
        value={tab}
        onChoose={setTab}
        tabs={[
          { value: 'people', label: say('people.title'), content: <PeopleCard /> },
          { value: 'tokens', label: say('tokens.title'), content: <TokensCard /> },
          ...(me.data?.runsInstallation === true ? [organisations] : []),
          { value: 'audit', label: say('audit.title'), content: <AuditCard /> },
        ]}
      />
    </>
  )
}
