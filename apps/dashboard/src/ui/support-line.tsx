import { useQuery } from '@tanstack/react-query'
import { call } from '../api/call.ts'
import { useWords } from '../words/words-context.tsx'

/** Whom to ask where nothing helps; nothing is said where the host names nobody, or cannot be reached. */
export function SupportLine() {
  const { say } = useWords()
  const { data } = useQuery({
    queryKey: ['support'],
    queryFn: ({ signal }) => call('GET /api/setup', {}, signal),
    staleTime: Infinity,
    retry: false,
  })
  const support = data?.support ?? undefined
  if (support === undefined) return null
  return (
    <p className="pt-2">
      {say('error.support')}{' '}
      <a
        href={support.includes('://') ? support : `mailto:${support}`}
        className="font-medium text-accent underline underline-offset-2"
      >
        {support}
      </a>
    </p>
  )
}
