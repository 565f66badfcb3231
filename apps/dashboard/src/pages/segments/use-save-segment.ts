import { useDeed } from '../../api/use-deed.ts'
import { useWords } from '../../words/words-context.tsx'
import type { EntryValue } from '../entries/entry.ts'
import type { SegmentToSave } from './segment-editor.tsx'

/** Keeps a segment over the version that was seen, or as a new one. */
export function useSaveSegment({
  isPart,
  onSaved,
}: {
  /** As a part of the configuration, which deliveries and automations know; else for looking alone. */
  readonly isPart: boolean
  readonly onSaved: (id: string) => void
}) {
  const { say } = useWords()
  const options = {
    done: say('builder.saved'),
    onDone: ({ id }: { readonly id: string }) => onSaved(id),
  }
  const part = useDeed('PUT /api/configuration/:section/:id', options)
  const own = useDeed('PUT /api/segments/:id', options)
  return {
    isSaving: part.isPending || own.isPending,
    save: (
      { name, resource, where }: SegmentToSave,
      { id, version }: { readonly id: string; readonly version: number | 'new' },
    ) => {
      if (!isPart) own.mutate({ params: { id }, body: { name, resource, where }, version })
      else {
        // The host reads it as what comes from outside.
        const body = { name, of: resource, where } as EntryValue
        part.mutate({ params: { section: 'segments', id }, body, version })
      }
    },
  }
}
