import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useWords } from '../../words/words-context.tsx'

/** Nothing is lost while the host cannot be reached, and it is said so. */
export function NotReachedNotice({ onRetry }: { readonly onRetry: () => void }) {
  const { say } = useWords()
  return (
    <Notice tone="caution">
      <div role="alert" className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p>{say('board.notReached')}</p>
        <Button onClick={onRetry}>{say('action.retry')}</Button>
      </div>
    </Notice>
  )
}
