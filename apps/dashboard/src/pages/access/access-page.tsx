import { useState } from 'react'
import { PageHead } from '../../ui/page-head.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { useWords } from '../../words/words-context.tsx'
import { AuditCard } from './audit-card.tsx'
import { PeopleCard } from './people-card.tsx'
import { TokensCard } from './tokens-card.tsx'

/** Who may do what, and who did what. */
export function AccessPage() {
  const { say } = useWords()
  const [tab, setTab] = useState<'people' | 'tokens' | 'audit'>('people')
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
          { value: 'audit', label: say('audit.title'), content: <AuditCard /> },
        ]}
      />
    </>
  )
}
