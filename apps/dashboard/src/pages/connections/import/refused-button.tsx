import { Download } from 'lucide-react'
import { useMutation } from '@tanstack/react-query'
import { problemOf } from '../../../api/api-error.ts'
import { call } from '../../../api/call.ts'
import type { AnswerOf } from '../../../api/routes.ts'
import { mayDo } from '../../../session/may-do.ts'
import { useSession } from '../../../session/use-session.ts'
import { Button } from '../../../ui/button.tsx'
import { saveFile } from '../../../ui/save-file.ts'
import { useToast } from '../../../ui/toast.tsx'
import { useWords } from '../../../words/words-context.tsx'
import { refusedText } from './refused-text.ts'

type Letter = AnswerOf<'GET /api/dead-letters/:part'>['letters'][number]

/** Has the browser keep the rows that were refused, each with the reason, to be mended and brought again. */
export function RefusedButton({ part }: { readonly part: string }) {
  const { say } = useWords()
  const { session } = useSession()
  const toast = useToast()
  const download = useMutation({
    async mutationFn() {
      const letters: Letter[] = []
      let after: string | undefined
      do {
        const page = await call('GET /api/dead-letters/:part', {
          params: { part },
          query: { limit: 200, ...(after !== undefined && { after }) },
        })
        letters.push(...page.letters)
        after = page.next ?? undefined
      } while (after !== undefined)
      return letters
    },
    async onSuccess(letters) {
      if (letters.length === 0) toast({ tone: 'positive', text: say('import.noneRefused') })
      else await saveFile(new Response(refusedText(letters)), `${part}-refused.csv`)
    },
    onError: (error) => toast({ tone: 'negative', text: problemOf(error).detail }),
  })
  if (!mayDo(session, 'customers:export')) return null
  return (
    <Button
      icon={<Download aria-hidden size={16} />}
      busy={download.isPending}
      onClick={() => download.mutate()}
    >
      {say('import.download')}
    </Button>
  )
}
