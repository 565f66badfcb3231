import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { Router } from 'wouter'
import { problemOf } from '../api/api-error.ts'
import { SessionGate } from '../session/session-gate.tsx'
import { ToastProvider } from '../ui/toast.tsx'
import { WordsProvider, type SpokenLanguage } from '../words/words-context.tsx'
import { Layout } from './layout.tsx'
import { askedBeforeLeaving } from './leave-guard.ts'

const freshMs = 60_000
const mostRetries = 2

/** Asked again only where that may help: not what was refused, and not what is wrong with the question. */
function mayHelp(count: number, error: Error): boolean {
  const { status } = problemOf(error)
  return count < mostRetries && (status === 0 || status === 503)
}

function newQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: freshMs, retry: mayHelp },
      mutations: { retry: false },
    },
  })
}

export function Page({ start }: { readonly start: SpokenLanguage }) {
  const [queries] = useState(newQueries)
  return (
    <QueryClientProvider client={queries}>
      <WordsProvider start={start}>
        <ToastProvider>
          <SessionGate>
            <Router aroundNav={askedBeforeLeaving}>
              <Layout />
            </Router>
          </SessionGate>
        </ToastProvider>
      </WordsProvider>
    </QueryClientProvider>
  )
}
