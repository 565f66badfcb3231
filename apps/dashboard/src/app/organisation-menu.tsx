import { ChevronsUpDown } from 'lucide-react'
import { useLocation } from 'wouter'
import { problemOf } from '../api/api-error.ts'
import { chooseOrganisation } from '../session/doors.ts'
import { useSession } from '../session/use-session.ts'
import { Button } from '../ui/button.tsx'
import { Menu, MenuChoice } from '../ui/menu.tsx'
import { useToast } from '../ui/toast.tsx'
import { useWords } from '../words/words-context.tsx'
import { placeAbove } from './place-above.ts'

/** Which organisation is looked at, for whoever is in several. */
export function OrganisationMenu() {
  const { say } = useWords()
  const { session } = useSession()
  const toast = useToast()
  const [path, go] = useLocation()
  if (session.kind !== 'person') return null
  const { organisations } = session
  const choose = async (chosen: string) => {
    try {
      await chooseOrganisation(chosen)
      go(placeAbove(path))
    } catch (error) {
      toast({ tone: 'negative', text: problemOf(error).detail })
    }
  }
  const name = organisations.find(({ id }) => id === session.organisation)?.name
  if (organisations.length < 2)
    return <p className="px-2 text-sm font-medium [overflow-wrap:anywhere]">{name}</p>
  return (
    <Menu
      button={
        <Button className="w-full justify-between">
          <span className="truncate">{name}</span>
          <ChevronsUpDown aria-hidden size={16} />
        </Button>
      }
    >
      <MenuChoice
        label={say('user.organisation')}
        value={session.organisation}
        options={organisations.map((each) => ({ value: each.id, label: each.name }))}
        onChoose={(chosen) => void choose(chosen)}
      />
    </Menu>
  )
}
