import { CircleUser, LogOut, UserRoundCog } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { leave } from '../session/doors.ts'
import { useSession } from '../session/use-session.ts'
import { keepTheme, keptTheme, themes } from '../theme/theme.ts'
import { Button } from '../ui/button.tsx'
import { Menu, MenuChoice, MenuItem, MenuLine } from '../ui/menu.tsx'
import { languageIds, languages } from '../words/languages.ts'
import { useWords } from '../words/words-context.tsx'

/** Who looks, how the page looks and speaks to them, and the way out. */
export function UserMenu() {
  const { say, language, speak } = useWords()
  const { session } = useSession()
  const [, go] = useLocation()
  const [theme, setTheme] = useState(keptTheme)
  const name = session.kind === 'person' ? session.user.name : say('user.token')
  return (
    <Menu
      button={
        <Button look="quiet" className="w-full justify-start px-2">
          <CircleUser aria-hidden size={18} strokeWidth={1.75} />
          <span className="truncate">{name}</span>
        </Button>
      }
    >
      <MenuChoice
        label={say('user.theme')}
        value={theme}
        options={themes.map((value) => ({ value, label: say(`theme.${value}`) }))}
        onChoose={(chosen) => {
          keepTheme(chosen)
          setTheme(chosen)
        }}
      />
      <MenuLine />
      <MenuChoice
        label={say('user.language')}
        value={language}
        options={languageIds.map((value) => ({ value, label: languages[value] }))}
        onChoose={(chosen) => void speak(chosen)}
      />
      <MenuLine />
      {session.kind === 'person' && (
        <MenuItem icon={<UserRoundCog aria-hidden size={16} />} onSelect={() => go('/account')}>
          {say('account.title')}
        </MenuItem>
      )}
      <MenuItem icon={<LogOut aria-hidden size={16} />} onSelect={() => void leave()}>
        {say('user.leave')}
      </MenuItem>
    </Menu>
  )
}
