import type { Member } from '../../api/answers.ts'
import { useDeed } from '../../api/use-deed.ts'
import { SelectField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import { roles } from './roles.ts'

/** What a member is; choosing another role changes it at once. */
export function MemberRole({ member: { id, name, role } }: { readonly member: Member }) {
  const { say } = useWords()
  const change = useDeed('PUT /api/people/:id/role', { done: say('people.changed', { name }) })
  return (
    <div className="w-32 sm:w-40">
      <SelectField
        label={say('people.roleOf', { name })}
        hidesLabel
        value={role}
        disabled={change.isPending}
        onChange={({ target }) => {
          const chosen = roles.find((each) => each === target.value)
          if (chosen !== undefined) change.mutate({ params: { id }, body: { role: chosen } })
        }}
      >
        {roles.map((each) => (
          <option key={each} value={each}>
            {say(`role.${each}`)}
          </option>
        ))}
      </SelectField>
    </div>
  )
}
