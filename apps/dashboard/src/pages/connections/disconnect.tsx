import { useId, useState } from 'react'
import { useLocation } from 'wouter'
import { problemOf } from '../../api/api-error.ts'
import { useDeed } from '../../api/use-deed.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TroubleList } from '../../ui/trouble-list.tsx'
import { useWords } from '../../words/words-context.tsx'

const choices = ['keep', 'delete'] as const

/** Takes a connection away, once it is said what becomes of what was read from it. */
export function Disconnect({ id, version }: { readonly id: string; readonly version: number }) {
  const { say } = useWords()
  const [isAsked, setAsked] = useState(false)
  const [data, setData] = useState<(typeof choices)[number]>('keep')
  const [, go] = useLocation()
  const group = useId()
  const remove = useDeed('DELETE /api/configuration/:section/:id', {
    done: say('disconnect.done', { id }),
    onDone: () => go('/connections'),
  })
  return (
    <>
      <Button look="danger" onClick={() => setAsked(true)}>
        {say('disconnect.title')}
      </Button>
      <Dialog
        title={say('disconnect.asked', { id })}
        isOpen={isAsked}
        onClose={() => setAsked(false)}
      >
        <fieldset className="grid gap-3">
          <legend className="pb-2 text-sm text-soft">{say('disconnect.help')}</legend>
          {choices.map((choice) => (
            <div
              key={choice}
              className="grid gap-1 rounded-lg border border-line p-3 text-sm has-checked:border-accent has-checked:bg-accent-soft"
            >
              <label className="flex items-center gap-3 font-medium">
                <input
                  type="radio"
                  name={group}
                  aria-describedby={`${group}-${choice}`}
                  className="size-4 shrink-0 accent-accent-fill"
                  checked={data === choice}
                  onChange={() => setData(choice)}
                />
                {say(`disconnect.${choice}`)}
              </label>
              <p id={`${group}-${choice}`} className="pl-7 text-soft">
                {say(`disconnect.${choice}Help`)}
              </p>
            </div>
          ))}
        </fieldset>
        {remove.isError && <TroubleList troubles={[troubleOf(remove.error)]} />}
        <div className="flex justify-end gap-2">
          <Button onClick={() => setAsked(false)}>{say('action.cancel')}</Button>
          <Button
            look="danger"
            busy={remove.isPending}
            onClick={() =>
              remove.mutate({ params: { section: 'connections', id }, query: { data }, version })
            }
          >
            {say(data === 'keep' ? 'disconnect.title' : 'disconnect.andDelete')}
          </Button>
        </div>
      </Dialog>
    </>
  )
}

function troubleOf(error: unknown) {
  const { detail, hint } = problemOf(error)
  return { message: detail, hint }
}
