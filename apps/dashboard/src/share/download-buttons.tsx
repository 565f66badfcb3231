import { Download } from 'lucide-react'
import { useState } from 'react'
import { problemOf } from '../api/api-error.ts'
import { reportQuery } from '../pages/dashboards/report-query.ts'
import { Button } from '../ui/button.tsx'
import { saveFile } from '../ui/save-file.ts'
import { useWords } from '../words/words-context.tsx'
import { sendShared } from './share-call.ts'
import type { Chosen, SharedPlace } from './use-shared-figures.ts'
import type { Shared } from './use-shared.ts'

const routes = {
  pdf: 'GET /api/shared/:token/dashboards/:id/report.pdf',
  csv: 'GET /api/shared/:token/dashboards/:id/report.zip',
} as const

/** The dashboard as a file, in the forms that the portal lets keep. */
export function DownloadButtons({
  place: { token, id, key },
  chosen,
  downloads,
}: {
  readonly place: SharedPlace
  readonly chosen: Chosen
  readonly downloads: Shared['downloads']
}) {
  const { say, language } = useWords()
  const [busy, setBusy] = useState<keyof typeof routes>()
  const [problem, setProblem] = useState<string>()
  const save = async (form: keyof typeof routes) => {
    setBusy(form)
    setProblem(undefined)
    try {
      const query = { ...reportQuery(chosen), language }
      const answer = await sendShared(routes[form], { params: { token, id }, query }, key)
      await saveFile(answer, `${id}.${form === 'pdf' ? 'pdf' : 'zip'}`)
    } catch (error) {
      const { status, detail } = problemOf(error)
      setProblem(status === 429 ? say('shared.wait') : detail)
    }
    setBusy(undefined)
  }
  return (
    <div className="grid justify-items-end gap-1">
      <div className="flex flex-wrap gap-2">
        {downloads.map((form) => (
          <Button
            key={form}
            busy={busy === form}
            icon={<Download aria-hidden size={16} />}
            onClick={() => void save(form)}
          >
            {say(`reports.${form}`)}
          </Button>
        ))}
      </div>
      {problem !== undefined && (
        <p role="alert" className="text-xs font-medium text-negative">
          {problem}
        </p>
      )}
    </div>
  )
}
