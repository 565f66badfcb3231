import { Upload } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { FileField } from '../../../ui/file-field.tsx'
import { SelectField } from '../../../ui/field.tsx'
import { TroubleList } from '../../../ui/trouble-list.tsx'
import { useWords } from '../../../words/words-context.tsx'
import { FromStore } from './from-store.tsx'
import { recipes } from './recipes.ts'
import { useBringFile } from './use-bring-file.ts'

/** Which table is filled, and from where. */
export function StartCard({ target }: { readonly target: string }) {
  const { say } = useWords()
  const [, go] = useLocation()
  const [sink, setSink] = useState(recipes[0]?.sink ?? '')
  const [source, setSource] = useState<'file' | 'store'>('file')
  const [file, setFile] = useState<File>()
  const recipe = recipes.find((each) => each.sink === sink)
  const bring = useBringFile({
    onBrought: (from) =>
      go(
        `/connections/of/${encodeURIComponent(target)}/import?${new URLSearchParams({ from, table: sink }).toString()}`,
      ),
  })
  return (
    <Card title={say('import.what')}>
      <form
        className="grid max-w-2xl gap-5"
        onSubmit={(event) => {
          event.preventDefault()
          if (file !== undefined) bring.mutate({ file, sink })
        }}
      >
        <SelectField
          label={say('import.table')}
          value={sink}
          onChange={(event) => setSink(event.target.value)}
        >
          {recipes.map((each) => (
            <option key={each.sink} value={each.sink}>
              {each.sink}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={say('import.source')}
          value={source}
          onChange={(event) => setSource(event.target.value === 'store' ? 'store' : 'file')}
        >
          <option value="file">{say('import.fromFile')}</option>
          <option value="store">{say('import.fromStore')}</option>
        </SelectField>
        {source === 'store' && recipe !== undefined && (
          <FromStore target={target} recipe={recipe} />
        )}
        {source === 'file' && (
          <>
            <FileField
              accept=".csv,.txt,.tsv"
              label={say('import.file')}
              help={say('import.fileHelp')}
              onChoose={setFile}
            />
            {bring.isError && (
              <div role="alert">
                <TroubleList troubles={[bring.trouble]} />
              </div>
            )}
            <div>
              <Button
                look="primary"
                type="submit"
                icon={<Upload aria-hidden size={16} />}
                busy={bring.isPending}
                disabled={file === undefined}
              >
                {say('import.bring')}
              </Button>
            </div>
          </>
        )}
      </form>
    </Card>
  )
}
