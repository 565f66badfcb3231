import { useState } from 'react'
import { problemOf } from '../../../api/api-error.ts'
import { useAnswer } from '../../../api/use-answer.ts'
import { useDeed } from '../../../api/use-deed.ts'
import { mayDo } from '../../../session/may-do.ts'
import { useSession } from '../../../session/use-session.ts'
import { Button } from '../../../ui/button.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { useWords } from '../../../words/words-context.tsx'
import { freeKeyName } from './keys.ts'

/** Which stores a key may read: all, or those of the nodes that are chosen. It may do nothing else. */
export function NewKeyForm({
  connection,
  taken,
  onMade,
}: {
  readonly connection: string
  readonly taken: readonly string[]
  readonly onMade: (secret: string) => void
}) {
  const { say } = useWords()
  const { session } = useSession()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const configuration = useAnswer(
    'GET /api/configuration',
    {},
    { enabled: mayDo(session, 'configuration:read') },
  )
  const nodes = (configuration.data?.entries ?? []).flatMap(({ section, id }) =>
    section === 'nodes' ? [id] : [],
  )
  const issue = useDeed('POST /api/tokens', { onDone: ({ secret }) => onMade(secret) })
  const choose = (node: string, isChosen: boolean) =>
    setChosen(isChosen ? [...chosen, node] : chosen.filter((each) => each !== node))
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        issue.mutate({
          body: {
            name: freeKeyName(connection, taken),
            permissions: ['surfaces:call'],
            nodes: [...chosen],
          },
        })
      }}
    >
      {nodes.length === 0 ? (
        <p className="text-sm text-soft">{say('studio.noNodes')}</p>
      ) : (
        <fieldset className="grid gap-1">
          <legend className="text-sm font-medium">{say('studio.mayRead')}</legend>
          <p className="pb-1 text-xs text-faint">{say('studio.mayReadHelp')}</p>
          {nodes.map((node) => (
            <label key={node} className="flex min-h-8 items-center gap-2 text-sm">
              <input
                type="checkbox"
                className="size-4 accent-accent-fill"
                checked={chosen.includes(node)}
                onChange={(event) => choose(node, event.target.checked)}
              />
              {node}
            </label>
          ))}
        </fieldset>
      )}
      <p className="text-sm text-soft">{say('studio.currencyHelp')}</p>
      {issue.isError && <Notice tone="caution">{problemOf(issue.error).detail}</Notice>}
      <Button look="primary" type="submit" busy={issue.isPending}>
        {say('studio.make')}
      </Button>
    </form>
  )
}
