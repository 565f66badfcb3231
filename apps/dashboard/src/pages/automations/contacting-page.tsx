import { problemOf } from '../../api/api-error.ts'
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
  const entry = useAnswer('GET /api/configuration/:section/:id', { params: { section, id } })
  const parts = useAnswer('GET /api/automation-parts', {})
  const mayWrite = mayDo(session, 'configuration:write')
  const isNew = entry.data === undefined && entry.isError && problemOf(entry.error).status === 404
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
      {isNew && mayWrite ? (
        form({ section, value: {} })
      ) : (
        <Answered query={entry}>
          {(found) =>
            found.origin === 'file' || !mayWrite ? (
              <>
                {found.origin === 'file' && <FileNotice />}
                <WrittenCard value={found.value} />
              </>
            ) : (
              form(keptEntry(found, entry.error))
            )
          }
        </Answered>
      )}
    </>
  )
}
