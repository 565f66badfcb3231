import { useState } from 'react'
import { PageHead } from '../../ui/page-head.tsx'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../words/words-context.tsx'
import { PortalsCard } from './portals-card.tsx'
import { ShareDialog } from './share-dialog.tsx'
import { SharesCard } from './shares-card.tsx'

/** What is shown to people without an account: links to dashboards, and portals of clients. */
export function SharingPage() {
  const { say } = useWords()
  const [isNew, setNew] = useState(false)
  return (
    <>
      <PageHead
        title={say('sharing.title')}
        note={say('sharing.note')}
        actions={
          <Button look="primary" onClick={() => setNew(true)}>
            {say('sharing.make')}
          </Button>
        }
      />
      <SharesCard />
      <PortalsCard />
      <ShareDialog isOpen={isNew} onClose={() => setNew(false)} />
    </>
  )
}
