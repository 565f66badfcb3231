import { Menu as MenuIcon } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import { useSession } from '../session/use-session.ts'
import { IconButton } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { useWords } from '../words/words-context.tsx'
import { BrandName } from './brand-name.tsx'
import { Navigation } from './navigation.tsx'
import { NowherePage } from './nowhere-page.tsx'
import { OrganisationMenu } from './organisation-menu.tsx'
import { placeGroups } from './places.ts'
import { UserMenu } from './user-menu.tsx'

/** Whoever signs in has one, whatever else they may see: it is behind their name, and not in the navigation. */
const AccountPage = lazy(async () => ({
  default: (await import('../pages/account/account-page.tsx')).AccountPage,
}))
const places = placeGroups.flatMap((group) => group.places)

/** Navigation at the side, or behind a button where there is no room; beside it the page. */
export function Layout() {
  const { say } = useWords()
  const { organisation } = useSession()
  const [isOpen, setOpen] = useState(false)
  const [path] = useLocation()
  const main = useFocusOnChange(path)
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-lg bg-accent-fill px-4 py-2 text-sm font-medium text-white focus:translate-y-0"
      >
        {say('layout.skip')}
      </a>
      <div className="sticky top-0 hidden h-dvh flex-col gap-4 overflow-y-auto border-r border-line bg-surface p-4 lg:flex">
        <SideContent />
      </div>
      <div className="sticky top-0 z-30 flex h-14 items-center gap-2 border-b border-line bg-surface px-3 lg:hidden">
        <IconButton label={say('layout.menu')} aria-expanded={isOpen} onClick={() => setOpen(true)}>
          <MenuIcon aria-hidden size={20} />
        </IconButton>
        <BrandName />
      </div>
      <Dialog
        title={say('layout.menu')}
        place="side"
        isOpen={isOpen}
        onClose={() => setOpen(false)}
      >
        <div className="flex flex-col gap-4">
          <SideContent onGo={() => setOpen(false)} />
        </div>
      </Dialog>
      <main
        ref={main}
        id="content"
        tabIndex={-1}
        // Of another organisation nothing is left: not even what was typed.
        key={organisation ?? ''}
        className="mx-auto grid w-full max-w-7xl content-start gap-6 p-4 outline-none sm:p-6 lg:p-8"
      >
        <Suspense fallback={<PageComes />}>
          <Switch>
            {places.map((place) => (
              <Route
                key={place.path}
                path={place.path === '/' ? '/' : `${place.path}/*?`}
                component={place.content}
              />
            ))}
            <Route path="/account" component={AccountPage} />
            <Route component={NowherePage} />
          </Switch>
        </Suspense>
      </main>
    </div>
  )
}

/** @param onGo is told when somebody goes elsewhere. */
function SideContent({ onGo }: { readonly onGo?: () => void }) {
  return (
    <>
      <div className="px-2 py-1 max-lg:hidden">
        <BrandName />
      </div>
      <OrganisationMenu />
      <Navigation onGo={onGo} />
      <UserMenu />
    </>
  )
}

function PageComes() {
  return (
    <>
      <Skeleton className="h-8 w-56" />
      <Skeleton className="h-72 w-full rounded-xl" />
    </>
  )
}

/** Whoever cannot see that the page changed is brought to its beginning. */
function useFocusOnChange(path: string) {
  const main = useRef<HTMLElement>(null)
  const before = useRef(path)
  useEffect(() => {
    if (before.current === path) return
    before.current = path
    main.current?.focus({ preventScroll: true })
    window.scrollTo({ top: 0 })
  }, [path])
  return main
}
