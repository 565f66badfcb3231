import { useState } from 'react'
import { useLocation } from 'wouter'
import type { SegmentCatalogue, SegmentShown } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { useDeed } from '../../api/use-deed.ts'
import { Answered } from '../../ui/answered.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { useWords } from '../../words/words-context.tsx'
import { readDraft } from './read-draft.ts'
import { SegmentEditor } from './segment-editor.tsx'

/** Changes a segment that was made here. */
export function ChangeSegmentPage({ id }: { readonly id: string }) {
  const { say } = useWords()
  const segment = useAnswer('GET /api/segments/:id', { params: { id } })
  const catalogue = useAnswer('GET /api/segment-fields', {})
  const name = segment.data?.name ?? say('segments.one')
  return (
    <>
      <PageHead
        title={say('builder.changeOf', { name })}
        above={<PageLink to={placeOf(id)}>{name}</PageLink>}
      />
      <Answered query={segment}>
        {(found) =>
          found.version === undefined ? (
            <Notice>{say('builder.elsewhere')}</Notice>
          ) : (
            <Answered query={catalogue}>
              {(fields) => <ChangeSegment segment={found} catalogue={fields} />}
            </Answered>
          )
        }
      </Answered>
    </>
  )
}

/** What is written stays, whatever others save meanwhile: of that the host tells when it is saved here. */
function ChangeSegment({
  segment,
  catalogue,
}: {
  readonly segment: SegmentShown
  readonly catalogue: SegmentCatalogue
}) {
  const { say } = useWords()
  const [, go] = useLocation()
  const [{ id, name, resource, where, version }] = useState(segment)
  const save = useDeed('PUT /api/segments/:id', {
    done: say('builder.saved'),
    onDone: () => go(placeOf(id)),
  })
  return (
    <SegmentEditor
      resource={resource}
      initial={{ name, draft: readDraft(where, resource, catalogue) }}
      catalogue={catalogue}
      isSaving={save.isPending}
      onSave={(body) =>
        save.mutate({ params: { id }, body, ...(version !== undefined && { version }) })
      }
    />
  )
}

function placeOf(id: string): string {
  return `/segments/${encodeURIComponent(id)}`
}
