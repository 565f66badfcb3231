import type { Member } from '../../api/answers.ts'
import { useDeed } from '../../api/use-deed.ts'
import { AskedTwice } from '../../ui/asked-twice.tsx'
import { useWords } from '../../words/words-context.tsx'

export function RemoveMember({ member: { id, name } }: { readonly member: Member }) {
  const { say } = useWords()
  const remove = useDeed('DELETE /api/people/:id', { done: say('people.removed', { name }) })
  return (
    <AskedTwice
      button={say('people.remove')}
      of={name}
      question={say('people.removeAsked', { name })}
      help={say('people.removeHelp')}
      busy={remove.isPending}
      onYes={() => remove.mutate({ params: { id } })}
    />
  )
}
