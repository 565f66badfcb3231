import { useMutation, useQueryClient } from '@tanstack/react-query'
import { problemOf } from '../../../api/api-error.ts'
import { call, send } from '../../../api/call.ts'
import { asEntry } from './as-entry.ts'
import { connectionEntry, freeName, uploadName } from './import-entries.ts'

/** Brings a file to the host, connects it, and has its columns looked at; nothing is read from it yet. */
export function useBringFile({ onBrought }: { readonly onBrought: (connection: string) => void }) {
  const queries = useQueryClient()
  const bring = useMutation({
    async mutationFn({ file, sink }: { readonly file: File; readonly sink: string }) {
      const [{ entries }, { uploads }] = await Promise.all([
        call('GET /api/configuration', {}),
        call('GET /api/uploads', {}),
      ])
      const id = freeName(
        `import-${sink}`,
        entries.flatMap((entry) => (entry.section === 'connections' ? entry.id : [])),
      )
      const name = freeFile(
        uploadName(file.name),
        uploads.map((upload) => upload.name),
      )
      const brought = await send('PUT /api/uploads/:name', { params: { name }, body: file })
      const { path } = (await brought.json()) as { readonly path: string }
      await call('PUT /api/configuration/:section/:id', {
        params: { section: 'connections', id },
        body: asEntry(connectionEntry(path)),
        version: 'new',
      })
      await call('POST /api/connections/:id/discover', { params: { id } })
      return id
    },
    async onSuccess(id) {
      await queries.invalidateQueries()
      onBrought(id)
    },
  })
  const { detail, hint } = problemOf(bring.error)
  return { ...bring, trouble: { message: detail, hint } }
}

/** `orders.csv` that is there already becomes `orders-2.csv`. */
function freeFile(name: string, taken: readonly string[]): string {
  const dot = name.lastIndexOf('.')
  const ending = name.slice(dot)
  const stems = taken.flatMap((each) =>
    each.endsWith(ending) ? each.slice(0, -ending.length) : [],
  )
  return `${freeName(name.slice(0, dot), stems)}${ending}`
}
