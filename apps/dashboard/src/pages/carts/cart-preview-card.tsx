import { useMutation } from '@tanstack/react-query'
import { Play } from 'lucide-react'
import { problemOf } from '../../api/api-error.ts'
import { call } from '../../api/call.ts'
import type { FormGroup } from '../../schema-form/form-value.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { useWords } from '../../words/words-context.tsx'
import { PreviewedList } from '../automations/previewed-steps.tsx'
import type { EntryValue } from '../entries/entry.ts'
import { RefusalNotice } from '../entries/refusal-notice.tsx'
import { refusalOf, type Refused } from '../entries/use-save-entry.ts'

/** Shows every message for a cart that is made up, before the rule is kept: nothing is sent. */
export function CartPreviewCard({ id, value }: { readonly id: string; readonly value: FormGroup }) {
  const { say } = useWords()
  const trial = useMutation({
    // What is wrong with it is told with its place.
    mutationFn: async () => {
      const written = JSON.parse(JSON.stringify(value)) as EntryValue
      const refused = await refusalOf({ section: 'carts', id }, written)
      if (refused !== undefined) return { refused, steps: [] }
      const { steps } = await call('POST /api/carts/preview', { body: { id, value: written } })
      return { refused: undefined as Refused | undefined, steps }
    },
  })
  return (
    <Card
      title={say('cartRule.previewTitle')}
      note={say('cartRule.previewNote')}
      actions={
        <Button
          icon={<Play aria-hidden size={16} />}
          busy={trial.isPending}
          onClick={() => trial.mutate()}
        >
          {say('cartRule.show')}
        </Button>
      }
    >
      <div className="grid max-w-4xl gap-4">
        <RefusalNotice
          title={say('preview.wrong')}
          refused={trial.data?.refused}
          problem={trial.isError ? problemOf(trial.error) : undefined}
        />
        <div role="status">
          {trial.data !== undefined && <PreviewedList steps={trial.data.steps} />}
        </div>
      </div>
    </Card>
  )
}
