import { useAnswer } from '../../../api/use-answer.ts'
import { CopyCode } from '../../../ui/copy-code.tsx'
import { useWords } from '../../../words/words-context.tsx'

/** The files of the script as its connector brings them, to be pasted into the editor of Google. */
export function ScriptFiles({ id }: { readonly id: string }) {
  const { say } = useWords()
  const handouts = useAnswer('GET /api/connections/:id/handouts', { params: { id } })
  const files = handouts.data?.files ?? []
  if (files.length === 0)
    return handouts.isPending ? null : <p className="text-soft">{say('studio.noScript')}</p>
  return (
    <>
      {files.map(({ name, text }) => (
        <details key={name}>
          <summary className="min-h-6 cursor-pointer font-medium text-accent">{name}</summary>
          <div className="pt-2">
            <CopyCode label={name} text={text} />
          </div>
        </details>
      ))}
    </>
  )
}
