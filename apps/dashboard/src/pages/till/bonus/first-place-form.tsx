import { useState } from 'react'
import { problemOf } from '../../../api/api-error.ts'
import { useDeed } from '../../../api/use-deed.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { TextField } from '../../../ui/field.tsx'
import { useWords } from '../../../words/words-context.tsx'
import { placeEntries } from './first-place.ts'

/** Makes the connection that files go to, where there is none yet. */
export function FirstPlaceForm() {
  const { say } = useWords()
  const [country, setCountry] = useState('SE')
  const [zone, setZone] = useState(() => new Intl.DateTimeFormat().resolvedOptions().timeZone)
  const make = useDeed('POST /api/configuration', { done: say('bonus.placeMade') })
  const problem = make.isError ? problemOf(make.error).detail : undefined
  return (
    <Card title={say('bonus.firstPlace')} note={say('bonus.firstPlaceNote')}>
      <form
        className="grid max-w-md gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          make.mutate({ body: { entries: placeEntries({ country, zone }) } })
        }}
      >
        <TextField
          label={say('bonus.country')}
          help={say('bonus.countryHelp')}
          required
          pattern="[A-Z]{2}"
          maxLength={2}
          value={country}
          onChange={({ target }) => setCountry(target.value.toUpperCase())}
        />
        <TextField
          label={say('bonus.zone')}
          help={say('bonus.zoneHelp')}
          required
          value={zone}
          problem={problem}
          onChange={({ target }) => setZone(target.value)}
        />
        <div>
          <Button look="primary" type="submit" busy={make.isPending}>
            {say('bonus.prepare')}
          </Button>
        </div>
      </form>
    </Card>
  )
}
