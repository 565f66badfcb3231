import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { send } from '../../api/call.ts'
import { serverEvents } from '../../api/server-events.ts'
import { afterEvent, beginning, type WatchedRun } from './run-watch.ts'

const againMs = 2000

/** What happens in a run, as it happens; a connection that is lost is taken up again. */
export function useRunEvents(id: string): WatchedRun {
  const [run, setRun] = useState(beginning)
  const queries = useQueryClient()
  useEffect(() => {
    const gone = new AbortController()
    void watch(id, gone.signal, setRun).then(() => {
      if (!gone.signal.aborted) return queries.invalidateQueries()
      return undefined
    })
    return () => gone.abort()
  }, [id, queries])
  return run
}

async function watch(
  id: string,
  signal: AbortSignal,
  show: (change: (run: WatchedRun) => WatchedRun) => void,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const { body } = await send('GET /api/runs/:id/events', { params: { id } }, signal)
      if (body === null) return
      for await (const event of serverEvents(body.pipeThrough(new TextDecoderStream()))) {
        show((run) => afterEvent(run, event))
        if (event.event === 'report') return
      }
    } catch {
      // It is asked again until the page is left: the run goes on without us.
    }
    await new Promise((resolve) => setTimeout(resolve, againMs))
  }
}
