import { useDeed } from '../../api/use-deed.ts'
import { useToast } from '../../ui/toast.tsx'
import { useWords } from '../../words/words-context.tsx'

/** Has dead letters processed again, and says how many are mended. */
export function useReplay() {
  const { say } = useWords()
  const toast = useToast()
  return useDeed('POST /api/dead-letters/:part/replay', {
    onDone: ({ mended, failed, fault }) =>
      toast({
        tone: failed === 0 && fault === undefined ? 'positive' : 'negative',
        text: say('letters.outcome', { mended, failed }),
        ...(fault !== undefined && { hint: fault.message }),
      }),
  })
}
