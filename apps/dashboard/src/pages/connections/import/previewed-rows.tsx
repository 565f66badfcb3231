import type { AnswerOf } from '../../../api/routes.ts'
import { Badge } from '../../../ui/badge.tsx'
import { useWords } from '../../../words/words-context.tsx'
import { rowText, troublesIn } from './previewed-row.ts'

type Preview = AnswerOf<'POST /api/mappings/preview'>['previews'][number]

/** What would become of rows, each with what is wrong with it. */
export function PreviewedRows({ previews }: { readonly previews: readonly Preview[] }) {
  const { say } = useWords()
  const refused = previews.filter((preview) => troublesIn(preview).length > 0).length
  return (
    <div className="grid gap-3">
      <p role="status" className="text-sm font-medium">
        {say('import.fit', { fit: previews.length - refused, refused })}
      </p>
      <ol
        // It is moved by the arrow keys.
        tabIndex={0}
        aria-label={say('import.preview')}
        className="grid max-h-96 gap-2 overflow-auto rounded-lg bg-fill p-3 text-xs"
      >
        {previews.map((preview, index) => {
          const troubles = troublesIn(preview)
          return (
            <li key={index} className="grid gap-1 [overflow-wrap:anywhere]">
              <p className="flex flex-wrap items-center gap-2">
                <Badge tone={troubles.length === 0 ? 'positive' : 'negative'}>
                  {say(troubles.length === 0 ? 'import.fits' : 'import.refused')}
                </Badge>
                <code className="font-mono">{rowText(preview)}</code>
              </p>
              {troubles.map((trouble) => (
                <p key={trouble} className="text-negative">
                  {trouble}
                </p>
              ))}
            </li>
          )
        })}
      </ol>
    </div>
  )
}
