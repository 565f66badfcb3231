import { useState } from 'react'
import type { FigureSettings } from '../../api/answers.ts'
import { problemOf } from '../../api/api-error.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { useDeed } from '../../api/use-deed.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField, TextAreaField, TextField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import { ChoicesField } from './choices-field.tsx'
import { MadeLink } from './made-link.tsx'
import { nothingWritten, shareWish, type WrittenShare } from './share-wish.ts'
import { useTargetTitle, type Target } from './use-target-title.ts'

const asItIs: FigureSettings = {}

/** Makes a link, and shows it this once. */
export function ShareDialog({
  isOpen,
  onClose,
  of,
  settings = asItIs,
}: {
  readonly isOpen: boolean
  readonly onClose: () => void
  /** What is shared. Default: it is chosen here. */
  readonly of?: Target
  /** What figures are held to: as whoever shares them sees them. */
  readonly settings?: FigureSettings
}) {
  const { say } = useWords()
  const [made, setMade] = useState<{ url: string; title: string; isFramed: boolean }>()
  const close = () => {
    setMade(undefined)
    onClose()
  }
  return (
    <Dialog title={say('sharing.make')} isOpen={isOpen} onClose={close}>
      {made === undefined ? (
        <ShareForm of={of} settings={settings} onMade={setMade} />
      ) : (
        <MadeLink {...made} onDone={close} />
      )}
    </Dialog>
  )
}

function ShareForm({
  of,
  settings,
  onMade,
}: {
  readonly of: Target | undefined
  readonly settings: FigureSettings
  readonly onMade: (made: { url: string; title: string; isFramed: boolean }) => void
}) {
  const { say } = useWords()
  const titleOf = useTargetTitle()
  const [written, setWritten] = useState<WrittenShare>({
    ...nothingWritten,
    what: of === undefined ? 'dashboards/overview' : `${of.section}/${of.target}`,
  })
  const write = (change: Partial<WrittenShare>) => setWritten({ ...written, ...change })
  const make = useDeed('POST /api/shares', {
    shownStatuses: [400],
    onDone: ({ url, share }) =>
      onMade({ url, title: titleOf(share), isFramed: share.origins.length > 0 }),
  })
  const problem =
    make.isError && problemOf(make.error).status === 400 ? problemOf(make.error) : undefined
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        make.mutate({ body: shareWish(written, settings) })
      }}
    >
      <p className="text-sm text-soft">{say('sharing.makeHelp')}</p>
      {of === undefined && <WhatField what={written.what} onChoose={(what) => write({ what })} />}
      {!written.what.startsWith('portals/') && (
        <ChoicesField chosen={written.choices} onChoose={(choices) => write({ choices })} />
      )}
      <TextField
        label={say('sharing.password')}
        help={say('sharing.passwordHelp')}
        type="text"
        autoComplete="off"
        spellCheck={false}
        minLength={8}
        maxLength={200}
        value={written.password}
        onChange={({ target }) => write({ password: target.value })}
      />
      <TextField
        label={say('sharing.lastDay')}
        help={say('sharing.lastDayHelp')}
        type="date"
        value={written.lastDay}
        onChange={({ target }) => write({ lastDay: target.value })}
      />
      <TextAreaField
        label={say('sharing.origins')}
        help={say('sharing.originsHelp')}
        rows={2}
        isCode
        value={written.origins}
        onChange={({ target }) => write({ origins: target.value })}
      />
      {problem !== undefined && (
        <div role="alert" className="text-sm text-negative">
          <p className="font-medium">{problem.detail}</p>
          {problem.hint !== undefined && <p>{problem.hint}</p>}
        </div>
      )}
      <Button look="primary" type="submit" busy={make.isPending}>
        {say('sharing.make')}
      </Button>
    </form>
  )
}

function WhatField({
  what,
  onChoose,
}: {
  readonly what: string
  readonly onChoose: (what: string) => void
}) {
  const { say } = useWords()
  const titleOf = useTargetTitle()
  const dashboards = useAnswer('GET /api/dashboards', {}).data?.dashboards ?? []
  const portals = useAnswer('GET /api/portals', {}).data?.portals ?? []
  const options = (section: Target['section'], ids: readonly string[]) =>
    ids.map((target) => (
      <option key={target} value={`${section}/${target}`}>
        {titleOf({ section, target })}
      </option>
    ))
  return (
    <SelectField
      label={say('sharing.what')}
      value={what}
      onChange={({ target }) => onChoose(target.value)}
    >
      <optgroup label={say('dashboards.title')}>
        {options(
          'dashboards',
          dashboards.map(({ id }) => id),
        )}
      </optgroup>
      {portals.length > 0 && (
        <optgroup label={say('section.portals')}>
          {options(
            'portals',
            portals.map(({ id }) => id),
          )}
        </optgroup>
      )}
    </SelectField>
  )
}
