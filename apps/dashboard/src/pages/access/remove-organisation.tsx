import { useState } from 'react'
import type { Organisation } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { useDeed } from '../../api/use-deed.ts'
import { Answered } from '../../ui/answered.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Facts } from '../../ui/facts.tsx'
import { TextField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'

/** Removes an organisation for good, once its name was typed below what goes with it. */
export function RemoveOrganisation({ organisation }: { readonly organisation: Organisation }) {
  const { say } = useWords()
  const { name } = organisation
  const [isAsked, setAsked] = useState(false)
  return (
    <>
      <Button look="danger" onClick={() => setAsked(true)}>
        {say('organisations.remove')}
        <span className="sr-only">{name}</span>
      </Button>
      <Dialog
        title={say('organisations.removeAsked', { name })}
        isOpen={isAsked}
        onClose={() => setAsked(false)}
      >
        <WhatGoes organisation={organisation} onDone={() => setAsked(false)} />
      </Dialog>
    </>
  )
}

function WhatGoes({
  organisation: { id, name },
  onDone,
}: {
  readonly organisation: Organisation
  readonly onDone: () => void
}) {
  const { say, formats } = useWords()
  const [typed, setTyped] = useState('')
  const held = useAnswer('GET /api/organisations/:id', { params: { id } })
  const remove = useDeed('DELETE /api/organisations/:id', {
    done: say('organisations.removed', { name }),
    onDone,
  })
  return (
    <form
      className="grid gap-4 text-left"
      onSubmit={(event) => {
        event.preventDefault()
        remove.mutate({ params: { id }, query: { name: typed } })
      }}
    >
      <p className="text-soft">{say('organisations.removeHelp')}</p>
      <Answered query={held}>
        {({ holds }) => (
          <Facts
            facts={[
              { name: say('organisations.records'), value: formats.number(holds.records) },
              {
                name: say('organisations.rows'),
                value: formats.number(
                  Object.values(holds.rows).reduce((sum, rows) => sum + rows, 0),
                ),
              },
              { name: say('people.title'), value: formats.number(holds.people) },
            ]}
          />
        )}
      </Answered>
      <TextField
        label={say('organisations.typeName', { name })}
        autoComplete="off"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <Button look="danger" type="submit" busy={remove.isPending} disabled={typed !== name}>
        {say('organisations.remove')}
      </Button>
    </form>
  )
}
