import { useAnswer } from '../../api/use-answer.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Answered } from '../../ui/answered.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { useWords } from '../../words/words-context.tsx'
import { FileNotice } from '../entries/file-notice.tsx'
import { WrittenCard } from '../entries/written-card.tsx'
import { keptEntry, type KeptEntry } from '../entry-form/kept-entry.ts'
import { ContactingForm } from './contacting-form.tsx'

const section = 'settings'
const id = 'contacting'

/** What holds for everything that automations send to people: the way it goes, quiet hours, and how much one person gets. */
export function ContactingPage() {
  const { say } = useWords()
  const { session } = useSession()
  // Where nothing is said yet there is no such entry, which is nothing that went wrong.
  const configuration = useAnswer('GET /api/configuration', {})
  const parts = useAnswer('GET /api/automation-parts', {})
  const mayWrite = mayDo(session, 'configuration:write')
  const form = (kept: KeptEntry) => (
    <Answered query={parts}>{(found) => <ContactingForm kept={kept} parts={found} />}</Answered>
  )
  return (
    <>
      <PageHead
        title={say('contacting.title')}
        note={say('contacting.note')}
        above={<PageLink to="/automations">{say('automations.title')}</PageLink>}
      />
      <Answered query={configuration}>
        {({ entries }) => {
          const found = entries.find((entry) => entry.section === section && entry.id === id)
          if (mayWrite && found?.origin !== 'file')
            return form(found === undefined ? { section, value: {} } : keptEntry(found, undefined))
          return (
            <>
              {found?.origin === 'file' && <FileNotice />}
              <WrittenCard value={found?.value ?? {}} />
            </>
          )
        }}
      </Answered>
    </>
  )
}
