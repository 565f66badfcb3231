import { Share2 } from 'lucide-react'
import { useState } from 'react'
import type { FigureSettings } from '../../api/answers.ts'
import { useAbsentAreas } from '../../app/use-absent-areas.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../words/words-context.tsx'
import { ShareDialog } from './share-dialog.tsx'

/** Shares a dashboard as it is seen. */
export function ShareButton({
  id,
  chosen,
}: {
  readonly id: string
  readonly chosen: FigureSettings
}) {
  const { say } = useWords()
  const { session } = useSession()
  const [isOpen, setOpen] = useState(false)
  const absent = useAbsentAreas()
  if (!mayDo(session, 'shares:write') || absent.has('sharing')) return null
  return (
    <>
      <Button icon={<Share2 aria-hidden size={16} />} onClick={() => setOpen(true)}>
        {say('sharing.share')}
      </Button>
      <ShareDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        of={{ section: 'dashboards', target: id }}
        settings={chosen}
      />
    </>
  )
}
