import { Link, useLocation } from 'wouter'
import { mayDo } from '../session/may-do.ts'
import { useSession } from '../session/use-session.ts'
import { useWords } from '../words/words-context.tsx'
import { placeGroups } from './places.ts'
import { useAbsentAreas } from './use-absent-areas.ts'

/** Where one can go: the places in which there is something to see for whoever looks. */
export function Navigation({ onGo }: { readonly onGo: (() => void) | undefined }) {
  const { say } = useWords()
  const { session } = useSession()
  const [current] = useLocation()
  const absent = useAbsentAreas()
  return (
    <nav aria-label={say('layout.navigation')} className="grid grow content-start gap-4">
      {placeGroups.map(({ title, places }) => {
        const open = places.filter(
          ({ permission, area = '' }) => mayDo(session, permission) && !absent.has(area),
        )
        return (
          open.length > 0 && (
            <div key={title} className="grid gap-0.5">
              <p className="px-2 pb-1 text-xs font-medium text-faint">{say(title)}</p>
              {open.map(({ path, title: name, icon: Icon }) => {
                const isHere = path === '/' ? current === '/' : current.startsWith(path)
                return (
                  <Link
                    key={path}
                    href={path}
                    onClick={onGo}
                    aria-current={isHere ? 'page' : undefined}
                    className="flex h-9 items-center gap-2.5 rounded-lg px-2 text-sm font-medium text-soft hover:bg-fill hover:text-text aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent"
                  >
                    <Icon aria-hidden size={18} strokeWidth={1.75} />
                    {say(name)}
                  </Link>
                )
              })}
            </div>
          )
        )
      })}
    </nav>
  )
}
