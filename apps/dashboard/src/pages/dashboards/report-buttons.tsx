import { useMutation } from '@tanstack/react-query'
import { FileSpreadsheet, FileText } from 'lucide-react'
import type { FigureSettings } from '../../api/answers.ts'
import { problemOf } from '../../api/api-error.ts'
import { send } from '../../api/call.ts'
import { Button } from '../../ui/button.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { useToast } from '../../ui/toast.tsx'
import { useWords } from '../../words/words-context.tsx'
import { reportQuery } from './report-query.ts'

const forms = {
  pdf: { route: 'GET /api/dashboards/:id/report.pdf', label: 'reports.pdf', Icon: FileText },
  zip: { route: 'GET /api/dashboards/:id/report.zip', label: 'reports.csv', Icon: FileSpreadsheet },
} as const

/** The dashboard as a file to keep, of what is chosen and in the language of whoever looks. */
export function ReportButtons({
  id,
  chosen,
}: {
  readonly id: string
  readonly chosen: FigureSettings
}) {
  return (
    <>
      <ReportButton id={id} chosen={chosen} form="pdf" />
      <ReportButton id={id} chosen={chosen} form="zip" />
    </>
  )
}

function ReportButton({
  id,
  chosen,
  form,
}: {
  readonly id: string
  readonly chosen: FigureSettings
  readonly form: keyof typeof forms
}) {
  const { say, language } = useWords()
  const toast = useToast()
  const { route, label, Icon } = forms[form]
  const report = useMutation({
    async mutationFn() {
      const query = { ...reportQuery(chosen), language }
      const answer = await send(route, { params: { id }, query })
      await saveFile(answer, `${id}.${form}`)
    },
    onError(error) {
      const { detail, hint } = problemOf(error)
      toast({ tone: 'negative', text: detail, ...(hint !== undefined && { hint }) })
    },
  })
  return (
    <Button
      icon={<Icon aria-hidden size={16} />}
      busy={report.isPending}
      onClick={() => report.mutate()}
    >
      {say(label)}
    </Button>
  )
}
