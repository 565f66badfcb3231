import { useDeed } from '../../api/use-deed.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { AskedTwice } from '../../ui/asked-twice.tsx'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../words/words-context.tsx'
import type { Module } from './module-name.ts'

/** What may be made of a module as it stands. */
export function ModuleActions({
  module: { kind, name: id, state, running = 0 },
  name,
}: {
  readonly module: Module
  readonly name: string
}) {
  const { say } = useWords()
  const { session } = useSession()
  const isAsked = state === 'locked'
  const choose = useDeed('PUT /api/modules/:kind/:name', {
    done: say(isAsked ? 'modules.asked' : 'modules.changed'),
  })
  if (!mayDo(session, 'admin')) return null
  const become = (wanted: Module['state']) =>
    choose.mutate({ params: { kind, name: id }, body: { state: wanted } })
  if (state === 'active')
    return (
      <AskedTwice
        look="plain"
        button={say('modules.hide')}
        of={name}
        question={say('modules.hideQuestion', { name })}
        help={
          kind === 'connector'
            ? say('modules.connectorsNote')
            : running === 0
              ? say('modules.hideNothing')
              : say('modules.hideRunning', { count: running })
        }
        busy={choose.isPending}
        onYes={() => become('hidden')}
      />
    )
  const [button, wanted] = {
    hidden: ['modules.show', 'active'],
    locked: ['modules.ask', 'requested'],
    requested: ['modules.takeBack', 'locked'],
  }[state] as ['modules.show' | 'modules.ask' | 'modules.takeBack', Module['state']]
  return (
    <Button busy={choose.isPending} onClick={() => become(wanted)}>
      {say(button)}
      <span className="sr-only">{name}</span>
    </Button>
  )
}
