import type { ReactNode } from 'react'
import { Card } from '../../../ui/card.tsx'
import { CopyCode } from '../../../ui/copy-code.tsx'
import { useWords } from '../../../words/words-context.tsx'
import { ScriptFiles } from './script-files.tsx'

/** As docs/analytics/data-studio.md says it; the words are Google's. */
const commands = `npm install @cartograph/connector-data-studio @google/clasp
echo '{ "scriptId": "YOUR-SCRIPT-ID", "rootDir": "node_modules/@cartograph/connector-data-studio/dist/apps-script" }' > .clasp.json
npx clasp login
npx clasp push --force
npx clasp create-deployment --description "Cartograph"`
const link = 'https://datastudio.google.com/datasources/create?connectorId=DEPLOYMENT-ID'

/** What is done at Google, in its order: the script once, then a data source for each currency. */
export function StudioStepsCard({ id }: { readonly id: string }) {
  const { say } = useWords()
  return (
    <Card title={say('studio.steps')} note={say('studio.stepsNote')}>
      <ol className="grid list-decimal gap-4 pl-5 text-sm marker:text-faint">
        <Step>{say('studio.step.project')}</Step>
        <Step>
          {say('studio.step.script')}
          <ScriptFiles id={id} />
        </Step>
        <Step>
          {say('studio.step.clasp')}
          <CopyCode label={say('studio.commands')} text={commands} />
        </Step>
        <Step>
          {say('studio.step.link')}
          <CopyCode label={say('studio.link')} text={link} />
        </Step>
        <Step>{say('studio.step.enter')}</Step>
        <Step>{say('studio.step.currency')}</Step>
      </ol>
    </Card>
  )
}

function Step({ children }: { readonly children: ReactNode }) {
  return (
    <li className="pl-1">
      <div className="grid min-w-0 max-w-[80ch] gap-2">{children}</div>
    </li>
  )
}
