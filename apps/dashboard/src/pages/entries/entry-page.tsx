import { useAnswer } from '../../api/use-answer.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Answered } from '../../ui/answered.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { TroubleList } from '../../ui/trouble-list.tsx'
import { useWords } from '../../words/words-context.tsx'
import type { Entry, EntryName } from './entry.ts'
import { EntryEditor } from './entry-editor.tsx'
import { EntryHistory } from './entry-history.tsx'
import { FileNotice } from './file-notice.tsx'
import { RemoveEntry } from './remove-entry.tsx'
import { sectionTitles } from './sections.ts'
import { WrittenCard } from './written-card.tsx'

/** One entry of any section, as text. */
export function EntryPage({ name: { section, id } }: { readonly name: EntryName }) {
  const entry = useAnswer('GET /api/configuration/:section/:id', { params: { section, id } })
  return <Answered query={entry}>{(shown) => <ShownEntry entry={shown} />}</Answered>
}

function ShownEntry({ entry }: { readonly entry: Entry }) {
  const { say } = useWords()
  const { session } = useSession()
  const { section, id, value, origin, version, faults } = entry
  const mayChange = origin === 'store' && mayDo(session, 'configuration:write')
  return (
    <>
      <PageHead
        above={<PageLink to="/configuration">{say('entries.title')}</PageLink>}
        title={id}
        note={say(sectionTitles[section])}
        actions={
          mayChange &&
          version !== undefined && (
            <RemoveEntry entry={entry} version={version} to="/configuration" />
          )
        }
      />
      {origin === 'file' && <FileNotice />}
      {faults.length > 0 && <TroubleList troubles={faults} />}
      {mayChange ? (
        // What is restored, or changed by somebody else, is another text.
        <EntryEditor
          key={version}
          name={{ section, id }}
          {...{ value, version }}
          onSaved={() => undefined}
        />
      ) : (
        <WrittenCard value={value} />
      )}
      {origin === 'store' && <EntryHistory entry={entry} />}
    </>
  )
}
