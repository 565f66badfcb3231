import { Button } from '../../ui/button.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { useWords } from '../../words/words-context.tsx'
import { frameSnippet } from './frame-snippet.ts'

/** A link that was made, which is shown this once; and what a page frames it with, where it may. */
export function MadeLink({
  url,
  title,
  isFramed,
  onDone,
}: {
  readonly url: string
  readonly title: string
  readonly isFramed: boolean
  readonly onDone: () => void
}) {
  const { say } = useWords()
  return (
    <>
      <p className="text-sm text-soft">{say('sharing.once')}</p>
      <CopyText label={say('sharing.link')} text={url} />
      {isFramed && <CopyText label={say('sharing.snippet')} text={frameSnippet(url, title)} />}
      <Button look="primary" onClick={onDone}>
        {say('action.done')}
      </Button>
    </>
  )
}
