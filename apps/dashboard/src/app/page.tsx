import { QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { Router } from 'wouter'
import { newQueries } from '../api/queries.ts'
import { SessionGate } from '../session/session-gate.tsx'
import { ToastProvider } from '../ui/toast.tsx'
import { WordsProvider, type SpokenLanguage } from '../words/words-context.tsx'
import { Layout } from './layout.tsx'
import { askedBeforeLeaving } from './leave-guard.ts'

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
