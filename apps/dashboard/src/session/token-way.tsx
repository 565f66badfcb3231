import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { useWords } from '../words/words-context.tsx'
import { TokenForm } from './token-form.tsx'

/** The way in with a token, beside another one. */
export function TokenWay({ onBack }: { readonly onBack: () => void }) {
  const { say } = useWords()
  return (
    <>
      <Card title={say('signIn.withToken')}>
        <TokenForm />
      </Card>
      <Button look="quiet" onClick={onBack}>
        {say('signIn.back')}
      </Button>
    </>
  )
}
