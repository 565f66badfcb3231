import { CopyText } from '../../ui/copy-text.tsx'
import { ShownOnce } from '../../ui/shown-once.tsx'
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
    <ShownOnce why={say('sharing.once')} label={say('sharing.link')} text={url} onDone={onDone}>
      {isFramed && <CopyText label={say('sharing.snippet')} text={frameSnippet(url, title)} />}
    </ShownOnce>
  )
}
