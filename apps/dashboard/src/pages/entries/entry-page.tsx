import { useLocation } from 'wouter'
import { useAnswer } from '../../api/use-answer.ts'
import { useDeed } from '../../api/use-deed.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Answered } from '../../ui/answered.tsx'
import { AskedTwice } from '../../ui/asked-twice.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { TroubleList } from '../../ui/trouble-list.tsx'
import { useWords } from '../../words/words-context.tsx'
import type { Entry, EntryName } from './entry.ts'
import { EntryEditor } from './entry-editor.tsx'
import { EntryHistory } from './entry-history.tsx'
import { FileNotice } from './file-notice.tsx'
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
        actions={mayChange && version !== undefined && <Remove entry={entry} version={version} />}
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

function Remove({
  entry: { section, id },
  version,
}: {
  readonly entry: Entry
  readonly version: number
}) {
  const { say } = useWords()
  const [, go] = useLocation()
  const remove = useDeed('DELETE /api/configuration/:section/:id', {
    done: say('entries.removed', { id }),
    onDone: () => go('/configuration'),
  })
  return (
    <AskedTwice
      button={say('entries.remove')}
      of={id}
      question={say('entries.removeAsked', { id })}
      help={say('entries.removeHelp')}
      busy={remove.isPending}
      onYes={() => remove.mutate({ params: { section, id }, version })}
    />
  )
}
