import { useState } from 'react'
import { useLocation } from 'wouter'
import type { SegmentCatalogue, SegmentShown } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { Answered } from '../../ui/answered.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { useWords } from '../../words/words-context.tsx'
import { readDraft } from './read-draft.ts'
import { SegmentEditor } from './segment-editor.tsx'
import { useKeptSegment, type KeptSegment } from './use-kept-segment.ts'
import { useSaveSegment } from './use-save-segment.ts'

/** Changes a segment that was made here. */
export function ChangeSegmentPage({ id }: { readonly id: string }) {
  const { say } = useWords()
  const segment = useAnswer('GET /api/segments/:id', { params: { id } })
  const name = segment.data?.name ?? say('segments.one')
  return (
    <>
      <PageHead
        title={say('builder.changeOf', { name })}
        above={<PageLink to={placeOf(id)}>{name}</PageLink>}
      />
      <Answered query={segment}>{(found) => <Changeable segment={found} />}</Answered>
    </>
  )
}

function Changeable({ segment }: { readonly segment: SegmentShown }) {
  const { say } = useWords()
  const catalogue = useAnswer('GET /api/segment-fields', {})
  const { kept, isPending } = useKeptSegment(segment)
  if (isPending) return null
  if (kept === undefined) return <Notice>{say('builder.elsewhere')}</Notice>
  return (
    <Answered query={catalogue}>
      {(fields) => <ChangeSegment segment={segment} kept={kept} catalogue={fields} />}
    </Answered>
  )
}

/** What is written stays, whatever others save meanwhile: of that the host tells when it is saved here. */
function ChangeSegment({
  segment,
  kept,
  catalogue,
}: {
  readonly segment: SegmentShown
  readonly kept: KeptSegment
  readonly catalogue: SegmentCatalogue
}) {
  const [, go] = useLocation()
  const [{ id, name, resource, where }] = useState(segment)
  const [{ isPart, version }] = useState(kept)
  const { save, isSaving } = useSaveSegment({ isPart, onSaved: () => go(placeOf(id)) })
  return (
    <SegmentEditor
      resource={resource}
      initial={{ name, draft: readDraft(where, resource, catalogue) }}
      catalogue={catalogue}
      isSaving={isSaving}
      onSave={(written) => save(written, { id, version })}
    />
  )
}

function placeOf(id: string): string {
  return `/segments/${encodeURIComponent(id)}`
}
