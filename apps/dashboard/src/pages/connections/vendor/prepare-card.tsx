import { ListChecks } from 'lucide-react'
import { useDeed } from '../../../api/use-deed.ts'
import { AskedTwice } from '../../../ui/asked-twice.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Progress } from '../../../ui/progress.tsx'
import { useWords } from '../../../words/words-context.tsx'
import { PreparedSteps } from './prepared-steps.tsx'

/** What the vendor's side needs: first what is missing is shown, then it is made. */
export function PrepareCard({ id }: { readonly id: string }) {
  const { say } = useWords()
  const look = useDeed('POST /api/connections/:id/prepare')
  const make = useDeed('POST /api/connections/:id/prepare', { done: say('vendor.made') })
  const steps = (make.data ?? look.data)?.steps
  const isOpen = steps?.some(({ state }) => state === 'wouldDo') === true
  return (
    <Card
      title={say('vendor.prepare')}
      note={say('vendor.prepareNote')}
      actions={
        <Button
          icon={<ListChecks aria-hidden size={16} />}
          busy={look.isPending}
          onClick={() => {
            make.reset()
            look.mutate({ params: { id }, body: {} })
          }}
        >
          {say('vendor.look')}
        </Button>
      }
    >
      {(look.isPending || make.isPending || steps !== undefined) && (
        <div role="status" className="grid gap-4">
          {look.isPending || make.isPending || steps === undefined ? (
            <Progress label={say('check.asking')} />
          ) : (
            <PreparedSteps steps={steps} />
          )}
          {isOpen && !look.isPending && (
            <div>
              <AskedTwice
                button={say('vendor.make')}
                of={id}
                question={say('vendor.makeAsked', { id })}
                help={say('vendor.makeHelp')}
                busy={make.isPending}
                onYes={() => make.mutate({ params: { id }, body: { make: true } })}
              />
            </div>
          )}
        </div>
      )}
    </Card>
  )
}
