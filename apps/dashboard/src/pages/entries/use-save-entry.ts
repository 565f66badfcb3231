import { useMutation, useQueryClient } from '@tanstack/react-query'
import { problemOf } from '../../api/api-error.ts'
import { call } from '../../api/call.ts'
import type { FormFault } from '../../schema-form/form-fault.ts'
import { useToast } from '../../ui/toast.tsx'
import { entryKey, type EntryName, type EntryValue } from './entry.ts'

interface Saving {
  readonly name: EntryName
  readonly value: EntryValue
  /** That was seen; missing: there is none yet. */
  readonly version: number | undefined
}

export interface Refused {
  readonly faults: readonly FormFault[]
  /** What is wrong with others then, by `section/id`. */
  readonly others: Readonly<Record<string, readonly FormFault[]>>
}

/** Has the host check an entry, and keeps it where nothing is wrong with it; else says what is. */
export function useSaveEntry({
  done,
  onSaved,
}: {
  readonly done: string
  readonly onSaved: (name: EntryName) => void
}) {
  const queries = useQueryClient()
  const toast = useToast()
  const saving = useMutation({
    async mutationFn({ name, value, version }: Saving): Promise<Refused | undefined> {
      const refused = await refusalOf(name, value)
      if (refused !== undefined) return refused
      await call('PUT /api/configuration/:section/:id', {
        params: { ...name },
        body: value,
        version: version ?? 'new',
      })
      return undefined
    },
    async onSuccess(refused, { name }) {
      if (refused !== undefined) return
      await queries.invalidateQueries()
      toast({ tone: 'positive', text: done })
      onSaved(name)
    },
  })
  return {
    save: saving.mutate,
    isSaving: saving.isPending,
    refused: saving.data,
    problem: saving.isError ? problemOf(saving.error) : undefined,
  }
}

/** What would be wrong if it were written; undefined: nothing that keeps it from being so. */
export async function refusalOf(name: EntryName, value: EntryValue): Promise<Refused | undefined> {
  const { isRight, faults, others } = await call('POST /api/configuration/check', {
    body: { entries: [{ ...name, value }] },
  })
  return isRight ? undefined : { faults: faults[entryKey(name)] ?? [], others }
}
