import { useState } from 'react'
import { useDeed } from '../../api/use-deed.ts'
import { enterAsPerson } from '../../session/doors.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { TextField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'

export function NameCard({ name: present }: { readonly name: string }) {
  const { say } = useWords()
  const [name, setName] = useState(present)
  const change = useDeed('PATCH /api/me', {
    done: say('account.saved'),
    onDone: () => void enterAsPerson(),
  })
  return (
    <Card title={say('account.name')}>
      <form
        className="flex items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          change.mutate({ body: { name } })
        }}
      >
        <div className="grow">
          <TextField
            label={say('setUp.name')}
            hidesLabel
            autoComplete="name"
            required
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        </div>
        <Button type="submit" busy={change.isPending} disabled={name === present}>
          {say('account.save')}
        </Button>
      </form>
    </Card>
  )
}
