import { Notice } from '../../ui/notice.tsx'
import { useWords } from '../../words/words-context.tsx'

/** Why something cannot be changed here, and where it is. */
export function FileNotice() {
  const { say } = useWords()
  return <Notice>{say('entries.inFile')}</Notice>
}
